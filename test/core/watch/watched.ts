// Productions for tests of the watch: a holdout of the given losses, and days counted one after another.
import fc from 'fast-check';
import { seeded, uniform } from '../../../src/core/statistics/generator.ts';
import { type CountRules, countLabels, type LabelledRows } from '../../../src/core/watch/count-labels.ts';
import { DAY_MS } from '../../../src/core/watch/day.ts';
import { newVersionWatch, type WatchedProduction } from '../../../src/core/watch/open-state.ts';
import { type HoldoutRows, referenceSignals } from '../../../src/core/watch/reference-signals.ts';
import type { Reference, VersionWatch } from '../../../src/core/watch/watch-state.ts';
import { sha256 } from '../ledger-fixtures.ts';

/** A row: its loss, the size of its target, and its shop. */
export interface Row {
  readonly loss: number;
  readonly size?: number;
  readonly shop: number;
}

/** The rows of one day. */
export type Day = readonly Row[];

/** Days of four rows by a seed, mostly small losses, in sixty-fourths; `harm` multiplies them. */
export function daysBySeed(seed: number, days: number, harm = 1): readonly Day[] {
  const generator = seeded(seed);
  const rowOf = (row: number): Row => ({
    loss: (harm * Math.floor(64 * uniform(generator) ** 2)) / 64,
    shop: row % SHOPS,
  });
  return Array.from({ length: days }, () => [0, 1, 2, 3].map(rowOf));
}

const seeds = fc.integer({ min: 0, max: 1e6 });

/** Holdouts of sixty days. */
export const holdouts = seeds.map(seed => daysBySeed(seed, 60));

/** Up to forty days of production that are as good as the holdout, or up to four times as bad. */
export const productions = fc
  .tuple(seeds, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 8, max: 32 }))
  .map(([seed, days, eighths]) => daysBySeed(seed, days, eighths / 8));

const SHOPS = 2;
/** The first day of a production; holdouts end the day before. */
export const FIRST = 20_000;

/** False alarms are rare within months, so that harm is told within a property's few days. */
export const RULES: CountRules = { every: 30, tolerance: 0.1, seasonMs: null };

/** A production and the version in it. */
export const productionOf = (version: number, day: number): WatchedProduction => ({
  event: sha256(`in use ${version} ${day}`),
  made: sha256(`made ${version}`),
  version,
  since: day * DAY_MS,
});

/** What a holdout promises, of all rows and of each shop. */
export function referenceOf(holdout: readonly Day[]): Reference {
  const rows = holdout.flatMap((day, place) => day.map(row => ({ ...row, day: FIRST - holdout.length + place })));
  const told = referenceSignals(holdoutRows(rows), { metric: 'mae', tolerance: RULES.tolerance, seasonMs: null });
  if (told === null) throw new Error('This holdout promises nothing.');
  return { ...told, features: [], featuresFrom: null };
}

function holdoutRows(rows: readonly (Row & { readonly day: number })[]): HoldoutRows {
  return {
    count: rows.length,
    losses: Float64Array.from(rows, ({ loss }) => loss),
    sizes: rows[0]?.size === undefined ? null : Float64Array.from(rows, ({ size }) => size ?? Number.NaN),
    days: Int32Array.from(rows, ({ day }) => day),
    groups: null,
    slices: [{ column: 'shop', codes: rows.map(({ shop }) => shop), labels: ['0', '1'] }],
    business: [],
  };
}

/** A version that has seen nothing yet. */
export const watchOf = (holdout: readonly Day[], version = 1, day = FIRST): VersionWatch =>
  newVersionWatch(productionOf(version, day), referenceOf(holdout), null);

/** A day's rows as they are counted. */
export function labelled({ reference }: VersionWatch, rows: Day, day: number): LabelledRows {
  const signals = Array.from({ length: SHOPS }, (_, shop) =>
    reference.signals.findIndex(({ name }) => name === `shop = ${shop}`),
  );
  return {
    day,
    count: rows.length,
    losses: rows.map(({ loss }) => loss),
    sizes: rows[0]?.size === undefined ? null : rows.map(({ size }) => size ?? Number.NaN),
    slices: [rows.map(({ shop }) => signals[shop] ?? -1)],
    business: new Map(),
  };
}

/** A version after days in a row. */
export const seen = (version: VersionWatch, days: readonly Day[], first = FIRST, rules = RULES): VersionWatch =>
  days.reduce((now, rows, place) => countLabels(now, labelled(now, rows, first + place), rules).version, version);

/** The first day on which each signal is worse, by name; of a signal that never is, infinity. */
export function alarmDays(version: VersionWatch, days: readonly Day[], first = FIRST): Map<string, number> {
  const found = new Map(version.signals.map(({ name }) => [name, Number.POSITIVE_INFINITY]));
  let now = version;
  for (const [place, rows] of days.entries()) {
    now = countLabels(now, labelled(now, rows, first + place), RULES).version;
    for (const { name, state } of now.signals) {
      if (state.alarm !== null) found.set(name, Math.min(found.get(name) as number, state.alarm.day));
    }
  }
  return found;
}
