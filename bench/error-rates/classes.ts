// Two models of a class: shares of right answers whose truth follows from the shares of each kind of row.
import { normalCdf } from '../../src/core/statistics/distributions.ts';
import { type Chance, solve } from './chance.ts';
import { absolute, type Drawn, relative, type Scenario, type World } from './scenario.ts';

/** How often each class is there and recognised by the baseline; `apart`: shares on which only one model is right. */
interface Population {
  readonly positives: number;
  readonly recall: number;
  readonly specificity: number;
  readonly apart: number;
}

type Value = (positives: number, recall: number, specificity: number) => number;

/** The metrics as functions of the population, written apart from the code that is measured. */
const values = {
  accuracy: (p, r, s) => p * r + (1 - p) * s,
  balanced_accuracy: (_, r, s) => (r + s) / 2,
  recall: (_, r) => r,
  precision: (p, r, s) => (p * r) / (p * r + (1 - p) * (1 - s)),
  f1: (p, r, s) => (2 * p * r) / (p * r + (1 - p) * (1 - s) + p),
  mcc: (p, r, s) => {
    const chosen = p * r + (1 - p) * (1 - s);
    return (p * r - p * chosen) / Math.sqrt(p * (1 - p) * chosen * (1 - chosen));
  },
} satisfies Record<string, Value>;

/** Where the rows' luck comes from: one uniform number a row, related within groups where rows come in groups. */
export type Luck = (chance: Chance, n: number) => { readonly luck: Float64Array; readonly units?: Int32Array };

const independent: Luck = (chance, n) => ({ luck: chance.many(n, () => chance.uniform()) });

/** Groups of one to nine rows whose luck has the given correlation. */
export const luckByGroup =
  (correlation: number): Luck =>
  (chance, n) => {
    const luck: number[] = [];
    const units: number[] = [];
    for (let group = 0; group < n; group++) {
      const common = Math.sqrt(correlation) * chance.normal();
      for (let row = chance.whole(1, 9); row > 0; row--) {
        luck.push(normalCdf(common + Math.sqrt(1 - correlation) * chance.normal()));
        units.push(group);
      }
    }
    return { luck: Float64Array.from(luck), units: Int32Array.from(units) };
  };

interface Wanted {
  readonly name: string;
  readonly metric: keyof typeof values;
  readonly population: Population;
  /** A share of the value, or an amount of it; the better candidate is better by as much. */
  readonly margin: Scenario['margin'];
  readonly luck?: Luck;
}

/** A scenario in which recall and specificity move together by what the margin asks. */
export function classScenario({ name, metric, population, margin, luck = independent }: Wanted): Scenario {
  const { positives, recall, specificity } = population;
  const value: Value = values[metric];
  const now = value(positives, recall, specificity);
  const amount = margin.kind === 'relative' ? margin.amount * now : margin.amount;
  const reach = Math.min(recall, specificity, 1 - recall, 1 - specificity) - 1e-9;
  const shiftTo = (wanted: number): number =>
    solve(shift => value(positives, recall + shift, specificity + shift), wanted, [-reach, reach]);
  const shifts: Record<World, number> = { worse: shiftTo(now - amount), equal: 0, better: shiftTo(now + amount) };
  return {
    name,
    task: 'binary',
    metric,
    margin,
    value: now,
    truth: { worse: -amount, equal: 0, better: amount },
    ...(luck === independent ? {} : { unit: 'group' }),
    draw: (chance, n, world) => answers(chance, luck(chance, n), population, shifts[world]),
  };
}

/** Which side of ½ a probability lies on is what counts; no two models say exactly the same number. */
const sure = (chance: Chance, positive: boolean): number => (positive ? 0.6 : 0.1) + 0.3 * chance.uniform();

function answers(
  chance: Chance,
  { luck, units }: ReturnType<Luck>,
  { positives, recall, specificity, apart }: Population,
  shift: number,
): Drawn {
  const n = luck.length;
  const drawn = { target: new Float64Array(n), baseline: new Float64Array(n), candidate: new Float64Array(n) };
  const onlyCandidate = apart + Math.max(0, shift);
  const onlyBaseline = apart + Math.max(0, -shift);
  for (let row = 0; row < n; row++) {
    const target = chance.uniform() < positives ? 1 : 0;
    const share = target === 1 ? recall : specificity;
    const at = luck[row] as number;
    const baseline = at < share;
    const candidate = at < share - onlyBaseline || (at >= share && at < share + onlyCandidate);
    drawn.target[row] = target;
    drawn.baseline[row] = sure(chance, baseline === (target === 1));
    drawn.candidate[row] = sure(chance, candidate === (target === 1));
  }
  return units === undefined ? drawn : { ...drawn, units };
}

const usual: Population = { positives: 0.3, recall: 0.75, specificity: 0.85, apart: 0.05 };

export const accuracy = classScenario({
  name: 'accuracy 0.85, 10 % of rows differ',
  metric: 'accuracy',
  population: { positives: 0.5, recall: 0.85, specificity: 0.85, apart: 0.05 },
  margin: absolute(0.02),
});

export const accuracies: readonly Scenario[] = [
  accuracy,
  classScenario({
    name: 'accuracy 0.85, margin 2 % of it',
    metric: 'accuracy',
    population: { positives: 0.5, recall: 0.85, specificity: 0.85, apart: 0.05 },
    margin: relative(0.02),
  }),
  classScenario({
    name: 'accuracy 0.99, 1 % of rows differ',
    metric: 'accuracy',
    population: { positives: 0.5, recall: 0.99, specificity: 0.99, apart: 0.005 },
    margin: absolute(0.005),
  }),
];

export const f1 = classScenario({ name: 'F1', metric: 'f1', population: usual, margin: relative(0.05) });

export const smoothClasses: readonly Scenario[] = [
  f1,
  classScenario({ name: 'MCC', metric: 'mcc', population: usual, margin: absolute(0.04) }),
  classScenario({
    name: 'balanced accuracy',
    metric: 'balanced_accuracy',
    population: usual,
    margin: absolute(0.02),
  }),
  classScenario({ name: 'precision', metric: 'precision', population: usual, margin: relative(0.05) }),
  classScenario({
    name: 'recall, 3 % of rows positive',
    metric: 'recall',
    population: { positives: 0.03, recall: 0.75, specificity: 0.95, apart: 0.04 },
    margin: absolute(0.03),
  }),
  classScenario({
    name: 'F1, 3 % of rows positive',
    metric: 'f1',
    population: { positives: 0.03, recall: 0.75, specificity: 0.97, apart: 0.01 },
    margin: relative(0.05),
  }),
];
