// Makes a text of several parts fit: the longest is put in its next shorter form until the whole is under a limit.
import { counted } from './figures.ts';
import { foldedUnder } from './markup.ts';
import type { Gravity } from './model-line.ts';
import type { PartMark } from './sticky-comment.ts';

/** One part, in forms from the longest to the shortest; the last is empty. */
export interface Fitting {
  readonly mark: PartMark;
  readonly line: string;
  readonly forms: readonly string[];
}

/** A part in the form that was chosen for it. */
export interface Shown {
  readonly mark: PartMark;
  readonly line: string;
  readonly body: string;
}

/** What there is room for, and how the parts become one text; `left`: how many parts had to be left out. */
export interface Frame {
  readonly most: number;
  readonly measure: (text: string) => number;
  readonly write: (parts: readonly Shown[], left: number) => string;
}

/** Writes the parts, gravest first, in the longest forms that fit. */
export function fitted(parts: readonly Fitting[], { most, measure, write }: Frame): string {
  const rungs = parts.map(() => 0);
  const formOf = ({ forms }: Fitting, at: number): string => forms[rungs[at] as number] ?? '';
  // Characters are never more than bytes, and adding them up is cheap.
  while (parts.reduce((sum, one, at) => sum + formOf(one, at).length, 0) > most) shorten(parts, rungs);
  for (let shown = parts.length; ; shown--) {
    const kept = parts.slice(0, shown);
    do {
      const forms = kept.map((one, at) => ({ mark: one.mark, line: one.line, body: formOf(one, at) }));
      const text = write(forms, parts.length - shown);
      if (measure(text) <= most || shown === 0) return text;
    } while (shorten(kept, rungs));
  }
}

/** Takes the longest part down a rung; false when all are as short as they get. */
function shorten(parts: readonly Fitting[], rungs: number[]): boolean {
  const lengths = parts.map(({ forms }, index) =>
    (rungs[index] as number) < forms.length - 1 ? (forms[rungs[index] as number] as string).length : -1,
  );
  const longest = Math.max(-1, ...lengths);
  if (longest < 0) return false;
  const index = lengths.indexOf(longest);
  rungs[index] = (rungs[index] as number) + 1;
  return true;
}

/** `❌ 3 models: 1 fails, 1 undecided, 1 passes`. */
export function headingOf(parts: readonly Pick<Shown, 'mark'>[], left: number): string {
  const groups = groupWords.flatMap(([sign, gravities, one, many]) => {
    const size = parts.filter(({ mark }) => gravities.includes(mark.gravity)).length;
    return size === 0 ? [] : [{ sign, text: `${size} ${size === 1 ? one : many}` }];
  });
  const sign = groups[0]?.sign ?? '➖';
  return `${sign} ${counted(parts.length + left, 'models')}: ${groups.map(({ text }) => text).join(', ')}`;
}

const groupWords: readonly (readonly [sign: string, of: readonly Gravity[], one: string, many: string])[] = [
  ['💥', ['unreadable'], 'config cannot be read', 'configs cannot be read'],
  ['❌', ['broken', 'fails'], 'fails', 'fail'],
  ['⏸️', ['withheld'], 'withheld', 'withheld'],
  ['⚠️', ['undecided'], 'undecided', 'undecided'],
  ['⏳', ['waits'], 'waits', 'wait'],
  ['✅', ['passes'], 'passes', 'pass'],
  ['➖', ['same'], 'unchanged', 'unchanged'],
];

/** What is said of parts that there is no room for, as a line of the list. */
export const leftOut = (left: number): string =>
  left === 0 ? '' : `\n- … and ${counted(left, 'more models')}, none of them worse`;

/** The parts without marks: the one, or a heading over the list of all. */
export function plainText(parts: readonly Shown[], left: number): string {
  const [only] = parts;
  if (parts.length === 1 && left === 0 && only !== undefined) return joined([`### ${only.line}`, only.body]);
  return joined([`### ${headingOf(parts, left)}`, foldedList(parts, left)]);
}

/** A line each, and everything else folded below. */
export function foldedList(parts: readonly Shown[], left: number): string {
  const list = parts.map(({ line }) => `- ${line}`).join('\n');
  const bodies = parts.map(({ mark, body }) => (body === '' ? '' : foldedUnder(mark.name, body)));
  return joined([`${list}${leftOut(left)}`, ...bodies]);
}

const joined = (parts: readonly string[]): string => parts.filter(part => part !== '').join('\n\n');
