// On how many rows two models differ, and by how much at most: what moments alone do not tell.

/** Of the rows seen: how many differ in any of the metric's terms, the largest difference by term, the largest weight. */
export interface Differences {
  rows: number;
  readonly largest: number[];
  heaviest: number;
}

/** Differences of no rows yet. */
export const noDifferences = (terms: number): Differences => ({
  rows: 0,
  largest: new Array<number>(terms).fill(0),
  heaviest: 0,
});

/** Adds rows given by one column of differences a term; without weights each row weighs 1. */
export function addDifferences(
  into: Differences,
  terms: readonly Float64Array[],
  weights: Float64Array | null,
  rows: Int32Array | null,
  count: number,
): void {
  for (let index = 0; index < count; index++) {
    const row = rows === null ? index : (rows[index] as number);
    let differs = false;
    for (let term = 0; term < terms.length; term++) {
      const size = Math.abs((terms[term] as Float64Array)[row] as number);
      if (size > 0) differs = true;
      if (size > (into.largest[term] as number)) into.largest[term] = size;
    }
    if (differs) into.rows++;
    const weight = weights === null ? 1 : (weights[row] as number);
    if (weight > into.heaviest) into.heaviest = weight;
  }
}

/** Adds another's. */
export function mergeDifferences(into: Differences, other: Differences): void {
  into.rows += other.rows;
  into.heaviest = Math.max(into.heaviest, other.heaviest);
  for (const [term, size] of other.largest.entries()) {
    into.largest[term] = Math.max(into.largest[term] as number, size);
  }
}
