// Leaving out blocks of units: intervals for statistics that have no formula, where resampling would take too long.
import { seeded, shuffle } from './generator.ts';
import { fromStudent, type Inference } from './inference.ts';
import { membersOf, type Resampled } from './resampling.ts';

/** At most so many blocks, each left out once, and of so many units at least. */
const MOST_BLOCKS = 100;
const LEAST_UNITS = 5;

/**
 * The statistic without each of 100 random blocks of units in turn, fewer where a block would have under five units,
 * every block with its share of every stratum. Two statistics of the same units and seed leave out the same blocks, so
 * that combinations of them can be taken afterwards.
 */
export function withoutBlocks({ units, strata, statistic }: Resampled, seed: number): Float64Array {
  const generator = seeded(seed);
  const mixed = membersOf(units, strata).map(members => {
    shuffle(members, generator);
    return members;
  });
  const order = mixed.flatMap(members => [...members]);
  const blocks = Math.min(MOST_BLOCKS, Math.max(2, Math.floor(units / LEAST_UNITS)));
  const copies = new Int32Array(units).fill(1);
  return Float64Array.from({ length: blocks }, (_, block) => {
    for (let place = block; place < units; place += blocks) copies[order[place] as number] = 0;
    const value = statistic(copies);
    for (let place = block; place < units; place += blocks) copies[order[place] as number] = 1;
    return value;
  });
}

/**
 * Student's t from the statistic of all units and its values without each of G blocks: se² = (G − 1)/G·Σ(θ₍g₎ − θ̄)², on
 * G − 1 degrees of freedom. Holds for smooth statistics, and for quantiles once a block has far more units than √n.
 * Undefined values give infinite bounds. G calls of the statistic, against thousands for a bootstrap.
 * Source: Shao & Wu, "A general theory for jackknife variance estimation", Annals of Statistics 17 (1989), 1176–1197.
 */
export function blockJackknife(estimate: number, without: Float64Array, units: number): Inference {
  const blocks = without.length;
  const mean = without.reduce((sum, value) => sum + value, 0) / blocks;
  const squares = without.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const se = Math.sqrt(((blocks - 1) / blocks) * squares);
  return fromStudent({ estimate, se, df: blocks - 1, method: 'block jackknife, t', units, warnings: [] });
}
