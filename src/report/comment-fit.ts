// Makes a comment fit: the longest part is put in its next shorter form until the whole is under GitHub's limit.
import { counted } from './figures.ts';
import type { Gravity } from './model-line.ts';
import { type PartMark, writeComment } from './sticky-comment.ts';

/** GitHub's own limit is 65,536. */
export const MOST_CHARACTERS = 65_000;

/** One part, in forms from the longest to the shortest; the last is empty. */
export interface Fitting {
  readonly mark: PartMark;
  readonly line: string;
  readonly forms: readonly string[];
}

/** Writes the parts, gravest first, in the longest forms that fit. */
export function fitted(parts: readonly Fitting[], head: string): string {
  const rungs = parts.map(() => 0);
  const bodies = (): number => parts.reduce((sum, { forms }, at) => sum + (forms[rungs[at] as number] ?? '').length, 0);
  while (bodies() > MOST_CHARACTERS) shorten(parts, rungs);
  for (let shown = parts.length; ; shown--) {
    for (;;) {
      const body = write(parts.slice(0, shown), rungs, { head, left: parts.length - shown });
      if (body.length <= MOST_CHARACTERS) return body;
      if (!shorten(parts.slice(0, shown), rungs)) break;
    }
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

function write(
  parts: readonly Fitting[],
  rungs: readonly number[],
  { head, left }: { readonly head: string; readonly left: number },
): string {
  const shown = parts.map(({ mark, line, forms }, index) => ({
    ...mark,
    line,
    body: forms[rungs[index] as number] ?? '',
  }));
  const more = left === 0 ? '' : `\n- … and ${counted(left, 'more models')}, none of them worse`;
  return writeComment(shown, { heading: headingOf(parts, left), head, left: more });
}

/** `❌ 3 models: 1 fails, 1 undecided, 1 passes`. */
export function headingOf(parts: readonly Fitting[], left: number): string {
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
