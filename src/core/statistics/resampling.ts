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

/** The jackknife leaves out at most so many times: single units, or random blocks of them. */
const JACKKNIFE_BLOCKS = 1000;

/**
 * The statistic of `count` resamples of as many units as there are, stratum by stratum. A draw takes about 10 ns, so that
 * 2000 resamples of 100,000 units take 2 s and those of a million 20 s, besides the statistic itself.
 */
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
export function membersOf(units: number, strata: Int32Array | null): Uint32Array[] {
  if (strata === null) return [Uint32Array.from({ length: units }, (_, unit) => unit)];
  const byStratum = new Map<number, number[]>();
  for (let unit = 0; unit < units; unit += 1) {
    const stratum = strata[unit] as number;
    const members = byStratum.get(stratum);
    if (members === undefined) byStratum.set(stratum, [unit]);
    else members.push(unit);
  }
  return [...byStratum.entries()].sort(([a], [b]) => a - b).map(([, members]) => Uint32Array.from(members));
}

/**
 * BCa's acceleration by the jackknife: Σ_h Σ_i U³/g_h³ / 6(Σ_h Σ_i U²/g_h²)^{3/2} with U = (g_h − 1)(θ̄_h − θ₍ₕᵢ₎), for
 * strata of g_h units. Above 1000 units in all, a stratum leaves out random blocks of them instead, 1000 shared evenly
 * among the strata. 0 where the statistic does not move; NaN where leaving one out makes it undefined.
 * Source: Efron & Tibshirani, "An Introduction to the Bootstrap" (1993), (14.15); strata as in SciPy's `bootstrap`.
 */
export function acceleration({ units, strata, statistic }: Resampled, generator: Generator): number {
  const copies = new Int32Array(units).fill(1);
  const members = membersOf(units, strata);
  const most = units <= JACKKNIFE_BLOCKS ? units : Math.max(2, Math.floor(JACKKNIFE_BLOCKS / members.length));
  let [cubes, squares] = [0, 0];
  for (const stratum of members) {
    const blocks = blocksOf(stratum, Math.min(most, stratum.length), generator);
    if (blocks.length < 2) continue;
    const without = blocks.map(block => leaveOut(block, copies, statistic));
    const mean = without.reduce((sum, value) => sum + value, 0) / without.length;
    for (const value of without) {
      const pull = ((without.length - 1) / without.length) * (mean - value);
      cubes += pull ** 3;
      squares += pull * pull;
    }
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}

/** Single units, or blocks of units in random order, whose sizes differ by at most 1. */
function blocksOf(members: Uint32Array, count: number, generator: Generator): readonly Uint32Array[] {
  const mixed = members.slice();
  if (count < members.length) shuffle(mixed, generator);
  const cut = (block: number): number => Math.floor((block * members.length) / count);
  return Array.from({ length: count }, (_, block) => mixed.subarray(cut(block), cut(block + 1)));
}

/** The statistic without some units; `copies` comes and goes as all ones. */
function leaveOut(units: Uint32Array, copies: Int32Array, statistic: Resampled['statistic']): number {
  for (const unit of units) copies[unit] = 0;
  const value = statistic(copies);
  for (const unit of units) copies[unit] = 1;
  return value;
}
