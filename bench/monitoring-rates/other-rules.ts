// What else production is watched by, as it is commonly used: every signal for itself, each told the holdout first.
import { normalQuantile } from '../../src/core/statistics/distributions.ts';
import { unitMoments } from '../../src/core/statistics/paired-t.ts';
import { sizeOf, type Trailing, withDay } from '../../src/core/watch/trailing.ts';
import type { Rule } from './rule.ts';
import { EVERY } from './watched-model.ts';
import type { DayOfRows, World } from './world.ts';

/** Sees the losses of one signal's rows of a day; whether they are an alarm. */
type Detector = (losses: readonly number[]) => boolean;

/** Learns from the losses of the holdout's days. */
type Learn = (holdout: readonly (readonly number[])[], signals: number) => Detector;

/** An alarm stays open for four weeks, so that no more than one in four weeks is counted: in the others' favour. */
const OPEN = 28;

const rule = (name: string, learn: Learn, isFor: (world: World) => boolean = () => true): Rule => ({
  name,
  isFor,
  begin(world, holdout) {
    const split = splitter(world);
    const days = holdout.map(split);
    const signals = days[0]?.length ?? 0;
    const detectors = Array.from({ length: signals }, (_, signal) =>
      learn(
        days.map(day => day[signal] as readonly number[]),
        signals,
      ),
    );
    let [day, closes] = [0, 0];
    return {
      see(rows) {
        day += 1;
        const found = split(rows).filter((losses, signal) => detectors[signal]?.(losses)).length > 0;
        if (found && day > closes) closes = day + OPEN;
        return found;
      },
      isOpen: () => day < closes,
    };
  },
});

/** The losses of each signal: of all rows, then of each slice; beside the target's usual size where Relevo does so too. */
function splitter({ slices: columns }: World): (rows: DayOfRows) => readonly (readonly number[])[] {
  let trailing: Trailing = [];
  return ({ day, losses, sizes, slices }) => {
    const size = sizes === null ? 1 : sizeOf(trailing);
    if (sizes !== null)
      trailing = withDay(
        trailing,
        day,
        sizes.length,
        sizes.reduce((sum, each) => sum + each, 0),
      );
    const shares = size === null ? [] : Array.from(losses, loss => loss / size);
    const each = columns.flatMap(([, values], column) =>
      Array.from({ length: values }, (_, value) => shares.filter((_, row) => slices[column]?.[row] === value)),
    );
    return [shares, ...each];
  };
}

const meanOf = (losses: readonly number[]): number => losses.reduce((sum, loss) => sum + loss, 0) / losses.length;

/** Is a day's mean above that of the holdout, by the spread of the holdout's rows? */
const dailyZ =
  (level: (signals: number) => number): Learn =>
  (holdout, signals) => {
    const { mean, variance } = unitMoments(Float64Array.from(holdout.flat()));
    const bar = -normalQuantile(level(signals)) * Math.sqrt(variance);
    return losses => losses.length > 0 && meanOf(losses) - mean > bar / Math.sqrt(losses.length);
  };

const CHUNK = 7;

/** The mean of a week against the weeks of the holdout: their mean and three of their standard deviations. */
const threeSigma: Learn = holdout => {
  const chunks: number[] = [];
  for (let from = 0; from + CHUNK <= holdout.length; from += CHUNK) {
    const losses = holdout.slice(from, from + CHUNK).flat();
    if (losses.length > 0) chunks.push(meanOf(losses));
  }
  const { mean, variance } = unitMoments(Float64Array.from(chunks));
  const bar = mean + 3 * Math.sqrt(variance);
  let [days, chunk] = [0, [] as number[]];
  return losses => {
    chunk.push(...losses);
    if (++days % CHUNK !== 0) return false;
    const isBeyond = chunk.length > 0 && meanOf(chunk) > bar;
    chunk = [];
    return isBeyond;
  };
};

/** A detector of single losses that has seen the holdout; alarms in the holdout are forgotten. */
const stream =
  (start: () => (loss: number) => boolean): Learn =>
  holdout => {
    const see = start();
    for (const loss of holdout.flat()) see(loss);
    return losses => losses.filter(see).length > 0;
  };

/**
 * The Drift Detection Method with its usual settings: three deviations above the lowest error rate so far, from 30 rows on.
 * Source: Gama, Medas, Castillo & Rodrigues, "Learning with drift detection", SBIA (2004), 286–295.
 */
export function driftDetectionMethod(): (wrong: number) => boolean {
  let [n, rate, least, leastRate, leastDeviation] = [0, 0, Number.POSITIVE_INFINITY, 0, 0];
  return wrong => {
    n += 1;
    rate += (wrong - rate) / n;
    const deviation = Math.sqrt((rate * (1 - rate)) / n);
    if (n <= 30) return false;
    if (rate + deviation <= least) [least, leastRate, leastDeviation] = [rate + deviation, rate, deviation];
    if (rate + deviation <= leastRate + 3 * leastDeviation) return false;
    [n, rate, least] = [0, 0, Number.POSITIVE_INFINITY];
    return true;
  };
}

/**
 * Page–Hinkley with its usual settings: δ = 0.005, λ = 50, forgetting by 0.9999, from 30 rows on.
 * Source: Page, "Continuous inspection schemes", Biometrika 41 (1954), 100–115.
 */
export function pageHinkley(): (loss: number) => boolean {
  let [n, mean, sum, least] = [0, 0, 0, Number.POSITIVE_INFINITY];
  return loss => {
    n += 1;
    mean += (loss - mean) / n;
    sum = 0.9999 * sum + loss - mean - 0.005;
    least = Math.min(least, sum);
    if (n < 30 || sum - least <= 50) return false;
    [n, mean, sum, least] = [0, 0, 0, Number.POSITIVE_INFINITY];
    return true;
  };
}

/** In the order of the tables. */
export const otherRules: readonly Rule[] = [
  rule(
    'daily z-test, 1 %',
    dailyZ(() => 0.01),
  ),
  rule(
    'daily z-test, one in five years',
    dailyZ(signals => 1 / (EVERY * signals)),
  ),
  rule('weeks beyond three sigma', threeSigma),
  rule('DDM', stream(driftDetectionMethod), world => world.loss === 'wrong'),
  rule('Page–Hinkley', stream(pageHinkley)),
];
