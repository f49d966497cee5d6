// Makes a text of several parts fit: the longest is put in its next shorter form until the whole is under a limit.
import { counted } from './figures.ts';
import { foldedUnder } from './markup.ts';
import type { Gravity } from './model-line.ts';
import type { PartMark } from './sticky-comment.ts';

/** One part, in forms from the longest to the shortest, each made when it is asked for; the last is empty. */
export interface Fitting {
  readonly mark: PartMark;
  readonly line: string;
  readonly forms: readonly (() => string)[];
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

/** Writes the parts, gravest first, in the longest forms that fit; where not even their lines do, the last are left out. */
export function fitted(given: readonly Fitting[], { most, measure, write }: Frame): string {
  const parts = given.map(part => ({ ...part, forms: part.forms.map(once) }));
  const rungs = parts.map(() => 0);
  const written = (shown: number): string => {
    const forms = parts
      .slice(0, shown)
      .map((one, at) => ({ mark: one.mark, line: one.line, body: formAt(one, rungs[at]) }));
    return write(forms, parts.length - shown);
  };
  for (;;) {
    const text = written(parts.length);
    const excess = measure(text) - most;
    if (excess <= 0) return text;
    if (!shorten(parts, rungs, excess)) break;
  }
  // All are as short as they get: the most that fit, found by halving.
  let [fits, tooMany] = [0, parts.length];
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (measure(written(middle)) <= most) fits = middle;
    else tooMany = middle;
  }
  return written(fits);
}

/** A form is compared with the others at each step down, and written once. */
function once(write: () => string): () => string {
  let text: string | undefined;
  return () => {
    text ??= write();
    return text;
  };
}

const formAt = ({ forms }: Fitting, rung: number | undefined): string => forms[rung ?? 0]?.() ?? '';

/** Takes the longest part down a rung, again and again, until so many characters are gone; false when nothing can go. */
function shorten(parts: readonly Fitting[], rungs: number[], excess: number): boolean {
  let gone = 0;
  while (gone < excess) {
    const lengths = parts.map((one, at) =>
      (rungs[at] as number) < one.forms.length - 1 ? formAt(one, rungs[at]).length : -1,
    );
    const index = lengths.reduce((so, length, at) => (length > (lengths[so] as number) ? at : so), 0);
    if ((lengths[index] ?? -1) < 0) return gone > 0;
    rungs[index] = (rungs[index] as number) + 1;
    gone += (lengths[index] as number) - formAt(parts[index] as Fitting, rungs[index]).length;
  }
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
