// Numbers with many values as a handful of slices: ranges of about equal rows, named by the values at their ends.

/** A number of a column, with how many rows hold it. */
export interface Numbered<Content> {
  readonly number: number;
  readonly rows: number;
  readonly content: Content;
}

/** Consecutive numbers under one name. */
export interface Range<Content> {
  readonly name: string;
  readonly parts: readonly Numbered<Content>[];
}

const QUANTILES = 5;

/** Up to five ranges of about equal rows; a number is never split, however it is spelt. */
export function rangesOf<Content>(numbers: readonly Numbered<Content>[]): Range<Content>[] {
  const ranges = cutByRows([...numbers].sort((a, b) => a.number - b.number));
  return ranges.map((parts, index) => ({ name: nameOf(ranges, index), parts }));
}

/** How many different numbers there are. */
export const distinct = (numbers: readonly Numbered<unknown>[]): number =>
  new Set(numbers.map(({ number }) => number)).size;

function cutByRows<Content>(ascending: readonly Numbered<Content>[]): Numbered<Content>[][] {
  const ranges: Numbered<Content>[][] = Array.from({ length: QUANTILES }, () => []);
  const total = ascending.reduce((sum, { rows }) => sum + rows, 0);
  let before = 0;
  for (const equal of runsOfEquals(ascending)) {
    const rows = equal.reduce((sum, part) => sum + part.rows, 0);
    const middle = before + rows / 2;
    ranges[Math.min(QUANTILES - 1, Math.floor((middle / total) * QUANTILES))]?.push(...equal);
    before += rows;
  }
  return ranges.filter(range => range.length > 0);
}

function runsOfEquals<Content>(ascending: readonly Numbered<Content>[]): Numbered<Content>[][] {
  const runs: Numbered<Content>[][] = [];
  for (const part of ascending) {
    const last = runs.at(-1);
    if (last?.[0]?.number === part.number) last.push(part);
    else runs.push([part]);
  }
  return runs;
}

/** `up to 3`, `3.1 to 8`, `from 8.2`: the values that really occur at the ends. */
function nameOf(ranges: readonly (readonly Numbered<unknown>[])[], index: number): string {
  const range = ranges[index] ?? [];
  const [first, last] = [range[0]?.number, range.at(-1)?.number];
  if (ranges.length === 1) return `${first} to ${last}`;
  if (index === 0) return `up to ${last}`;
  return index === ranges.length - 1 ? `from ${first}` : `${first} to ${last}`;
}
