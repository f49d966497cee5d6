// The watch on production, with real files and a real registry, under a clock that the test turns.
import { describe, expect, test } from '@jest/globals';
import type { Watch } from '../../../src/report/watch-schema.ts';
import { configText, type Production, startProduction } from './production.ts';
import { asHoldout, asLog, asPredictions, byDay, later, type ShopWish, shopRows } from './shop-logs.ts';

const PROMOTED = '2025-06-01';

/** A year of holdout, and version 1 in production since 1 June. */
async function begin(config?: string): Promise<Production> {
  const holdout = shopRows({ from: '2024-05-30', days: 364, seed: 1 });
  const production = await startProduction(asHoldout(holdout), config);
  await production.promote({ version: 1, at: `${PROMOTED}T00:00:00.000Z`, predictions: asPredictions(holdout) });
  return production;
}

/** A file a day. */
function log(production: Production, wish: Partial<ShopWish> & { readonly days: number }): void {
  const rows = shopRows({ from: PROMOTED, seed: 7, ...wish });
  for (const [day, own] of byDay(rows)) {
    production.at(`${later(day, 1)}T01:00:00Z`);
    production.write(`logs/${day}.csv`, asLog(own));
  }
}

const overall = (watch: Watch) => watch.signals.find(({ kind, slice }) => kind === 'performance' && slice === null);

describe('a production that is as good as promised', () => {
  test('is healthy, with every signal told', async () => {
    const production = await begin();
    log(production, { days: 60 });
    const watch = await production.watch();
    console.log(JSON.stringify({ ...watch, watch: watch.watch?.text.length }, null, 1));
    expect(watch.state).toBe('healthy');
    expect(overall(watch)).toMatchObject({ name: 'wape', state: 'fine' });
  });
});

test('got worse', async () => {
  const production = await begin(configText(['features: [price]']));
  log(production, {
    days: 90,
    error: day => (day < '2025-07-03' ? 0.1 : 0.18),
    price: day => (day < '2025-07-03' ? 2.4 : 3),
  });
  const watch = await production.watch();
  const { watchTerminal } = await import('../../../src/report/watch-terminal.ts');
  console.log(watchTerminal(watch, { paint: (_, text) => text, emoji: true }));
  expect(watch.state).toBe('degraded');
});
