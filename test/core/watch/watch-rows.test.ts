// What people are told of a signal: the mean of production's losses as they are, whatever the evidence is counted in.
import { expect, test } from '@jest/globals';
import { type ChosenMetric, chooseMetric } from '../../../src/core/metrics/catalogue.ts';
import { watchedLoss } from '../../../src/core/watch/loss.ts';
import { signalRows, type WatchRow } from '../../../src/core/watch/watch-rows.ts';
import type { VersionWatch } from '../../../src/core/watch/watch-state.ts';
import { type Day, daysBySeed, seen, watchOf } from './watched.ts';

const mae = watchedLoss(chooseMetric('mae', 'regression') as ChosenMetric, { task: 'regression', direction: null });

const overall = (version: VersionWatch): WatchRow => signalRows(version, mae)[0] as WatchRow;

const meanLoss = (days: readonly Day[]): number => {
  const losses = days.flat().map(({ loss }) => loss);
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
};

test('errors beyond any that the holdout had are told as they are', () => {
  const days = daysBySeed(2, 20, 40);
  const row = overall(seen(watchOf(daysBySeed(1, 60)), days));
  expect(row.state).toBe('worse');
  expect(row.days).toBe(20);
  expect(row.now).toBeCloseTo(meanLoss(days), 10);
  expect(row.interval?.[0]).toBeGreaterThan(8);
  expect(row.interval?.[0]).toBeLessThan(row.now as number);
  expect(row.interval?.[1]).toBeGreaterThan(row.now as number);
  expect(row.detail).toBeNull();
});

test('one huge error is told, is no evidence of harm, and says why', () => {
  const days = daysBySeed(2, 20).map((day, place) =>
    place === 9 ? day.map((row, first) => (first === 0 ? { ...row, loss: 1e200 } : row)) : day,
  );
  const row = overall(JSON.parse(JSON.stringify(seen(watchOf(daysBySeed(1, 60)), days))) as VersionWatch);
  expect(row.state).toBe('fine');
  expect(row.now).toBeGreaterThan(1e100);
  expect(row.interval?.[0]).toBe(0);
  expect(row.detail).toBe('within it when errors count as no larger than those of the holdout');
});

test('no interval leaves the values that a metric can have', () => {
  const wrong = watchedLoss(chooseMetric('accuracy', 'multiclass') as ChosenMetric, {
    task: 'multiclass',
    direction: null,
  });
  const right: Day[] = Array.from({ length: 60 }, () => [0, 1, 2, 3].map(row => ({ loss: 0, shop: row % 2 })));
  const wrongDay = (right[0] as Day).map(row => ({ ...row, loss: 1 }));
  const [row] = signalRows(seen(watchOf(right), [wrongDay, right[0] as Day]), wrong);
  expect(row?.accepted).toBe(1);
  expect(row?.now).toBeCloseTo(0.5, 10);
  expect(row?.interval?.map(end => Number(end.toFixed(10)))).toEqual([0, 1]);
});
