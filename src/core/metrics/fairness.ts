// How differently a binary model treats the groups of a column (Fairlearn's names and values).
import { divide, type Smooth, subtract } from '../statistics/delta.ts';
import type { FairnessMeans, FairnessMetric, Metric } from './metric.ts';

type RateOf = (means: FairnessMeans, group: number) => Smooth;

const at = (cells: readonly Smooth[], group: number): Smooth => {
  const found = cells[group];
  if (found === undefined) throw new Error(`There are no counts of group ${group}.`);
  return found;
};

const selectionRate: RateOf = ({ selected, total }, group) => divide(at(selected, group), at(total, group));
const truePositiveRate: RateOf = ({ hit, positive }, group) => divide(at(hit, group), at(positive, group));
const falsePositiveRate: RateOf = ({ selected, hit, total, positive }, group) =>
  divide(subtract(at(selected, group), at(hit, group)), subtract(at(total, group), at(positive, group)));

/** The largest rate minus the smallest, differentiated at the two groups that hold them. */
function gap(means: FairnessMeans, rateOf: RateOf): Smooth {
  const rates = [...means.total.keys()]
    .filter(group => at(means.total, group).value > 0)
    .map(group => rateOf(means, group));
  const undefinedRate = rates.find(rate => Number.isNaN(rate.value));
  if (undefinedRate !== undefined) return undefinedRate;
  // Where no row has any weight there is no group, and the rate of any is undefined.
  const [first = rateOf(means, 0), ...others] = rates;
  const highest = others.reduce((most, rate) => (rate.value > most.value ? rate : most), first);
  const lowest = others.reduce((least, rate) => (rate.value < least.value ? rate : least), first);
  return subtract(highest, lowest);
}

const fairness = (name: string, value: FairnessMetric['value']): FairnessMetric => ({
  name,
  evidence: 'fairness',
  tasks: ['binary'],
  direction: 'lower',
  ratioScale: false,
  shownAs: 'percent',
  argument: { kind: 'column' },
  value,
});

/** Written with their column: `demographic_parity_difference(sex)`. */
export const fairnessMetrics: readonly Metric[] = [
  fairness('demographic_parity_difference', means => gap(means, selectionRate)),
  fairness('equalized_odds_difference', means => {
    const [hits, alarms] = [gap(means, truePositiveRate), gap(means, falsePositiveRate)];
    return hits.value >= alarms.value || Number.isNaN(hits.value) ? hits : alarms;
  }),
];
