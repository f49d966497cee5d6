// One complete day's labelled rows, as every signal of a version counts them.
import { alarmThreshold } from '../statistics/e-detector.ts';
import { acceptBusiness, asLoss, LEARNT_FROM } from './business.ts';
import { ofRange, shareOf, withinRange } from './loss.ts';
import { countDay } from './signal.ts';
import { sizeOf, withDay } from './trailing.ts';
import type { RecentDay, SignalReference, VersionWatch, WatchedSignal } from './watch-state.ts';

/** The rows of a day whose loss is known. */
export interface LabelledRows {
  readonly day: number;
  readonly count: number;
  /** Losses of rows in their own unit, not divided by anything; NaN for a row that has none. */
  readonly losses: ArrayLike<number>;
  /** |y|, where losses are divided by its usual size. */
  readonly sizes: ArrayLike<number> | null;
  /** For each slice column, the number of the row's signal, or -1. */
  readonly slices: readonly ArrayLike<number>[];
  /** For each business signal, its name and the day's mean; of a day without values there is none. */
  readonly business: ReadonlyMap<string, { readonly mean: number; readonly rows: number }>;
}

/** By what days are counted. */
export interface CountRules {
  /** T0 in days. */
  readonly every: number;
  readonly tolerance: number;
  readonly seasonMs: number | null;
}

/** The version after a day, and the day's mean loss of all rows in its own unit; null when it had none. */
export interface CountedDay {
  readonly version: VersionWatch;
  readonly overall: { readonly loss: number; readonly rows: number } | null;
}

/** The latest days that are remembered of each signal. */
const RECENT = 28;

/** Counts a day for every signal. */
export function countLabels(version: VersionWatch, day: LabelledRows, rules: CountRules): CountedDay {
  const { signals: references } = version.reference;
  const sums = sumsOf(version, day);
  let overall: CountedDay['overall'] = null;
  const signals = version.signals.map((signal, index) => {
    const reference = references[index] as SignalReference;
    const threshold = alarmThreshold(index === 0 ? 'overall' : 'other', references.length);
    if (reference.kind === 'business') return countBusiness(signal, reference, day, { ...rules, threshold });
    const { rows, loss, whole, size } = sums[index] as DaySum;
    const trailing = withDay(signal.trailing, day.day, rows, size);
    const { accepted } = reference;
    if (rows === 0 || loss === null || accepted === null) return { ...signal, trailing };
    if (index === 0) overall = { loss: ofRange(whole, reference.range), rows };
    const observed = { day: day.day, loss, rows, whole };
    const state = countDay(signal.state, observed, { accepted, every: rules.every, threshold });
    return { ...signal, state, trailing, recent: remembered(signal.recent, [day.day, rows, loss, whole]) };
  });
  return { version: { ...version, signals }, overall };
}

interface DaySum {
  readonly rows: number;
  /** The mean in [0, 1]; null while the usual size of the target is not known. */
  readonly loss: number | null;
  /** The same with what lies beyond. */
  readonly whole: number;
  /** Σ|y|. */
  readonly size: number;
}

/** Sums every signal's rows in one pass. */
function sumsOf({ reference, signals }: VersionWatch, day: LabelledRows): DaySum[] {
  const units = signals.map(({ trailing }) => (day.sizes === null ? 1 : sizeOf(trailing)));
  const rows = new Float64Array(signals.length);
  const sums = new Float64Array(signals.length);
  const wholes = new Float64Array(signals.length);
  const sizes = new Float64Array(signals.length);
  const add = (signal: number, row: number): void => {
    const loss = (day.losses[row] as number) / (units[signal] ?? 1);
    rows[signal] = (rows[signal] as number) + 1;
    const { range } = reference.signals[signal] as SignalReference;
    sums[signal] = (sums[signal] as number) + withinRange(loss, range);
    wholes[signal] = (wholes[signal] as number) + shareOf(loss, range);
    if (day.sizes !== null) sizes[signal] = (sizes[signal] as number) + (day.sizes[row] as number);
  };
  for (let row = 0; row < day.count; row++) {
    if (Number.isNaN(day.losses[row])) continue;
    add(0, row);
    for (const slices of day.slices) if ((slices[row] as number) >= 0) add(slices[row] as number, row);
  }
  return signals.map((_, index) => {
    const count = rows[index] as number;
    const isTold = count > 0 && units[index] !== null;
    return {
      rows: count,
      loss: isTold ? Math.min(1, (sums[index] as number) / count) : null,
      whole: bounded((wholes[index] as number) / Math.max(1, count)),
      size: sizes[index] as number,
    };
  });
}

/** Far beyond any range, and the squares of such shares are still numbers that JSON can write. */
const LARGEST = 1e150;

const bounded = (share: number): number => Math.min(LARGEST, Math.max(-LARGEST, share));

function countBusiness(
  signal: WatchedSignal,
  reference: SignalReference,
  day: LabelledRows,
  rules: CountRules & { readonly threshold: number },
): WatchedSignal {
  const found = day.business.get(reference.name);
  if (found === undefined || reference.business === null) return signal;
  const loss = asLoss(found.mean, reference.business.must_not);
  if (reference.accepted === null) return { ...signal, learning: [...signal.learning, loss] };
  const share = withinRange(loss, reference.range);
  const observed = { day: day.day, loss: share, rows: found.rows, whole: bounded(shareOf(loss, reference.range)) };
  const state = countDay(signal.state, observed, { ...rules, accepted: reference.accepted });
  return { ...signal, state, recent: remembered(signal.recent, [day.day, found.rows, share, observed.whole]) };
}

/** Business metrics that were learnt from enough days are held against those from now on. */
export function withLearnt(version: VersionWatch, day: number, { tolerance, seasonMs }: CountRules): VersionWatch {
  const isLearnt = (index: number): boolean => (version.signals[index]?.learning.length ?? 0) >= LEARNT_FROM;
  if (!version.signals.some((_, index) => isLearnt(index))) return version;
  const signals = [...version.signals];
  const references = version.reference.signals.map((reference, index) => {
    const signal = signals[index] as WatchedSignal;
    if (!isLearnt(index) || reference.accepted !== null) return reference;
    signals[index] = { ...signal, learning: [], state: resumed(signal, day) };
    const days = signal.learning.map((_, place) => day - signal.learning.length + 1 + place);
    const learnt = acceptBusiness(Float64Array.from(signal.learning), { tolerance, days, seasonMs });
    return learnt === null ? reference : { ...reference, ...learnt };
  });
  return { ...version, signals, reference: { ...version.reference, signals: references } };
}

/** What was learnt from does not count as time in which chance might have alarmed. */
const resumed = ({ state }: WatchedSignal, day: number): WatchedSignal['state'] => ({
  ...state,
  detector: { ...state.detector, day: Math.max(state.detector.day, day) },
});

const remembered = (recent: readonly RecentDay[], day: RecentDay): readonly RecentDay[] =>
  [...recent, day].slice(-RECENT);
