// Which known word someone may have meant who wrote another.

/** Words further apart than this share of their length are different words, not slips. */
const MOST_SLIPS = 0.4;

/** Edits that make one word of the other: insert, delete, replace, swap two neighbours (optimal string alignment). */
export function editDistance(one: string, other: string): number {
  const [a, b] = [Array.from(one), Array.from(other)];
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [row, letter] of a.entries()) {
    const current = [row + 1];
    for (const [column, otherLetter] of b.entries()) {
      const replaced = (last[column] ?? 0) + (letter === otherLetter ? 0 : 1);
      const isSwap = row > 0 && column > 0 && letter === b[column - 1] && a[row - 1] === otherLetter;
      const swapped = isSwap ? (beforeLast[column - 1] ?? 0) + 1 : replaced;
      current.push(Math.min(replaced, swapped, (last[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}

/** The known word that comes nearest to `word`, letter case aside; undefined when none is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const most = Math.max(1, MOST_SLIPS * Math.max(word.length, candidate.length));
    // Each letter that one has more is an edit already.
    if (Math.abs(word.length - candidate.length) > most) continue;
    const distance = editDistance(lower, candidate.toLowerCase());
    if (distance < least && distance <= most) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}
