// Mergeable sufficient statistics of joint per-row terms: one pass, any order, any shards, memory independent of rows.

/**
 * Count, mean, and second and third central co-moments of `terms` columns. `mean` is taken from `origin`, the first row,
 * so that numbers far from 0 keep their digits. `second` holds Σ(xᵢ−x̄ᵢ)(xⱼ−x̄ⱼ) for i ≤ j, `third` the triple products
 * for i ≤ j ≤ l, both packed in that order. `kept` holds the rows themselves while there are at most KEPT_ROWS of them,
 * for the bootstrap of skewed samples; null once there were more.
 */
export interface Moments {
  readonly terms: number;
  count: number;
  readonly origin: Float64Array;
  readonly mean: Float64Array;
  readonly second: Float64Array;
  readonly third: Float64Array;
  kept: number[] | null;
}

/** Above so many rows the rows themselves are let go: a skewness correction from the third moments takes over. */
export const KEPT_ROWS = 2000;

const BLOCK = 4096;

/** Moments of no rows yet. */
export function emptyMoments(terms: number): Moments {
  return {
    terms,
    count: 0,
    origin: new Float64Array(terms),
    mean: new Float64Array(terms),
    second: new Float64Array((terms * (terms + 1)) / 2),
    third: new Float64Array((terms * (terms + 1) * (terms + 2)) / 6),
    kept: [],
  };
}

/** The means of the columns. */
export const meansOf = ({ origin, mean }: Moments): Float64Array =>
  mean.map((value, term) => (origin[term] as number) + value);

/**
 * Adds rows given by column. `rows` picks some of the columns' rows by index; null takes the first `count`.
 * Blocks are centred on their own mean and merged, which keeps the cancellation of large offsets out.
 */
export function addRows(
  moments: Moments,
  columns: readonly Float64Array[],
  rows: Int32Array | null,
  count: number,
): void {
  const centred = Array.from({ length: moments.terms }, () => new Float64Array(Math.min(BLOCK, count)));
  for (let from = 0; from < count; from += BLOCK) {
    const length = Math.min(BLOCK, count - from);
    for (const [term, column] of columns.entries()) gather(column, rows, from, length, centred[term] as Float64Array);
    keep(moments, centred, length);
    mergeMoments(moments, blockMoments(centred, length, moments));
  }
}

/** Adds all that `other` has seen (Chan, Golub & LeVeque 1979, carried to third co-moments). `other` is left as it is. */
export function mergeMoments(into: Moments, other: Moments): void {
  if (other.count === 0) return;
  const total = into.count + other.count;
  if (into.count === 0) into.origin.set(other.origin);
  const delta = other.mean.map(
    (mean, term) =>
      (other.origin[term] as number) - (into.origin[term] as number) + (mean - (into.mean[term] as number)),
  );
  const towards = delta.map(difference => -difference * (other.count / total));
  const away = delta.map(difference => difference * (into.count / total));
  addThird(into.third, into.third, into.second, into.count, towards, false);
  addThird(into.third, other.third, other.second, other.count, away, true);
  addSecond(into.second, into.second, into.count, towards, false);
  addSecond(into.second, other.second, other.count, away, true);
  for (let term = 0; term < into.terms; term++) {
    into.mean[term] = (into.mean[term] as number) + (delta[term] as number) * (other.count / total);
  }
  into.count = total;
  if (other.kept === null || into.kept === null || total > KEPT_ROWS) into.kept = null;
  else into.kept.push(...other.kept);
}

/** A sum of squares below this share of its parts is what rounding left of nothing, and has no shape. */
const FLAT = 1e-14;

/** What a linear combination of the terms looks like: its sample variance (n − 1) and its skewness g₁ (0 when flat). */
export function spreadOf(moments: Moments, gradient: Float64Array): { variance: number; skewness: number } {
  const { terms, count } = moments;
  let [second, third, parts] = [0, 0, 0];
  let pair = 0;
  let triple = 0;
  for (let i = 0; i < terms; i++) {
    for (let j = i; j < terms; j++) {
      const product = (gradient[i] as number) * (gradient[j] as number);
      const part = (i === j ? 1 : 2) * product * (moments.second[pair++] as number);
      second += part;
      parts += Math.abs(part);
      for (let l = j; l < terms; l++) {
        third += orders(i, j, l) * product * (gradient[l] as number) * (moments.third[triple++] as number);
      }
    }
  }
  const spread = Math.max(0, second);
  const skewness = spread > FLAT * parts ? third / count / (spread / count) ** 1.5 : 0;
  return { variance: count > 1 ? spread / (count - 1) : Number.NaN, skewness };
}

/** The co-moment sum Σ(xᵢ−x̄ᵢ)(xⱼ−x̄ⱼ) of two terms. */
export function coMoment(moments: Moments, first: number, second: number): number {
  const [i, j] = first <= second ? [first, second] : [second, first];
  return moments.second[i * moments.terms - (i * (i - 1)) / 2 + (j - i)] as number;
}

const orders = (i: number, j: number, l: number): number => (i === j ? (j === l ? 1 : 3) : j === l ? 3 : 6);

function gather(column: Float64Array, rows: Int32Array | null, from: number, length: number, into: Float64Array): void {
  if (rows === null) {
    into.set(column.subarray(from, from + length));
    return;
  }
  for (let index = 0; index < length; index++) into[index] = column[rows[from + index] as number] as number;
}

/** Keeps the rows as they came, before they are centred. */
function keep(moments: Moments, columns: readonly Float64Array[], length: number): void {
  if (moments.kept === null || moments.count + length > KEPT_ROWS) return;
  for (let row = 0; row < length; row++) for (const column of columns) moments.kept.push(column[row] as number);
}

/** Centres the columns in place and sums their products; means are taken from the origin of those before, if any. */
function blockMoments(columns: readonly Float64Array[], length: number, before: Moments): Moments {
  const block = emptyMoments(columns.length);
  block.count = length;
  for (const [term, column] of columns.entries()) {
    const origin = (before.count > 0 ? before.origin[term] : column[0]) as number;
    block.origin[term] = origin;
    block.mean[term] = centre(column, length, origin);
  }
  const product = new Float64Array(length);
  let pair = 0;
  let triple = 0;
  for (let i = 0; i < columns.length; i++) {
    for (let j = i; j < columns.length; j++) {
      block.second[pair++] = multiply(columns[i] as Float64Array, columns[j] as Float64Array, product, length);
      for (let l = j; l < columns.length; l++) block.third[triple++] = dot(product, columns[l] as Float64Array, length);
    }
  }
  return block;
}

/** Returns the mean from the origin; column by column, so that the loops stay simple. */
function centre(column: Float64Array, length: number, origin: number): number {
  let sum = 0;
  for (let row = 0; row < length; row++) sum += (column[row] as number) - origin;
  const mean = sum / length;
  for (let row = 0; row < length; row++) column[row] = (column[row] as number) - origin - mean;
  return mean;
}

function multiply(first: Float64Array, second: Float64Array, into: Float64Array, length: number): number {
  let sum = 0;
  for (let row = 0; row < length; row++) {
    const product = (first[row] as number) * (second[row] as number);
    into[row] = product;
    sum += product;
  }
  return sum;
}

function dot(first: Float64Array, second: Float64Array, length: number): number {
  let sum = 0;
  for (let row = 0; row < length; row++) sum += (first[row] as number) * (second[row] as number);
  return sum;
}

/** Second co-moments about a point `shift` away from the mean they were taken about. */
function addSecond(into: Float64Array, from: Float64Array, count: number, shift: Float64Array, add: boolean): void {
  let pair = 0;
  for (let i = 0; i < shift.length; i++) {
    for (let j = i; j < shift.length; j++, pair++) {
      const moved = (from[pair] as number) + count * (shift[i] as number) * (shift[j] as number);
      into[pair] = add ? (into[pair] as number) + moved : moved;
    }
  }
}

/** Third co-moments about a point `shift` away: Σ(x+a)(y+b)(z+c) with Σx = Σy = Σz = 0. */
function addThird(
  into: Float64Array,
  from: Float64Array,
  second: Float64Array,
  count: number,
  shift: Float64Array,
  add: boolean,
): void {
  const terms = shift.length;
  const pairAt = (i: number, j: number): number => second[i * terms - (i * (i - 1)) / 2 + (j - i)] as number;
  let triple = 0;
  for (let i = 0; i < terms; i++) {
    for (let j = i; j < terms; j++) {
      for (let l = j; l < terms; l++, triple++) {
        const [a, b, c] = [shift[i] as number, shift[j] as number, shift[l] as number];
        const moved =
          (from[triple] as number) + a * pairAt(j, l) + b * pairAt(i, l) + c * pairAt(i, j) + count * a * b * c;
        into[triple] = add ? (into[triple] as number) + moved : moved;
      }
    }
  }
}
