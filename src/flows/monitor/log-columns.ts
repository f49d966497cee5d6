// Which columns of a file of logs are read, and as what.
import type { FeatureReference } from '../../core/watch/feature.ts';
import type { Reference } from '../../core/watch/watch-state.ts';
import { fail } from '../../errors.ts';
import type { ColumnKind, Table } from '../../ports.ts';
import type { WatchedModel } from './monitor.ts';

/** The columns that tell whose rows these are, what was predicted and what came true. */
export interface RowColumns {
  readonly wanted: ReadonlyMap<string, ColumnKind>;
  readonly hasTarget: boolean;
  readonly hasVersion: boolean;
  /** Of the slices and business metrics, those that the file has. */
  readonly slices: ReadonlySet<string>;
  readonly business: ReadonlySet<string>;
}

/** The columns of features, and those that tell whose rows these are. */
export interface FeatureColumns {
  readonly wanted: ReadonlyMap<string, ColumnKind>;
  readonly hasVersion: boolean;
}

/** A column that is wanted in two ways is read as labels. */
class Wanted {
  readonly kinds = new Map<string, ColumnKind>();

  add(column: string, kind: ColumnKind): void {
    const before = this.kinds.get(column);
    this.kinds.set(column, before === undefined || before === kind ? kind : 'category');
  }
}

/** Finds the columns of rows; a file without time, prediction or ids is an error. */
export async function findRowColumns(
  table: Table,
  { model, reference }: { readonly model: WatchedModel; readonly reference: Reference },
): Promise<RowColumns> {
  const { monitor, task } = model;
  const known = await table.columns();
  const has = (column: string | null): column is string => column !== null && known.includes(column);
  const missing = [...new Set([monitor.time, monitor.prediction, ...monitor.id])].filter(column => !has(column));
  if (missing.length > 0) throw fail('monitor-columns', { file: table.name, missing, known });
  const wanted = new Wanted();
  wanted.add(monitor.time, 'time');
  wanted.add(monitor.prediction, task === 'multiclass' ? 'category' : 'number');
  if (has(monitor.target)) wanted.add(monitor.target, task === 'regression' ? 'number' : 'category');
  if (has(monitor.version)) wanted.add(monitor.version, 'category');
  for (const id of monitor.id) wanted.add(id, 'key');
  const slices = reference.slices.map(({ column }) => column).filter(has);
  for (const column of slices) wanted.add(column, 'category');
  const business = monitor.business.map(({ column }) => column).filter(has);
  for (const column of business) wanted.add(column, 'number');
  return {
    wanted: wanted.kinds,
    hasTarget: has(monitor.target),
    hasVersion: has(monitor.version),
    slices: new Set(slices),
    business: new Set(business),
  };
}

/** Finds the columns of features; `tolerant` reads numeric ones as texts, as in this file some are no numbers. */
export async function findFeatureColumns(
  table: Table,
  { model, features }: { readonly model: WatchedModel; readonly features: readonly FeatureReference[] },
  tolerant: boolean,
): Promise<FeatureColumns> {
  const { time, version } = model.monitor;
  const known = await table.columns();
  const wanted = new Wanted();
  wanted.add(time, 'time');
  if (known.includes(version)) wanted.add(version, 'category');
  for (const { name, kind } of features) {
    if (known.includes(name)) wanted.add(name, kind === 'category' ? 'category' : tolerant ? 'text' : 'number');
  }
  return { wanted: wanted.kinds, hasVersion: known.includes(version) };
}

/** The columns of logs that are features where none are named: every one that is nothing else. */
export function featureNames(columns: readonly string[], { monitor, holdout }: WatchedModel): string[] {
  if (monitor.features !== null) return [...monitor.features];
  const others = new Set([
    monitor.time,
    monitor.prediction,
    monitor.target,
    monitor.version,
    holdout.target,
    holdout.time,
    holdout.group,
    holdout.weight,
    ...monitor.id,
    ...holdout.id,
    ...monitor.slices,
    ...monitor.business.map(({ column }) => column),
  ]);
  return columns.filter(column => !others.has(column) && !column.startsWith('p:'));
}
