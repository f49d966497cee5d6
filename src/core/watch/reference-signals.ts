// The signals of a version and what each is held against, from the rows of the holdout that it was accepted on.
import { distinct, type Numbered, rangesOf } from '../slice-quantiles.ts';
import { accept, type HoldoutUnits } from './accepted.ts';
import { acceptBusiness, asLoss, type Direction } from './business.ts';
import { type LossRange, lossRange, withinRange } from './loss.ts';
import { sizeOf, type Trailing, withDay } from './trailing.ts';
import type { SignalReference, SliceCut } from './watch-state.ts';

/** A column of labels, row by row. */
export interface LabelColumn {
  readonly column: string;
  readonly codes: ArrayLike<number>;
  readonly labels: readonly string[];
}

/** A business metric's column, row by row; NaN where it is empty, null where the holdout does not have it. */
export interface BusinessColumn {
  readonly column: string;
  readonly must_not: Direction;
  readonly values: ArrayLike<number> | null;
}

/** The holdout with the version's predictions on it. */
export interface HoldoutRows {
  readonly count: number;
  /** In their own unit; NaN for rows that have none. */
  readonly losses: Float64Array;
  /** |y| where losses are divided by its usual size. */
  readonly sizes: Float64Array | null;
  /** The day of each row; null where the holdout has no time. */
  readonly days: Int32Array | null;
  /** What rows that hang together share; null where each stands alone. */
  readonly groups: ArrayLike<number> | null;
  readonly slices: readonly LabelColumn[];
  readonly business: readonly BusinessColumn[];
}

/** How the version's signals are told. */
export interface ReferenceRules {
  /** The overall signal's name. */
  readonly metric: string;
  readonly tolerance: number;
  readonly seasonMs: number | null;
}

/** The signals, the cuts of slice columns, and what a reader should know. */
export interface ReferenceSignals {
  readonly signals: readonly SignalReference[];
  readonly slices: readonly SliceCut[];
  readonly notes: readonly string[];
}

/** A slice is watched from so many rows and units of the holdout on. */
const SLICE_ROWS = 30;
const SLICE_UNITS = 20;
/** The most slices that are watched; each makes every other one's proof a little harder. */
const MOST_SLICES = 100;
/** A numeric column with more values than this is cut into ranges, as in comparisons. */
const MOST_NUMBERS = 20;
/** Losses of a slice tell their own range from so many rows on. */
const OWN_RANGE_ROWS = 200;

/** Tells the signals; null when the holdout has no row with a loss, or fewer than two units. */
export function referenceSignals(rows: HoldoutRows, rules: ReferenceRules): ReferenceSignals | null {
  const all = Int32Array.from({ length: rows.count }, (_, row) => row).filter(row => !Number.isNaN(rows.losses[row]));
  const overall = signalOf(rows, all, { ...rules, name: rules.metric, slice: null, range: null });
  if (overall === null) return null;
  const cuts = rows.slices.map(cutOf);
  const slices = cuts.flatMap((cut, place) => slicesOf(all, rows.slices[place] as LabelColumn, cut));
  const watched = slices.sort((a, b) => b.rows.length - a.rows.length).slice(0, MOST_SLICES);
  const told = watched.map(({ rows: own, slice }) =>
    signalOf(rows, own, { ...rules, name: `${slice.column} = ${slice.value}`, slice, range: overall.range }),
  );
  const signals = told.filter(signal => signal !== null);
  const skipped = slices.length - signals.length;
  const note = `${skipped} slices of the holdout are not watched: fewer than ${SLICE_ROWS} rows or ${SLICE_UNITS} days or groups`;
  return {
    signals: [overall, ...signals, ...rows.business.map(column => businessSignal(rows, column, rules))],
    slices: cuts,
    notes: [...(overall.accepted?.notes ?? []), ...(skipped > 0 ? [note] : [])],
  };
}

/** Numbers with many values are cut into ranges; everything else is a slice by its value. */
function cutOf({ column, codes, labels }: LabelColumn): SliceCut {
  const counts = new Map<number, number>();
  for (let row = 0; row < codes.length; row++)
    counts.set(codes[row] as number, (counts.get(codes[row] as number) ?? 0) + 1);
  const numbers: Numbered<null>[] = [];
  for (const [code, rows] of counts) {
    const label = labels[code] as string;
    if (label === '') continue;
    const number = Number(label);
    if (!Number.isFinite(number) || label.trim() === '') return { column, edges: null, names: [] };
    numbers.push({ number, rows, content: null });
  }
  if (distinct(numbers) <= MOST_NUMBERS) return { column, edges: null, names: [] };
  const ranges = rangesOf(numbers);
  const edges = ranges.slice(0, -1).map(({ parts }) => parts.at(-1)?.number ?? 0);
  return { column, edges, names: ranges.map(({ name }) => name) };
}

/** The slice's value that a label falls into. */
export function sliceValue({ edges, names }: SliceCut, label: string): string {
  if (edges === null || label === '') return label;
  const number = Number(label);
  const place = edges.findIndex(edge => number <= edge);
  return Number.isNaN(number) ? label : (names[place === -1 ? edges.length : place] as string);
}

interface Slice {
  readonly slice: { readonly column: string; readonly value: string };
  readonly rows: Int32Array;
}

function slicesOf(all: Int32Array, { column, codes, labels }: LabelColumn, cut: SliceCut): Slice[] {
  const values = labels.map(label => sliceValue(cut, label));
  const byValue = new Map<string, number[]>();
  for (const row of all) {
    const value = values[codes[row] as number] as string;
    const known = byValue.get(value);
    if (known === undefined) byValue.set(value, [row]);
    else known.push(row);
  }
  return [...byValue].map(([value, own]) => ({ slice: { column, value }, rows: Int32Array.from(own) }));
}

interface SignalPlan extends ReferenceRules {
  readonly name: string;
  readonly slice: SignalReference['slice'];
  /** That of all rows; null for the signal of all rows itself. */
  readonly range: LossRange | null;
}

/** One performance signal from its rows; null where they are too few. */
function signalOf(rows: HoldoutRows, own: Int32Array, plan: SignalPlan): SignalReference | null {
  const { losses, used, trailing } = scaledLosses(rows, own);
  if (losses.length < (plan.slice === null ? 2 : SLICE_ROWS)) return null;
  const range = plan.range === null || losses.length >= OWN_RANGE_ROWS ? lossRange(losses) : plan.range;
  const units = unitsOf(
    rows,
    used,
    losses.map(loss => withinRange(loss, range)),
  );
  if (plan.slice !== null && units.means.length < SLICE_UNITS) return null;
  const accepted = accept(units, plan);
  if (accepted === null) return null;
  const { name, slice } = plan;
  return { name, kind: 'performance', slice, business: null, accepted, range, trailing };
}

/** Losses in units of the target's usual size, where that is wanted, as it was known before each day. */
function scaledLosses(
  { losses, sizes, days }: HoldoutRows,
  own: Int32Array,
): { losses: Float64Array; used: Int32Array; trailing: Trailing } {
  const plain = (rows: Int32Array): Float64Array => Float64Array.from(rows, row => losses[row] as number);
  if (sizes === null) return { losses: plain(own), used: own, trailing: [] };
  if (days === null) {
    const size = own.reduce((sum, row) => sum + (sizes[row] as number), 0) / own.length;
    return { losses: size > 0 ? plain(own).map(loss => loss / size) : new Float64Array(), used: own, trailing: [] };
  }
  let trailing: Trailing = [];
  const used: number[] = [];
  const scaled: number[] = [];
  for (const [day, rows] of [...byKey(own, days)].sort(([a], [b]) => a - b)) {
    const size = sizeOf(trailing);
    if (size !== null) {
      used.push(...rows);
      scaled.push(...rows.map(row => (losses[row] as number) / size));
    }
    trailing = withDay(
      trailing,
      day,
      rows.length,
      rows.reduce((sum, row) => sum + (sizes[row] as number), 0),
    );
  }
  return { losses: Float64Array.from(scaled), used: Int32Array.from(used), trailing };
}

function byKey(rows: Int32Array, keys: ArrayLike<number>): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (const row of rows) {
    const known = found.get(keys[row] as number);
    if (known === undefined) found.set(keys[row] as number, [row]);
    else known.push(row);
  }
  return found;
}

/** Means by day, by group, or the rows themselves. */
function unitsOf({ days, groups }: HoldoutRows, rows: Int32Array, shares: Float64Array): HoldoutUnits {
  const keys = days ?? groups;
  if (keys === null) return { means: shares, days: null, rows: rows.length };
  const sums = new Map<number, [sum: number, rows: number]>();
  for (const [place, row] of rows.entries()) {
    const sum = sums.get(keys[row] as number) ?? [0, 0];
    sum[0] += shares[place] as number;
    sum[1] += 1;
    sums.set(keys[row] as number, sum);
  }
  const ordered = [...sums].sort(([a], [b]) => a - b);
  return {
    means: Float64Array.from(ordered, ([, [sum, count]]) => sum / count),
    days: days === null ? null : ordered.map(([day]) => day),
    rows: rows.length,
  };
}

/** A business metric; one that the holdout does not have is learnt from production's first days. */
function businessSignal(rows: HoldoutRows, column: BusinessColumn, rules: ReferenceRules): SignalReference {
  const { column: name, must_not, values } = column;
  const signal = { name, kind: 'business', slice: null, business: { column: name, must_not }, trailing: [] } as const;
  const learning: SignalReference = { ...signal, accepted: null, range: { from: 0, to: 1 } };
  if (values === null || rows.days === null) return learning;
  const own = Int32Array.from({ length: rows.count }, (_, row) => row).filter(row => !Number.isNaN(values[row]));
  const { means, days } = unitsOf(
    rows,
    own,
    Float64Array.from(own, row => values[row] as number),
  );
  if (means.length < SLICE_UNITS || days === null) return learning;
  const { tolerance, seasonMs } = rules;
  const told = acceptBusiness(
    means.map(mean => asLoss(mean, must_not)),
    { tolerance, days, seasonMs },
  );
  return told === null ? learning : { ...signal, ...told };
}
