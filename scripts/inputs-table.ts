// Makes the tables of inputs and outputs in README.md from action.yml, the one place that declares them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { markdownTable } from 'markdown-table';
import { parse } from 'yaml';

/** A generated file: its path from the root of the repository, and all that belongs in it. */
export interface GeneratedFile {
  readonly path: string;
  readonly content: string;
}

interface Input {
  readonly description: string;
  readonly required?: boolean;
  readonly default?: string;
}

interface ActionFile {
  readonly inputs: Readonly<Record<string, Input>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
}

const begin = '<!-- inputs:begin -->';
const end = '<!-- inputs:end -->';

/** README.md with its tables as action.yml has them now. */
export function produceInputsTable(root: string): GeneratedFile {
  const path = 'README.md';
  const readme = readFileSync(join(root, path), 'utf8');
  return { path, content: replaceTables(readme, readFileSync(join(root, 'action.yml'), 'utf8')) };
}

/** Puts the tables of an action.yml between the two markers of a text; a text without both markers is an error. */
export function replaceTables(readme: string, action: string): string {
  const [from, to] = [readme.indexOf(begin), readme.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`README.md needs the lines ${begin} and ${end}, in this order.`);
  return `${readme.slice(0, from)}${begin}\n${describeAction(parse(action))}\n${readme.slice(to)}`;
}

function describeAction({ inputs, outputs }: ActionFile): string {
  const inputRows = Object.entries(inputs).map(([name, input]) => [
    code(name),
    cell(input.description),
    fallback(input),
  ]);
  const outputRows = Object.entries(outputs).map(([name, output]) => [code(name), cell(output.description)]);
  return [
    markdownTable([['input', 'what it does', 'default'], ...inputRows], { alignDelimiters: false }),
    '',
    markdownTable([['output', 'what it holds'], ...outputRows], { alignDelimiters: false }),
  ].join('\n');
}

function fallback(input: Input): string {
  if (input.default !== undefined) return code(input.default);
  return input.required === true ? 'required' : '';
}

const code = (text: string): string => `\`${cell(text)}\``;

const cell = (text: string): string => text.trim().replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
