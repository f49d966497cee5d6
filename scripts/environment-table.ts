// Makes the table of environment variables in docs/training-and-predicting.md from the allow-list that commands are run with.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { markdownTable } from 'markdown-table';
import { ALLOWED_VARIABLES, REFUSED_VARIABLES } from '../src/adapters/process/child-environment.ts';
import { type GeneratedFile, replaceSection } from './section.ts';

const path = 'docs/training-and-predicting.md';

/** The page with its table as the allow-list has it now. */
export function produceEnvironmentTable(root: string): GeneratedFile {
  const page = readFileSync(join(root, path), 'utf8');
  return { path, content: replaceSection(page, 'environment', describeVariables()) };
}

function describeVariables(): string {
  const rows = ALLOWED_VARIABLES.map(({ names, why }) => [listNames(names), why]);
  return [
    markdownTable([['let through', 'why'], ...rows], { alignDelimiters: false }),
    '',
    `Never let through, whoever asks: ${listNames(REFUSED_VARIABLES)}, and any value that is a token of GitHub.`,
  ].join('\n');
}

const listNames = (names: readonly string[]): string => names.map(name => `\`${name}\``).join(', ');
