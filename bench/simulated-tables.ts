// Tables of simulations: made one after another, printed, and put between the markers of a document when that is asked for.
import { readFileSync, writeFileSync } from 'node:fs';
import { replaceSection } from '../scripts/section.ts';

/** One table under its heading. */
export interface Part {
  readonly title: string;
  make(): string;
}

/** What is asked for on the command line. */
export interface Wanted {
  /** Words of the titles of the only tables to make. */
  readonly only?: string | undefined;
  /** The document whose section is written. */
  readonly write?: string | undefined;
}

/** A heading, what is simulated, and its table, which takes an effort or a number of repetitions. */
export const part = (title: string, about: string, table: (effort: number) => string, effort: number): Part => ({
  title,
  make: () => `### ${title}\n\n${about}\n\n${table(effort)}`,
});

/** Makes tables and prints them; a section of a document keeps those that were not made. */
export function printTables(parts: readonly Part[], section: string, { only = '', write }: Wanted): void {
  const made = new Map<string, string>();
  for (const { title, make } of parts.filter(each => each.title.toLowerCase().includes(only.toLowerCase()))) {
    const started = performance.now();
    const text = make();
    process.stdout.write(`${text}\n\n`);
    process.stderr.write(`${title}: ${((performance.now() - started) / 1000).toFixed(0)} s\n`);
    made.set(title, text);
  }
  if (write === undefined) return;
  const text = readFileSync(write, 'utf8');
  const all = parts.map(({ title }) => made.get(title) ?? partOf(text, title));
  writeFileSync(write, replaceSection(text, section, all.join('\n\n')));
}

/** A table that was not made this time stays as it was. */
function partOf(text: string, title: string): string {
  const from = text.indexOf(`### ${title}\n`);
  const end = from < 0 ? -1 : text.slice(from + 1).search(/^(### |<!-- [\w-]+:end -->)/m);
  if (end < 0) throw new Error(`There is no table "${title}" yet: make all of them first.`);
  return text.slice(from, from + 1 + end).trimEnd();
}
