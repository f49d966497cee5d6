// What training saw of each feature: its range, its bins or labels, and how often it was empty.
import { type FeatureReference, labelReference, NumberCollector } from '../../core/watch/feature.ts';
import { RelevoError } from '../../errors.ts';
import type { Column, ColumnKind, Table } from '../../ports.ts';
import { asNumber, labelCache, numbersOf } from './cells.ts';
import { featureNames } from './log-columns.ts';
import type { WatchedModel } from './monitor.ts';

/** The production's own predictions, beside the features. */
export const PREDICTIONS = 'prediction';

/** A column with numbers alone is a number; rows that tell are the first ones. */
const LOOKED_AT = 1000;
/** Whole numbers of so few values are labels, such as months and flags. */
const FEW_VALUES = 12;

/** Collects the features from tables with the same columns, and the predictions from the holdout. */
export async function collectFeatures(
  tables: readonly Table[],
  holdout: Table,
  model: WatchedModel,
): Promise<FeatureReference[]> {
  const [first] = tables;
  if (first === undefined) return [];
  const known = await first.columns();
  const names = featureNames(known, model).filter(name => known.includes(name));
  const features = names.length === 0 ? [] : await collect(tables, names);
  const numeric = model.task === 'multiclass' ? [] : [PREDICTIONS];
  const predictions = await collectAs([holdout], [PREDICTIONS], new Set(numeric));
  return [...features, ...predictions.map(reference => ({ ...reference, name: model.monitor.prediction }))];
}

/** Reads all tables; a column whose later rows turn out to be no numbers is read again as labels. */
async function collect(tables: readonly Table[], names: readonly string[]): Promise<FeatureReference[]> {
  const numeric = new Set(await numericNames(tables[0] as Table, names));
  for (;;) {
    try {
      return await collectAs(tables, names, numeric);
    } catch (thrown) {
      if (!(thrown instanceof RelevoError) || thrown.code !== 'data-value' || numeric.size === 0) throw thrown;
      for (const name of await misread(tables, numeric)) numeric.delete(name);
    }
  }
}

/** Which columns cannot be read as numbers. */
async function misread(tables: readonly Table[], numeric: ReadonlySet<string>): Promise<string[]> {
  const found: string[] = [];
  for (const name of numeric) {
    try {
      for (const table of tables) for await (const _ of table.read(new Map([[name, 'number']]))) void _;
    } catch (thrown) {
      if (!(thrown instanceof RelevoError) || thrown.code !== 'data-value') throw thrown;
      found.push(name);
    }
  }
  return found;
}

async function numericNames(table: Table, names: readonly string[]): Promise<string[]> {
  const wanted = new Map(names.map((name): [string, ColumnKind] => [name, 'category']));
  for await (const { columns, rows } of table.read(wanted)) {
    return names.filter(name => isNumeric(columns.get(name) as Column, Math.min(rows, LOOKED_AT)));
  }
  return [];
}

function isNumeric(column: Column, rows: number): boolean {
  if (column.kind !== 'category') return false;
  const values = new Set<number>();
  for (let row = 0; row < rows; row++) {
    const label = (column.labels[column.codes[row] as number] as string).trim();
    if (label === '') continue;
    const value = Number(label);
    if (!Number.isFinite(value)) return false;
    values.add(value);
  }
  return values.size > FEW_VALUES || [...values].some(value => !Number.isInteger(value));
}

async function collectAs(
  tables: readonly Table[],
  names: readonly string[],
  numeric: ReadonlySet<string>,
): Promise<FeatureReference[]> {
  const numbers = new Map([...numeric].map(name => [name, new NumberCollector(name)]));
  const labels = new Map(names.filter(name => !numeric.has(name)).map(name => [name, new Map<string, number>()]));
  const wanted = new Map(names.map((name): [string, ColumnKind] => [name, numeric.has(name) ? 'number' : 'category']));
  for (const table of tables) {
    for await (const { columns, rows } of table.read(wanted)) {
      for (const [name, collector] of numbers) {
        for (const value of numbersOf(columns.get(name) as Column, rows, labelCache(asNumber))) collector.add(value);
      }
      for (const [name, seen] of labels) countLabels(columns.get(name) as Column, seen);
    }
  }
  return names
    .map(name => numbers.get(name)?.finish() ?? labelReference(name, labels.get(name) ?? new Map()))
    .filter(reference => reference !== null);
}

function countLabels(column: Column, seen: Map<string, number>): void {
  if (column.kind !== 'category') return;
  const counts = new Float64Array(column.labels.length);
  for (const code of column.codes) counts[code] = (counts[code] as number) + 1;
  for (const [code, count] of counts.entries()) {
    if (count > 0) seen.set(column.labels[code] as string, (seen.get(column.labels[code] as string) ?? 0) + count);
  }
}
