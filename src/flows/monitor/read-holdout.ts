// The holdout with the watched version's predictions, as losses by day, group and slice.
import type { ModelConfig, MonitorConfig } from '../../config/config.ts';
import { hashText } from '../../core/text-hash.ts';
import { dayOf } from '../../core/watch/day.ts';
import type { WatchedLoss } from '../../core/watch/loss.ts';
import type { HoldoutRows } from '../../core/watch/reference-signals.ts';
import type { Column, ColumnKind, RowBatch, Table } from '../../ports.ts';
import { usualCode } from '../code-targets.ts';
import { asNumber, asTime, classCode, labelCache, numbersOf } from './cells.ts';

interface HoldoutRequest {
  readonly model: ModelConfig & { readonly monitor: MonitorConfig };
  readonly loss: WatchedLoss;
}

/** Reads the rows; `table` has the holdout's columns and `prediction`. */
export async function readHoldout(table: Table, { model, loss }: HoldoutRequest): Promise<HoldoutRows> {
  const columns = await table.columns();
  const reading = new HoldoutReading(model, loss, columns);
  for await (const batch of table.read(reading.wanted)) reading.take(batch);
  return reading.rows();
}

class HoldoutReading {
  readonly wanted = new Map<string, ColumnKind>();
  readonly #model: HoldoutRequest['model'];
  readonly #loss: WatchedLoss;
  readonly #slices: readonly { readonly column: string; readonly codes: number[]; labels: readonly string[] }[];
  readonly #business: readonly { readonly column: string; readonly values: number[] | null }[];
  readonly #losses: number[] = [];
  readonly #sizes: number[] = [];
  readonly #days: number[] = [];
  readonly #groups: number[] = [];
  readonly #time: string | null;
  readonly #group: string | null;
  readonly #caches;

  constructor(model: HoldoutRequest['model'], loss: WatchedLoss, columns: readonly string[]) {
    const { holdout, monitor, task } = model;
    this.#model = model;
    this.#loss = loss;
    const has = (column: string | null): column is string => column !== null && columns.includes(column);
    this.#time = has(holdout.time) ? holdout.time : null;
    this.#group = has(holdout.group) ? holdout.group : null;
    // Ids are compared as texts with those of the predictions: one that is also a time has to come as labels.
    for (const id of holdout.id) this.#want(id, 'text');
    this.#want('prediction', task === 'multiclass' ? 'category' : 'number');
    if (has(holdout.target)) this.#want(holdout.target, task === 'regression' ? 'number' : 'category');
    if (this.#time !== null) this.#want(this.#time, 'time');
    if (this.#group !== null) this.#want(this.#group, 'category');
    this.#slices = monitor.slices.filter(has).map(column => ({ column, codes: [], labels: [] }));
    for (const { column } of this.#slices) this.#want(column, 'category');
    this.#business = monitor.business.map(({ column }) => ({ column, values: has(column) ? [] : null }));
    for (const { column, values } of this.#business) if (values !== null) this.#want(column, 'number');
    this.#caches = {
      prediction: labelCache(task === 'multiclass' ? classCode : asNumber),
      target: labelCache(label => this.#targetOf(label)),
      time: labelCache(asTime),
      group: labelCache(hashText),
      number: labelCache(asNumber),
    };
  }

  take(batch: RowBatch): void {
    this.#takeLosses(batch);
    this.#takeSlices(batch);
    this.#takeBusiness(batch);
  }

  #takeLosses({ columns, rows }: RowBatch): void {
    const { holdout, task } = this.#model;
    const numbers = (name: string | null, cache: Parameters<typeof numbersOf>[2]) =>
      name === null ? null : numbersOf(columns.get(name) as Column, rows, cache);
    const predictions = numbersOf(columns.get('prediction') as Column, rows, this.#caches.prediction);
    const targets = (task === 'score' ? null : numbers(holdout.target, this.#caches.target)) ?? predictions;
    const times = numbers(this.#time, this.#caches.time);
    const groups = numbers(this.#group, this.#caches.group);
    for (let row = 0; row < rows; row++) {
      const [target, prediction] = [targets[row] as number, predictions[row] as number];
      const isKnown = !Number.isNaN(target) && !Number.isNaN(prediction) && !Number.isNaN(times?.[row] ?? 0);
      this.#losses.push(isKnown ? this.#loss.of(target, prediction) : Number.NaN);
      this.#sizes.push(Math.abs(target));
      if (times !== null) this.#days.push(isKnown ? dayOf(times[row] as number) : 0);
      if (groups !== null) this.#groups.push(groups[row] as number);
    }
  }

  #takeSlices({ columns }: RowBatch): void {
    for (const slice of this.#slices) {
      const column = columns.get(slice.column) as Column;
      if (column.kind !== 'category') continue;
      for (const code of column.codes) slice.codes.push(code);
      slice.labels = column.labels;
    }
  }

  #takeBusiness({ columns, rows }: RowBatch): void {
    for (const { column, values } of this.#business) {
      if (values === null) continue;
      for (const value of numbersOf(columns.get(column) as Column, rows, this.#caches.number)) values.push(value);
    }
  }

  rows(): HoldoutRows {
    return {
      count: this.#losses.length,
      losses: Float64Array.from(this.#losses),
      sizes: this.#loss.scaled ? Float64Array.from(this.#sizes) : null,
      days: this.#time === null ? null : Int32Array.from(this.#days),
      groups: this.#group === null ? null : this.#groups,
      slices: this.#slices,
      business: this.#business.map(({ column, values }, place) => ({
        column,
        values,
        must_not: this.#model.monitor.business[place]?.must_not ?? 'fall',
      })),
    };
  }

  #want(column: string, kind: ColumnKind): void {
    const before = this.wanted.get(column);
    this.wanted.set(column, before === undefined || before === kind ? kind : 'category');
  }

  #targetOf(label: string): number {
    const { task, holdout } = this.#model;
    if (label === '') return Number.NaN;
    if (task === 'multiclass') return classCode(label);
    if (task !== 'binary') return asNumber(label);
    if (holdout.positive !== null) return label === holdout.positive ? 1 : 0;
    return usualCode(label) ?? Number.NaN;
  }
}
