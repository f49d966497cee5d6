// Which rows of a table a holdout takes: the latest ones, or a random share that keeps groups whole.

/** What the holdout of a table ordered by time is: a share of the rows, a stretch before the last row, or all since a time. */
export type Cut =
  | { readonly kind: 'share'; readonly share: number }
  | { readonly kind: 'last'; readonly milliseconds: number }
  | { readonly kind: 'since'; readonly time: number };

/**
 * The time at which the holdout begins: rows at it or later belong to the holdout, earlier ones to the training data. Rows of
 * equal time always stay together; among the starts that allow this, a share takes the one nearest to it, the earlier
 * of two equally near. `times` are milliseconds in any order, all finite, and are sorted in place.
 * Undefined when no start leaves a row on both sides.
 */
export function startOfHoldout(times: Float64Array, cut: Cut): number | undefined {
  times.sort();
  const index = indexOfStart(times, cut);
  return index > 0 ? times[index] : undefined;
}

function indexOfStart(sorted: Float64Array, cut: Cut): number {
  switch (cut.kind) {
    case 'share':
      return indexOfShare(sorted, cut.share);
    case 'last':
      // Thirty days of daily rows are thirty days: the one that lies exactly thirty days back is not among them.
      return upperBound(sorted, (sorted.at(-1) ?? 0) - cut.milliseconds);
    case 'since':
      return lowerBound(sorted, cut.time);
  }
}

function indexOfShare(sorted: Float64Array, share: number): number {
  const wanted = sorted.length * (1 - share);
  const inside = sorted[Math.min(Math.floor(wanted), sorted.length - 1)] ?? 0;
  const starts = [lowerBound(sorted, inside), upperBound(sorted, inside)];
  const possible = starts.filter(index => index > 0 && index < sorted.length);
  return possible.sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted) || a - b)[0] ?? 0;
}

/** The index of the first value that is not less than `value`. */
function lowerBound(sorted: Float64Array, value: number): number {
  return bisect(sorted.length, index => (sorted[index] as number) >= value);
}

/** The index of the first value that is greater than `value`. */
function upperBound(sorted: Float64Array, value: number): number {
  return bisect(sorted.length, index => (sorted[index] as number) > value);
}

/** The first index at which a condition that stays true once true is true; `length` when it never is. */
function bisect(length: number, isTrue: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isTrue(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Whether a key belongs to a random holdout of this share. It depends on the key, the seed and the share alone: rows that are
 * added later move no earlier one, and a larger share takes the same keys and more.
 */
export function isHeldOut(key: string, seed: number, share: number): boolean {
  return hash(key, seed) < share * 2 ** 32;
}

/**
 * A hash of text, uniform on 0 … 2³² - 1: MurmurHash3_x86_32 over the text's UTF-16 code units, two bytes each, low byte
 * first (A. Appleby, 2011, public domain; https://github.com/aappleby/smhasher).
 */
export function hash(text: string, seed: number): number {
  let state = seed >>> 0;
  const even = text.length & ~1;
  for (let index = 0; index < even; index += 2) {
    state ^= scramble(text.charCodeAt(index) | (text.charCodeAt(index + 1) << 16));
    state = (state << 13) | (state >>> 19);
    state = (Math.imul(state, 5) + 0xe6546b64) | 0;
  }
  if (even < text.length) state ^= scramble(text.charCodeAt(even));
  state ^= text.length * 2;
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}

function scramble(word: number): number {
  const spread = Math.imul(word, 0xcc9e2d51);
  return Math.imul((spread << 15) | (spread >>> 17), 0x1b873593);
}
