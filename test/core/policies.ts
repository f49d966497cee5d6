// Policies for tests, and comparisons under them.
import { type Comparison, type ComparisonFacts, compare } from '../../src/core/comparison.ts';
import type { Margin, Policy } from '../../src/core/policy.ts';
import { evidenceOf, planOf, type Sample, type Wish } from './paired-rows.ts';

export const relative = (percent: number): Margin => ({
  kind: 'relative',
  amount: percent / 100,
  text: `${percent}%`,
});
export const absolute = (amount: number): Margin => ({ kind: 'absolute', amount, text: String(amount) });

/** The default policy, but for what is said. */
export const policyOf = ({
  slices,
  ...rest
}: Partial<Omit<Policy, 'slices'>> & { slices?: Partial<Policy['slices']> } = {}): Policy => ({
  require: 'not-worse',
  margin: relative(2),
  guards: [],
  limits: [],
  alpha: 0.05,
  ...rest,
  slices: { required: [], margin: relative(10), ...slices },
});

export const plainFacts: ComparisonFacts = { seed: 1, series: { seasonMs: null, horizon: null }, quantities: {} };

/** Compares a sample whole. */
export const compareSample = (sample: Sample, wish: Wish, policy = policyOf(), facts = plainFacts): Comparison =>
  compare(evidenceOf(sample, wish), policy, facts);

/** A guard as the sample's task reads it. */
export const guardOf = (sample: Sample, wish: Wish, text: string, margin: Margin): Policy['guards'][number] => {
  const [metric] = planOf(sample, { ...wish, metrics: [text] }).metrics;
  if (metric === undefined) throw new Error(`no metric ${text}`);
  return { metric, margin };
};

/** `result` of each check by its name. */
export const resultsOf = ({ checks }: Comparison): Record<string, string> =>
  Object.fromEntries(checks.map(({ name, result }) => [name, result]));
