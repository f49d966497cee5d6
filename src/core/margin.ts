// What a margin means for a metric: 2 % of some metrics is nonsense, and of a share it is points.
import type { ChosenMetric } from './metrics/catalogue.ts';
import type { Margin } from './policy.ts';

/** Margins taken when none is given: a relative one where the metric has a true zero, else an amount. */
export const defaultMargins = {
  primary: {
    relative: { kind: 'relative', amount: 0.02, text: '2%' },
    absolute: { kind: 'absolute', amount: 0.01, text: '0.01' },
  },
  slice: {
    relative: { kind: 'relative', amount: 0.1, text: '10%' },
    absolute: { kind: 'absolute', amount: 0.05, text: '0.05' },
  },
} as const satisfies Record<string, Record<Margin['kind'], Margin>>;

/** The default margin of a metric, overall or on a slice. */
export const defaultMargin = ({ metric }: ChosenMetric, place: keyof typeof defaultMargins): Margin =>
  defaultMargins[place][metric.ratioScale ? 'relative' : 'absolute'];

/**
 * A margin as it applies to a metric, or why it does not. Bias is a share that may be zero: `1%` of bias means one point,
 * since a share of it means nothing.
 */
export function fitMargin(
  margin: Margin,
  { metric }: ChosenMetric,
): Margin | { readonly problem: string; readonly remedy: string } {
  if (margin.kind === 'absolute' || metric.ratioScale) return margin;
  if (metric.name === 'bias') return { kind: 'absolute', amount: margin.amount, text: margin.text };
  return {
    problem: `${metric.name} can be zero or negative, so ${margin.text} of it means nothing`,
    remedy: `Give the margin as an amount of ${metric.name}, such as 0.01.`,
  };
}
