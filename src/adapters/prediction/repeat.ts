// Timings, repeated as often as the time allows.

/** Calls something up to `most` times, beginning none after `budgetMs`. */
export async function repeatWithin(budgetMs: number, most: number, time: () => Promise<number>): Promise<number[]> {
  const timings: number[] = [];
  const until = performance.now() + budgetMs;
  while (timings.length < most && performance.now() < until) timings.push(await time());
  return timings;
}

/** The middle of some numbers; of an even count the mean of both. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? upper) + upper) / 2 : upper;
}
