// The columns of the days whose rows were counted: a second reading, of the days that are remembered and of features alone.
import type { DayCounter } from '../../core/watch/day-counter.ts';
import type { FeatureReference } from '../../core/watch/feature.ts';
import { RelevoError } from '../../errors.ts';
import type { RowBatch, Table } from '../../ports.ts';
import { addFeatures, countsOf, FeatureCounter, type FeatureTotals, noFeatures, type Run } from './feature-counting.ts';
import { findFeatureColumns } from './log-columns.ts';
import { type LogPasses, type PassPorts, withTable } from './log-passes.ts';
import { type LogOrigin, LogRows } from './log-rows.ts';
import type { OpenDays } from './open-days.ts';

/** What is read, and what is known of rows. */
export interface ColumnsPlan {
  readonly origin: LogOrigin;
  readonly features: readonly FeatureReference[];
  readonly passes: LogPasses;
  readonly days: OpenDays;
}

/** Counts the columns of every day that was counted in this look. */
export async function countColumns(plan: ColumnsPlan, counter: DayCounter, ports: PassPorts): Promise<void> {
  const counted = [...plan.days.counted].sort((a, b) => a.day - b.day);
  const days = counter.remembered(counted.filter(({ rows }) => rows > 0).map(({ day }) => day));
  const totals = new Map(days.map(day => [day, noFeatures(plan.features)]));
  if (plan.features.length > 0) await readFeatures(plan, totals, ports);
  for (const { day, rows, unpredicted } of counted) {
    const own = totals.get(day);
    const features =
      own === undefined ? [] : [...own.nulls].map((nulls, place) => [nulls, own.strange[place] ?? 0] as const);
    counter.countColumns({
      quality: { day, rows, unpredicted, features, missing: [...(own?.missing ?? [])] },
      features: own === undefined || own.rows === 0 ? null : countsOf(own),
    });
  }
}

async function readFeatures(
  plan: ColumnsPlan,
  totals: ReadonlyMap<number, FeatureTotals>,
  ports: PassPorts,
): Promise<void> {
  for (const file of plan.passes.files) {
    if (!plan.passes.daysOf(file).some(([day]) => totals.has(day))) continue;
    const found = await withTable(file, ports, table => countFile(table, plan, new Set(totals.keys())));
    for (const [day, own] of found) addFeatures(totals.get(day) as FeatureTotals, own);
  }
}

/** One pass over a file. Cells that are no numbers where training saw numbers are counted, in a second pass. */
async function countFile(table: Table, plan: ColumnsPlan, days: ReadonlySet<number>): Promise<DayTotals> {
  try {
    return await countOnce(table, plan, days, false);
  } catch (thrown) {
    if (!(thrown instanceof RelevoError) || thrown.code !== 'data-value') throw thrown;
    return countOnce(table, plan, days, true);
  }
}

type DayTotals = ReadonlyMap<number, FeatureTotals>;

async function countOnce(
  table: Table,
  { origin, features }: ColumnsPlan,
  days: ReadonlySet<number>,
  tolerant: boolean,
): Promise<DayTotals> {
  const { wanted, hasVersion } = await findFeatureColumns(table, { model: origin.model, features }, tolerant);
  const rows = new LogRows(table.name, origin, hasVersion);
  const counter = new FeatureCounter(features);
  const totals = new Map<number, FeatureTotals>();
  for await (const batch of table.read(wanted)) {
    rows.turn(batch);
    counter.count(
      batch.columns,
      runsOf(rows, batch, day => (days.has(day) ? totalsOf(totals, day, features) : null)),
    );
  }
  return totals;
}

function totalsOf(
  totals: Map<number, FeatureTotals>,
  day: number,
  features: readonly FeatureReference[],
): FeatureTotals {
  const known = totals.get(day) ?? noFeatures(features);
  totals.set(day, known);
  return known;
}

/** The batch's rows of days that are counted, as runs of one day each. */
function runsOf(rows: LogRows, { rows: count }: RowBatch, totalsFor: (day: number) => FeatureTotals | null): Run[] {
  const runs: Run[] = [];
  let [from, day] = [0, Number.NaN];
  for (let row = 0; row <= count; row++) {
    const next = row < count ? rows.day(row) : Number.NaN;
    if (next === day) continue;
    const totals = Number.isNaN(day) || day < 0 ? null : totalsFor(day);
    if (totals !== null) runs.push({ from, to: row, totals });
    [from, day] = [row, next];
  }
  return runs;
}
