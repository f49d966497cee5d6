// The usual size of the target: its mean over the latest counted days, known before the next day's labels are.

/** Days with their rows and the sum of |y|, oldest first. */
export type Trailing = readonly (readonly [day: number, rows: number, sum: number])[];

/** Four weeks, so that every weekday counts alike. */
const DAYS = 28;
/** Of fewer days nothing is told. */
export const LEAST_DAYS = 7;
/** A holdout that ended longer ago says nothing about the size of today's target. */
const LONGEST_GAP = 28;

/** The mean of |y|; null while too few days are known, or where it is 0. */
export function sizeOf(trailing: Trailing): number | null {
  if (trailing.length < LEAST_DAYS) return null;
  let [rows, sum] = [0, 0];
  for (const [, dayRows, daySum] of trailing) {
    rows += dayRows;
    sum += daySum;
  }
  return rows > 0 && sum > 0 ? sum / rows : null;
}

/** One more day; the oldest of more than four weeks is forgotten. */
export function withDay(trailing: Trailing, day: number, rows: number, sum: number): Trailing {
  return rows === 0 ? trailing : [...trailing, [day, rows, sum] as const].slice(-DAYS);
}

/** What a holdout's last days say about a first day of production; nothing when they are too long ago. */
export function seedFor(holdout: Trailing, day: number): Trailing {
  const last = holdout.at(-1);
  return last !== undefined && day - last[0] <= LONGEST_GAP && day > last[0] ? holdout : [];
}
