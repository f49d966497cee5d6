// A simulated comparison: rows drawn from a world whose truth is known, compared the way every comparison is.
import { Codes } from '../../src/core/codes.ts';
import { type Comparison, compare } from '../../src/core/comparison.ts';
import { type ComparisonPlan, directionOf, type UnitKind } from '../../src/core/comparison-plan.ts';
import { evidenceFor } from '../../src/core/evidence/for-metric.ts';
import { improvementRow, type MetricRow } from '../../src/core/metric-row.ts';
import { type ChosenMetric, chooseMetric } from '../../src/core/metrics/catalogue.ts';
import type { Task } from '../../src/core/metrics/metric.ts';
import { PairedEvidence } from '../../src/core/paired-evidence.ts';
import { columnsOf, type Dictionaries, type PairedRows } from '../../src/core/paired-rows.ts';
import type { Margin, Policy } from '../../src/core/policy.ts';
import { type SeriesFacts, unitNameOf } from '../../src/core/series.ts';
import { RESAMPLED_UNITS } from '../../src/core/statistics/skewed-t.ts';
import type { Chance } from './chance.ts';

/** What is true of the candidate: worse by exactly the margin, equal, or better by a stated amount. */
export type World = 'worse' | 'equal' | 'better';
export const worlds: readonly World[] = ['worse', 'equal', 'better'];

/** Rows of one simulated holdout. */
export interface Drawn {
  readonly target?: Float64Array;
  readonly baseline: Float64Array;
  readonly candidate: Float64Array;
  /** 0 … n − 1, the group or the day of each row. */
  readonly units?: Int32Array;
  /** By slice column, 0, 1, … for each row. */
  readonly slices?: readonly Int32Array[];
}

/** Rows of a kind, with two models of which the truth is known. */
export interface Scenario {
  readonly name: string;
  readonly task: Task;
  readonly metric: string;
  readonly margin: Margin;
  /** Rows are single unless said otherwise; `n` counts groups or days then. */
  readonly unit?: UnitKind;
  readonly series?: SeriesFacts;
  readonly scoreDirection?: 'higher' | 'lower';
  /** The names of slice columns. */
  readonly slices?: readonly string[];
  /** The true improvement in each world. */
  readonly truth: Readonly<Record<World, number>>;
  /** The baseline's true value, where limits are simulated. */
  readonly value?: number;
  /** Sizes of its own. */
  readonly sizes?: readonly number[];
  /** How many of the repetitions of others it gets. */
  readonly share?: number;
  draw(chance: Chance, n: number, world: World): Drawn;
}

/** One-sided: every interval is a 90 % interval. */
export const ALPHA = 0.05;

export const DAY = 86_400_000;
const noSeries: SeriesFacts = { seasonMs: null, horizon: null };

/** `2%` of the baseline's value. */
export const relative = (share: number): Margin => ({ kind: 'relative', amount: share, text: `${100 * share}%` });

/** An amount of the metric. */
export const absolute = (amount: number): Margin => ({ kind: 'absolute', amount, text: String(amount) });

/** A policy that asks one thing of the primary metric. */
export const plainPolicy = (margin: Margin, changes: Partial<Policy> = {}): Policy => ({
  require: 'not-worse',
  margin,
  guards: [],
  slices: { required: [], margin: relative(0.1) },
  limits: [],
  alpha: ALPHA,
  ...changes,
});

/** Reads a metric; a misspelt one is an error here. */
export function metricOf(text: string, task: Task): ChosenMetric {
  const metric = chooseMetric(text, task);
  if ('problem' in metric) throw new Error(metric.problem);
  return metric;
}

/** Compares rows through evidence and policy, as every surface does. */
export function judge(scenario: Scenario, drawn: Drawn, policy: Policy, seed: number): Comparison {
  const evidence = new PairedEvidence(planOf(scenario, drawn), dictionariesOf(scenario, drawn));
  evidence.add(rowsOf(drawn));
  return compare(evidence, policy, { seed, series: scenario.series ?? noSeries, quantities: {} });
}

/**
 * The row of the one metric alone, by the same evidence and the same inference: what a method is worth does not depend on
 * flips and planning, which take longer than it does.
 */
export function measure(scenario: Scenario, drawn: Drawn, seed: number): MetricRow {
  const plan = planOf(scenario, drawn);
  const [chosen] = plan.metrics;
  if (chosen === undefined) throw new Error('A scenario needs a metric.');
  const { classes, unitTimes } = dictionariesOf(scenario, drawn);
  const rows = rowsOf(drawn);
  const evidence = evidenceFor(chosen, plan, classes);
  evidence.add({ columns: columnsOf(rows, chosen, plan), units: rows.units, rows: null, count: rows.count });
  const measured = evidence.measure({
    alpha: ALPHA,
    seed,
    unitRank: plan.unit === 'row' ? null : [...namesUpTo(unitsOf(drawn)).labels.keys()],
    mostResampled: RESAMPLED_UNITS,
    series: plan.unit === 'time' ? { timeOf: unitTimes, facts: scenario.series ?? noSeries } : null,
  });
  return improvementRow(measured, {
    chosen,
    role: 'primary',
    margin: scenario.margin,
    direction: directionOf(plan, chosen),
    slice: null,
    identical: false,
    require: 'not-worse',
    alpha: ALPHA,
    unit: unitNameOf(plan.unit, unitTimes),
  });
}

const unitsOf = ({ units }: Drawn): number =>
  units === undefined ? 0 : 1 + units.reduce((most, code) => Math.max(most, code), -1);

const planOf = (scenario: Scenario, { target }: Drawn): ComparisonPlan => ({
  task: scenario.task,
  metrics: [metricOf(scenario.metric, scenario.task)],
  scoreDirection: scenario.scoreDirection ?? 'lower',
  slices: scenario.slices ?? [],
  unit: scenario.unit ?? 'row',
  weighted: false,
  ids: [],
  origin: target?.[0] ?? 0,
});

function dictionariesOf({ unit, slices }: Scenario, drawn: Drawn): Dictionaries {
  const units = unitsOf(drawn);
  return {
    classes: new Codes(['0', '1']),
    units: namesUpTo(units),
    unitTimes: unit === 'time' ? Array.from({ length: units }, (_, day) => DAY * (19_000 + day)) : [],
    slices: (slices ?? []).map((_, index) => namesUpTo(1 + Math.max(...(drawn.slices?.[index] ?? [])))),
    fairness: [],
  };
}

const names = new Map<number, Codes>();

/** Names that sort by number; the same table serves every repetition. */
function namesUpTo(count: number): Codes {
  const known = names.get(count);
  if (known !== undefined) return known;
  const codes = new Codes(Array.from({ length: count }, (_, code) => `u${String(code).padStart(6, '0')}`));
  names.set(count, codes);
  return codes;
}

const rowsOf = ({ target, baseline, candidate, units, slices }: Drawn): PairedRows => ({
  count: baseline.length,
  target: target ?? new Float64Array(baseline.length),
  baseline,
  candidate,
  baselineProbabilities: null,
  candidateProbabilities: null,
  weight: null,
  units: units ?? null,
  slices: slices ?? [],
  fairness: [],
  idOf: () => [],
});
