// Makes the tables of inputs and outputs in README.md from action.yml, the one place that declares them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { markdownTable } from 'markdown-table';
import { parse } from 'yaml';
import { type GeneratedFile, replaceSection } from './section.ts';

interface Input {
  readonly description: string;
  readonly required?: boolean;
  readonly default?: string;
}

interface ActionFile {
  readonly inputs: Readonly<Record<string, Input>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
}

/** README.md with its tables as action.yml has them now. */
export function produceInputsTable(root: string): GeneratedFile {
  const path = 'README.md';
  const readme = readFileSync(join(root, path), 'utf8');
  return { path, content: replaceTables(readme, readFileSync(join(root, 'action.yml'), 'utf8')) };
}

/** Puts the tables of an action.yml into the section `inputs` of a text. */
export function replaceTables(readme: string, action: string): string {
  return replaceSection(readme, 'inputs', describeAction(parse(action)));
}

function describeAction({ inputs, outputs }: ActionFile): string {
  const inputRows = Object.entries(inputs).map(([name, input]) => [
    code(name),
    cell(input.description),
    fallback(input),
  ]);
  const outputRows = Object.entries(outputs).map(([name, output]) => [code(name), cell(output.description)]);
  return [
    markdownTable([['input', 'what it does', 'default'], ...inputRows]),
    '',
    markdownTable([['output', 'what it holds'], ...outputRows]),
  ].join('\n');
}

function fallback(input: Input): string {
  if (input.default !== undefined) return code(input.default);
  return input.required === true ? 'required' : '';
}

const code = (text: string): string => `\`${cell(text)}\``;

const cell = (text: string): string => text.trim().replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
