// Version 1 of the shop's model in production since 1 June, after a year of holdout, and logs of it.
import { parseWatchState, type WatchState } from '../../../src/core/watch/watch-state.ts';
import type { Watch } from '../../../src/report/watch-schema.ts';
import { type Production, startProduction } from './production.ts';
import { asHoldout, asLog, asPredictions, byDay, later, type ShopWish, shopRows } from './shop-logs.ts';

export const PROMOTED = '2025-06-01';
export const holdout = shopRows({ from: '2024-05-30', days: 364, seed: 1 });

/** A year of holdout, and version 1 in production since 1 June. */
export async function begin(config?: string): Promise<Production> {
  const production = await startProduction(asHoldout(holdout), config);
  await production.promote({ version: 1, at: `${PROMOTED}T00:00:00.000Z`, predictions: asPredictions(holdout) });
  return production;
}

/** Rows that are wanted. */
export type Wish = Partial<ShopWish> & { readonly days: number };

/** Rows since the promotion. */
export const rowsFrom = (wish: Wish) => shopRows({ from: PROMOTED, seed: 7, ...wish });

/** Writes a file a day, each at one o'clock of the day after, and stops the clock there. */
export function log(production: Production, wish: Wish): void {
  for (const [day, own] of byDay(rowsFrom(wish))) {
    production.at(`${later(day, 1)}T01:00:00Z`);
    production.write(`logs/${day}.csv`, asLog(own));
  }
}

/** What a look remembers. */
export const stateOf = (watch: Watch): WatchState => {
  const state = watch.watch === null ? null : parseWatchState(watch.watch.text);
  if (state === null) throw new Error(`Nothing to remember: ${watch.reason}`);
  return state;
};
/** What signals remember, without when that was. */
export const memoryOf = (watch: Watch) => {
  const { versions, labels, rowsThrough, volumes, chart, watermark } = stateOf(watch);
  return { versions, labels, rowsThrough, volumes, chart, watermark };
};
