// Which columns of a file of logs are read, and as what.
import type { ModelConfig, MonitorConfig } from '../../config/config.ts';
import type { FeatureReference } from '../../core/watch/feature.ts';
import type { SliceCut } from '../../core/watch/watch-state.ts';
import { fail } from '../../errors.ts';
import type { ColumnKind, Table } from '../../ports.ts';

/** A file's columns, as the watch reads them. */
export interface LogColumns {
  readonly wanted: ReadonlyMap<string, ColumnKind>;
  readonly hasTarget: boolean;
  readonly hasVersion: boolean;
  /** Of the slices and features, those that the file has. */
  readonly slices: ReadonlySet<string>;
  readonly features: ReadonlySet<string>;
  readonly business: ReadonlySet<string>;
}

/** What is to be read. */
export interface LogWish {
  readonly model: ModelConfig & { readonly monitor: MonitorConfig };
  readonly slices: readonly SliceCut[];
  /** Null where features are not read, as their rows were counted before. */
  readonly features: readonly FeatureReference[] | null;
  /** Reads numeric features as texts: in this file some are no numbers. */
  readonly tolerant: boolean;
}

/** Finds the columns; a file without time, prediction or ids is an error. */
export async function findLogColumns(
  table: Table,
  { model, slices, features, tolerant }: LogWish,
): Promise<LogColumns> {
  const { monitor, task } = model;
  const known = await table.columns();
  const has = (column: string | null): column is string => column !== null && known.includes(column);
  const missing = [...new Set([monitor.time, monitor.prediction, ...monitor.id])].filter(column => !has(column));
  if (missing.length > 0) throw fail('monitor-columns', { file: table.name, missing, known });
  const wanted = new Map<string, ColumnKind>();
  const want = (column: string, kind: ColumnKind): void => {
    const before = wanted.get(column);
    wanted.set(column, before === undefined || before === kind ? kind : 'category');
  };
  want(monitor.time, 'time');
  want(monitor.prediction, task === 'multiclass' ? 'category' : 'number');
  if (has(monitor.target)) want(monitor.target, task === 'regression' ? 'number' : 'category');
  if (has(monitor.version)) want(monitor.version, 'category');
  for (const id of monitor.id) want(id, 'key');
  const sliced = slices.map(({ column }) => column).filter(has);
  for (const column of sliced) want(column, 'category');
  const business = monitor.business.map(({ column }) => column).filter(has);
  for (const column of business) want(column, 'number');
  const found = (features ?? []).filter(({ name }) => has(name));
  for (const { name, kind } of found) want(name, kind === 'category' ? 'category' : tolerant ? 'text' : 'number');
  return {
    wanted,
    hasTarget: has(monitor.target),
    hasVersion: has(monitor.version),
    slices: new Set(sliced),
    features: new Set(found.map(({ name }) => name)),
    business: new Set(business),
  };
}

/** The columns of logs that are features where none are named: every one that is nothing else. */
export function featureNames(columns: readonly string[], { monitor, holdout }: LogWish['model']): string[] {
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
