// Drawing units with replacement, and leaving them out: how a statistic of any kind is shaken.
import { type Generator, PER_BIT_PATTERN, shuffle } from './generator.ts';

/** A statistic of units that can each be taken any number of times. */
export interface Resampled {
  /** Independent units: rows or groups, 0 … units − 1. */
  readonly units: number;
  /** The stratum of each unit; every resample keeps their sizes. Null for none. */
  readonly strata: Int32Array | null;
  /**
   * The statistic when unit u is taken copies[u] times, for both models on the same rows. `copies` is only lent: it
   * is written over by the next call. NaN where the statistic is undefined.
   */
  readonly statistic: (copies: Int32Array) => number;
}

/** Above so many units the jackknife leaves out random blocks of them, this many in all. */
export const JACKKNIFE_BLOCKS = 1000;

/** The statistic of `count` resamples of as many units as there are, stratum by stratum. */
export function resample({ units, strata, statistic }: Resampled, count: number, generator: Generator): Float64Array {
  const members = membersOf(units, strata);
  const copies = new Int32Array(units);
  const values = new Float64Array(count);
  for (let b = 0; b < count; b += 1) {
    copies.fill(0);
    for (const stratum of members) draw(stratum, copies, generator);
    values[b] = statistic(copies);
  }
  return values;
}

function draw(stratum: Uint32Array, copies: Int32Array, generator: Generator): void {
  const toIndex = stratum.length * PER_BIT_PATTERN;
  for (let i = 0; i < stratum.length; i += 1) {
    const unit = stratum[((generator.next() >>> 0) * toIndex) | 0] as number;
    copies[unit] = (copies[unit] as number) + 1;
  }
}

/** The units of each stratum, in order. */
function membersOf(units: number, strata: Int32Array | null): Uint32Array[] {
  const byStratum = new Map<number, number[]>();
  for (let unit = 0; unit < units; unit += 1) {
    const stratum = strata?.[unit] ?? 0;
    const members = byStratum.get(stratum);
    if (members === undefined) byStratum.set(stratum, [unit]);
    else members.push(unit);
  }
  return [...byStratum.entries()].sort(([a], [b]) => a - b).map(([, members]) => Uint32Array.from(members));
}

/**
 * BCa's acceleration by the jackknife: Σ_h Σ_i U³/g_h³ / 6(Σ_h Σ_i U²/g_h²)^{3/2} with U = (g_h − 1)(θ̄_h − θ₍ₕᵢ₎), for
 * strata of g_h units, or of g_h random blocks of units once there are more than 1000; at most 1000 evaluations then.
 * 0 where the statistic does not move; NaN where leaving one out makes it undefined.
 * Source: Efron & Tibshirani, "An Introduction to the Bootstrap" (1993), (14.15); strata as in SciPy's `bootstrap`.
 */
export function acceleration({ units, strata, statistic }: Resampled, generator: Generator): number {
  const copies = new Int32Array(units).fill(1);
  let [cubes, squares] = [0, 0];
  for (const stratum of membersOf(units, strata)) {
    const blocks = blocksOf(stratum, units, generator);
    if (blocks.length < 2) continue;
    const without = blocks.map(block => {
      for (const unit of block) copies[unit] = 0;
      const value = statistic(copies);
      for (const unit of block) copies[unit] = 1;
      return value;
    });
    const mean = without.reduce((sum, value) => sum + value, 0) / without.length;
    for (const value of without) {
      const pull = ((blocks.length - 1) / blocks.length) * (mean - value);
      cubes += pull ** 3;
      squares += pull * pull;
    }
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}

/** Single units, or random blocks so that all strata together have about a thousand. */
function blocksOf(stratum: Uint32Array, units: number, generator: Generator): readonly Iterable<number>[] {
  if (units <= JACKKNIFE_BLOCKS) return Array.from(stratum, unit => [unit]);
  const mixed = stratum.slice();
  shuffle(mixed, generator);
  const count = Math.min(stratum.length, Math.max(2, Math.round((JACKKNIFE_BLOCKS * stratum.length) / units)));
  const cut = (block: number): number => Math.floor((block * stratum.length) / count);
  return Array.from({ length: count }, (_, block) => mixed.subarray(cut(block), cut(block + 1)));
}
