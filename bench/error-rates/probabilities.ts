// Two models of a probability: losses, calibration, and the order of rows, with truths by numerical integration.
import { normalCdf, normalQuantile } from '../../src/core/statistics/distributions.ts';
import { type Chance, logistic, normalGrid, solve } from './chance.ts';
import { absolute, type Drawn, relative, type Scenario, type World } from './scenario.ts';

/** A model that sees the true log odds through `slope` and `noise`. */
interface Sight {
  readonly slope: number;
  readonly noise: number;
}

const SPREAD = 1.5;
const grid = normalGrid(141);

/** The mean over the population of something of a predicted and a true probability. */
function meanOver({ slope, noise }: Sight, of: (predicted: number, truth: number, weight: number) => number): number {
  let sum = 0;
  for (const [z, weight] of grid) {
    for (const [error, share] of noise === 0 ? [[0, 1] as const] : grid) {
      sum += weight * share * of(logistic(slope * SPREAD * z + noise * error), logistic(SPREAD * z), weight * share);
    }
  }
  return sum;
}

const logLoss = (sight: Sight): number => meanOver(sight, (p, y) => -y * Math.log(p) - (1 - y) * Math.log(1 - p));
const brier = (sight: Sight): number => meanOver(sight, (p, y) => y * (1 - p) ** 2 + (1 - y) * p ** 2);

/** Ten bins, as the metric has them; the log odds are drawn on a fine grid because bins have edges. */
function calibrationError({ slope }: Sight): number {
  const gaps = new Float64Array(10);
  for (const [z, weight] of normalGrid(20_001)) {
    const predicted = logistic(slope * SPREAD * z);
    const bin = Math.max(0, Math.ceil(predicted * 10) - 1);
    gaps[bin] = (gaps[bin] as number) + weight * (predicted - logistic(SPREAD * z));
  }
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0);
}

function drawSights(chance: Chance, n: number, baseline: Sight, candidate: Sight): Drawn {
  const drawn = { target: new Float64Array(n), baseline: new Float64Array(n), candidate: new Float64Array(n) };
  for (let row = 0; row < n; row++) {
    const odds = SPREAD * chance.normal();
    drawn.target[row] = chance.uniform() < logistic(odds) ? 1 : 0;
    drawn.baseline[row] = logistic(baseline.slope * odds + baseline.noise * chance.normal());
    drawn.candidate[row] = logistic(candidate.slope * odds + candidate.noise * chance.normal());
  }
  return drawn;
}

/** A loss that grows with the noise: 5 % up, equal, 5 % down. */
function lossScenario(name: string, metric: string, loss: (sight: Sight) => number): Scenario {
  const baseline: Sight = { slope: 1, noise: 0.8 };
  const value = loss(baseline);
  const noiseFor = (share: number): Sight => ({
    slope: 1,
    noise: solve(noise => loss({ slope: 1, noise }), value * share, [0, 2]),
  });
  const sights: Record<World, Sight> = { worse: noiseFor(1.05), equal: baseline, better: noiseFor(0.95) };
  return {
    name,
    task: 'binary',
    metric,
    margin: relative(0.05),
    value,
    truth: { worse: -0.05 * value, equal: 0, better: 0.05 * value },
    draw: (chance, n, world) => drawSights(chance, n, baseline, sights[world]),
  };
}

/** The scenarios whose truths take a while to integrate are made when they are asked for. */
export const losses = (): readonly Scenario[] => [
  lossScenario('log loss', 'log_loss', logLoss),
  lossScenario('Brier score', 'brier', brier),
];

/** The baseline is too sure of itself; the candidate more so, as much (on the other side), or less. */
export function calibration(): Scenario {
  const at = (slope: number): Sight => ({ slope, noise: 0 });
  const value = calibrationError(at(1.4));
  const amount = 0.02;
  const slopeFor = (wanted: number): Sight => at(solve(slope => calibrationError(at(slope)), wanted, [1, 4]));
  const timid = at(solve(slope => -calibrationError(at(slope)), -value, [0.2, 1]));
  const sights: Record<World, Sight> = {
    worse: slopeFor(value + amount),
    equal: timid,
    better: slopeFor(value - amount),
  };
  return {
    name: 'expected calibration error',
    task: 'binary',
    metric: 'ece',
    margin: absolute(amount),
    truth: { worse: -amount, equal: 0, better: amount },
    draw: (chance, n, world) => drawSights(chance, n, at(1.4), sights[world]),
  };
}

/** Scores of positives lie `baseline` or `candidate` standard deviations above those of negatives. */
interface Separation {
  readonly baseline: number;
  readonly candidate: number;
}

interface Ordered {
  readonly positives: number;
  /** Variance that rows of a group have in common; 0 for single rows. */
  readonly ofGroup: number;
}

/** How much of a score both models have in common. */
const COMMON = 0.7;

function drawScores(chance: Chance, n: number, { positives, ofGroup }: Ordered, apart: Separation): Drawn {
  const [target, baseline, candidate, units]: number[][] = [[], [], [], []];
  const part = (variance: number): readonly [number, number] => {
    const common = Math.sqrt(COMMON * variance) * chance.normal();
    const own = Math.sqrt((1 - COMMON) * variance);
    return [common + own * chance.normal(), common + own * chance.normal()];
  };
  for (let unit = 0; unit < n; unit++) {
    const group = ofGroup > 0 ? part(ofGroup) : ([0, 0] as const);
    for (let row = ofGroup > 0 ? chance.whole(1, 9) : 1; row > 0; row--) {
      const label = chance.uniform() < positives ? 1 : 0;
      const own = part(1 - ofGroup);
      target?.push(label);
      baseline?.push(logistic(group[0] + own[0] + apart.baseline * label));
      candidate?.push(logistic(group[1] + own[1] + apart.candidate * label));
      units?.push(unit);
    }
  }
  const column = (values: number[] | undefined): Float64Array => Float64Array.from(values ?? []);
  const drawn = { target: column(target), baseline: column(baseline), candidate: column(candidate) };
  return ofGroup > 0 ? { ...drawn, units: Int32Array.from(units ?? []) } : drawn;
}

const area = (apart: number): number => normalCdf(apart / Math.SQRT2);

/** Precision averaged over recall, for normal scores `apart` from each other. */
const averagePrecision =
  (positives: number) =>
  (apart: number): number =>
    normalGrid(4001).reduce((sum, [z, weight]) => {
      const [hits, alarms] = [positives * normalCdf(-z), (1 - positives) * normalCdf(-(z + apart))];
      return sum + weight * (hits > 0 ? hits / (hits + alarms) : 1);
    }, 0);

interface OrderedScenario extends Ordered {
  readonly name: string;
  readonly metric: string;
  readonly margin: number;
  readonly apart: number;
  readonly value: (apart: number) => number;
}

function orderScenario({ name, metric, margin, apart, value, ...facts }: OrderedScenario): Scenario {
  const now = value(apart);
  const reach = (wanted: number): number => solve(value, wanted, [0, 6]);
  const candidates: Record<World, number> = {
    worse: reach(now - margin),
    equal: apart,
    better: reach(now + margin),
  };
  return {
    name,
    task: 'binary',
    metric,
    margin: absolute(margin),
    value: now,
    truth: { worse: -margin, equal: 0, better: margin },
    ...(facts.ofGroup > 0 ? { unit: 'group' } : {}),
    draw: (chance, n, world) => drawScores(chance, n, facts, { baseline: apart, candidate: candidates[world] }),
  };
}

const areaUnderCurve = (name: string, facts: Ordered, value: number): Scenario =>
  orderScenario({
    ...facts,
    name,
    metric: 'roc_auc',
    margin: 0.02,
    apart: Math.SQRT2 * normalQuantile(value),
    value: area,
  });

export const auc = areaUnderCurve('AUC 0.80', { positives: 0.3, ofGroup: 0 }, 0.8);
export const aucs: readonly Scenario[] = [
  auc,
  areaUnderCurve('AUC 0.80, 5 % of rows positive', { positives: 0.05, ofGroup: 0 }, 0.8),
  areaUnderCurve('AUC 0.95', { positives: 0.3, ofGroup: 0 }, 0.95),
];
export const aucByGroup = areaUnderCurve('AUC 0.80', { positives: 0.3, ofGroup: 0.3 }, 0.8);

/** Average precision of a fifth of positives. */
export const precisionOfOrder = (): Scenario =>
  orderScenario({
    name: 'average precision',
    metric: 'average_precision',
    margin: 0.03,
    positives: 0.2,
    ofGroup: 0,
    apart: 1.2,
    value: averagePrecision(0.2),
  });
