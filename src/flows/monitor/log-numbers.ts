// A batch of logs as the numbers that rows are held as: predictions, targets, keys, slices and business metrics.
import { sliceValue } from '../../core/watch/reference-signals.ts';
import type { Reference, SliceCut } from '../../core/watch/watch-state.ts';
import { fail } from '../../errors.ts';
import type { Column, RowBatch } from '../../ports.ts';
import { usualCode } from '../code-targets.ts';
import { asNumber, classCode, KeyReader, type LabelCache, labelCache, numbersOf } from './cells.ts';
import type { HeldColumns } from './held-day.ts';
import type { RowColumns } from './log-columns.ts';
import type { WatchedModel } from './monitor.ts';

/** A batch's columns. */
export interface Numbers extends HeldColumns {
  readonly predictions: Float64Array;
  readonly targets: Float64Array | null;
  readonly keys: Float64Array | null;
}

/** A row that is in no watched slice of a column. */
const NO_SLICE = -1;

/** Reads the batches of one file. */
export class LogNumbers {
  readonly #file: string;
  readonly #model: WatchedModel;
  readonly #cuts: readonly SliceCut[];
  readonly #columns: RowColumns;
  readonly #keys: KeyReader;
  readonly #prediction: LabelCache;
  readonly #target: LabelCache;
  readonly #number = labelCache(asNumber);
  readonly #slices: readonly LabelCache[];
  #lineOf: (row: number) => number = () => 0;

  constructor(
    file: string,
    { model, reference }: { readonly model: WatchedModel; readonly reference: Reference },
    columns: RowColumns,
  ) {
    this.#file = file;
    this.#model = model;
    this.#cuts = reference.slices;
    this.#columns = columns;
    this.#keys = new KeyReader(model.monitor.id.length);
    this.#prediction = labelCache(model.task === 'multiclass' ? classCode : asNumber);
    this.#target = labelCache((label, row) => this.#targetOf(label, row));
    this.#slices = reference.slices.map(cut => sliceCache(cut, reference));
  }

  /** The numbers of a batch. */
  of(batch: RowBatch): Numbers {
    const { columns, rows } = batch;
    this.#lineOf = row => batch.lineOf(row);
    const { monitor } = this.#model;
    const { hasTarget, slices, business } = this.#columns;
    const columnOf = (name: string): Column => columns.get(name) as Column;
    const read = (name: string, cache: LabelCache): Float64Array => numbersOf(columnOf(name), rows, cache);
    return {
      predictions: read(monitor.prediction, this.#prediction),
      targets: hasTarget && monitor.target !== null ? read(monitor.target, this.#target) : null,
      keys: monitor.id.length === 0 ? null : this.#keys.read(monitor.id.map(columnOf), rows),
      slices: this.#cuts.map(({ column }, place) =>
        slices.has(column)
          ? new Int32Array(read(column, this.#slices[place] as LabelCache))
          : new Int32Array(rows).fill(NO_SLICE),
      ),
      business: monitor.business.map(({ column }) =>
        business.has(column) ? read(column, this.#number) : new Float64Array(rows).fill(Number.NaN),
      ),
    };
  }

  #targetOf(label: string, row: number): number {
    const { task, monitor, holdout } = this.#model;
    if (label === '') return Number.NaN;
    if (task === 'multiclass') return classCode(label);
    if (task !== 'binary') return asNumber(label);
    if (holdout.positive !== null) return label === holdout.positive ? 1 : 0;
    const code = usualCode(label);
    if (code !== undefined) return code;
    const place = { file: this.#file, line: this.#lineOf(row), column: monitor.target ?? '' };
    throw fail('label-unknown', { ...place, found: label, known: [] });
  }
}

/** The place of a label's slice among the signals. */
function sliceCache(cut: SliceCut, { signals }: Reference): LabelCache {
  const places = new Map<string, number>();
  for (const [place, { slice }] of signals.entries()) {
    if (slice?.column === cut.column) places.set(slice.value, place);
  }
  return labelCache(label => places.get(sliceValue(cut, label)) ?? NO_SLICE);
}
