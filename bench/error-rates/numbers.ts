// Two models of a number: means of errors, and metrics that are smooth functions of such means.
import type { Chance } from './chance.ts';
import { absolute, type Drawn, relative, type Scenario, type World } from './scenario.ts';

/** The candidate's errors as a multiple of the baseline's. */
const factors: Readonly<Record<World, number>> = { worse: 1.05, equal: 1, better: 0.95 };

/** How strongly the two models' errors hang together. */
const SHARED = 0.8;
const MEAN_ERROR = Math.sqrt(2 / Math.PI);
const MEDIAN_ERROR = 0.674489750196082;

/** Errors of both models in one row: normal, the candidate's `factor` times as large. */
export function twoErrors(chance: Chance, factor: number, shared = SHARED): readonly [number, number] {
  const common = Math.sqrt(shared) * chance.normal();
  const own = Math.sqrt(1 - shared);
  return [common + own * chance.normal(), factor * (common + own * chance.normal())];
}

/** Lognormal sales with mean 10 and normal errors around them. */
function sales(chance: Chance, n: number, world: World): Drawn {
  const drawn = { target: new Float64Array(n), baseline: new Float64Array(n), candidate: new Float64Array(n) };
  for (let row = 0; row < n; row++) {
    const target = 10 * Math.exp(0.5 * chance.normal() - 0.125);
    const [baseline, candidate] = twoErrors(chance, factors[world]);
    drawn.target[row] = target;
    drawn.baseline[row] = target + baseline;
    drawn.candidate[row] = target + candidate;
  }
  return drawn;
}

/** Improvements of a metric that grows in proportion to the errors. */
const proportional = (value: number): Scenario['truth'] => ({
  worse: value * (1 - factors.worse),
  equal: 0,
  better: value * (1 - factors.better),
});

const task = { task: 'regression', draw: sales } as const;
const scaled = (name: string, metric: string, value: number): Scenario => ({
  ...task,
  name,
  metric,
  margin: relative(0.05),
  value,
  truth: proportional(value),
});

export const mae = scaled('MAE', 'mae', MEAN_ERROR);
export const wape = scaled('WAPE', 'wape', MEAN_ERROR / 10);
export const rmse = scaled('RMSE', 'rmse', 1);

/** Sales vary by 100·(e^0.25 − 1). */
const SPREAD = 100 * (Math.exp(0.25) - 1);

export const r2: Scenario = {
  ...task,
  name: 'R²',
  metric: 'r2',
  margin: absolute((1.05 ** 2 - 1) / SPREAD),
  truth: { worse: (1 - 1.05 ** 2) / SPREAD, equal: 0, better: (1 - 0.95 ** 2) / SPREAD },
};

export const medianError: Scenario = {
  ...task,
  name: 'median absolute error',
  metric: 'medae',
  margin: absolute(0.05 * MEDIAN_ERROR),
  truth: proportional(MEDIAN_ERROR),
};

/** Σ(ŷ−y)/Σ|y| of both models is what is given; the candidate's may have the other sign. */
function biasScenario(name: string, baseline: number, candidate: Readonly<Record<World, number>>): Scenario {
  return {
    name,
    task: 'regression',
    metric: 'bias',
    margin: absolute(0.01),
    truth: {
      worse: Math.abs(baseline) - Math.abs(candidate.worse),
      equal: Math.abs(baseline) - Math.abs(candidate.equal),
      better: Math.abs(baseline) - Math.abs(candidate.better),
    },
    draw: (chance, n, world) => {
      const drawn = sales(chance, n, 'equal');
      for (let row = 0; row < n; row++) {
        drawn.baseline[row] = (drawn.baseline[row] as number) + 10 * baseline;
        drawn.candidate[row] = (drawn.candidate[row] as number) + 10 * candidate[world];
      }
      return drawn;
    },
  };
}

export const biases: readonly Scenario[] = [
  biasScenario('both too high, from 3 %', 0.03, { worse: 0.04, equal: 0.03, better: 0.02 }),
  biasScenario('from 3 % too high to too low', 0.03, { worse: -0.04, equal: -0.03, better: -0.02 }),
  biasScenario('baseline almost unbiased, 0.2 %', 0.002, { worse: 0.012, equal: -0.002, better: 0 }),
  biasScenario('baseline unbiased', 0, { worse: -0.01, equal: 0, better: 0 }),
];
