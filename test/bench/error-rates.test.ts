// A small part of the simulated error rates, the same every time: each method keeps its promise, up to what chance explains.
import { describe, expect, test } from '@jest/globals';
import { Chance, solve } from '../../bench/error-rates/chance.ts';
import { accuracy, classScenario, f1, luckByGroup } from '../../bench/error-rates/classes.ts';
import { grouped, weekly } from '../../bench/error-rates/differences.ts';
import { biases, mae, wape } from '../../bench/error-rates/numbers.ts';
import { neweyWest } from '../../bench/error-rates/other-rules.ts';
import { auc } from '../../bench/error-rates/probabilities.ts';
import { isTooHigh, isTooLow, type Rates, ratesOf } from '../../bench/error-rates/rates.ts';
import { relative, type Scenario } from '../../bench/error-rates/scenario.ts';
import { familyTable } from '../../bench/error-rates/table.ts';

const RUNS = 200;

/** The promises that a scenario broke. */
const brokenBy = ({ covered, worsePasses, equalIsBetter }: Rates): string[] => [
  ...(isTooLow(covered, 3 * RUNS) ? [`covers ${covered}`] : []),
  ...(isTooHigh(worsePasses, RUNS) ? [`${worsePasses} pass though worse`] : []),
  ...(isTooHigh(equalIsBetter, RUNS) ? [`${equalIsBetter} are called better though equal`] : []),
];

const kept: readonly (readonly [method: string, scenario: Scenario, n: number])[] = [
  ['paired t', mae, 50],
  ['delta method', wape, 100],
  ['delta method on class counts', f1, 100],
  ['Tango', accuracy, 100],
  ['DeLong', auc, 100],
  ['sums by group', grouped, 50],
  ['cosine estimator, season', weekly, 280],
  ['towards zero', biases[1] as Scenario, 50],
];

describe('error rates', () => {
  test.each(kept)('%s', (_method, scenario, n) => {
    expect(brokenBy(ratesOf(scenario, n, RUNS))).toEqual([]);
  });

  test('are measured by what would find a method that ignores groups', () => {
    const { unit: _, ...single } = grouped;
    const asRows: Scenario = {
      ...single,
      draw: (chance, n, world) => {
        const { baseline, candidate } = grouped.draw(chance, n, world);
        return { baseline, candidate };
      },
    };
    expect(brokenBy(ratesOf(asRows, 50, RUNS))).toHaveLength(3);
  });

  test('see a real difference, and more of it with more rows', () => {
    const [few, many] = [ratesOf(mae, 50, 50), ratesOf(mae, 1000, 50)];
    expect(many.betterPasses).toBeGreaterThan(few.betterPasses);
    expect(many.equalPasses).toBeGreaterThan(0.5);
  });
});

describe('a table of error rates', () => {
  const family = { title: 'A title', about: 'What it is.', sizes: [50], runs: 20, scenarios: () => [mae] };

  test('is the same every time', () => {
    expect(familyTable(family, 1)).toBe(familyTable(family, 1));
  });

  test('marks what chance does not explain', () => {
    const hopeless: Scenario = { ...mae, name: 'truth elsewhere', truth: { worse: 5, equal: 5, better: 5 } };
    expect(familyTable({ ...family, scenarios: () => [hopeless] }, 1)).toContain('**0.0 %** ▼');
  });
});

describe('what the simulations rest on', () => {
  test('a correlation within groups leaves the shares as they are', () => {
    const scenario = classScenario({
      name: 'shares',
      metric: 'accuracy',
      population: { positives: 0.5, recall: 0.8, specificity: 0.8, apart: 0.05 },
      margin: relative(0.02),
      luck: luckByGroup(0.3),
    });
    const { target = new Float64Array(), candidate } = scenario.draw(new Chance('shares'), 4000, 'worse');
    const right = candidate.filter((p, row) => p > 0.5 === (target[row] === 1)).length / candidate.length;
    expect(right).toBeCloseTo(0.8 * 0.98, 1);
  });

  test('Newey–West of independent values is about the normal test', () => {
    const chance = new Chance('independent');
    const values = chance.many(2000, () => chance.normal() + 0.1);
    expect(neweyWest(values)).toBeLessThan(0.01);
    expect(neweyWest(values.map(value => -value))).toBeGreaterThan(0.99);
  });

  test('an unreachable value is an error', () => {
    expect(() => solve(x => x, 2, [0, 1])).toThrow('2 is not reached.');
  });
});
