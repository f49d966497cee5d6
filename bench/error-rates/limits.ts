// Limits on the candidate alone: how often one passes that lies exactly on its limit, and one that lies inside.
import type { Limit } from '../../src/core/policy.ts';
import { Chance } from './chance.ts';
import { accuracies, f1 } from './classes.ts';
import { mae, wape } from './numbers.ts';
import { auc } from './probabilities.ts';
import { absolute, judge, metricOf, plainPolicy, type Scenario } from './scenario.ts';
import { errorRate, markdownTable, percent, repetitions } from './table.ts';

const scenarios: readonly Scenario[] = [
  mae,
  wape,
  f1,
  ...accuracies.filter(({ margin }) => margin.kind === 'absolute'),
  auc,
];
const SIZES = [50, 200, 1000, 5000];
const RUNS = 600;

/** A table of limits. */
export function limitsTable(effort: number): string {
  const rows = scenarios.flatMap(scenario =>
    SIZES.map(n => {
      const runs = repetitions(RUNS, n, effort);
      const at = passes(scenario, n, runs, 0);
      const inside = passes(scenario, n, runs, Math.abs(scenario.truth.worse));
      return [scenario.name, n.toLocaleString('en'), errorRate(at, runs), percent(inside), runs.toLocaleString('en')];
    }),
  );
  const head = ['limit on', 'n', 'exactly on the limit, passes', 'inside by the margin above, passes', 'repetitions'];
  return markdownTable(head, rows);
}

/** How often a candidate passes whose true value is inside its limit by `room`. */
function passes(scenario: Scenario, n: number, runs: number, room: number): number {
  const chance = new Chance(`limit ${scenario.name} ${n} ${room}`);
  const limit = limitOf(scenario, room);
  const policy = plainPolicy(absolute(1e6), { limits: [limit] });
  let count = 0;
  for (let run = 0; run < runs; run++) {
    const { checks } = judge(scenario, scenario.draw(chance, n, 'equal'), policy, run);
    if (checks.find(({ name }) => name === limit.text)?.result === 'pass') count++;
  }
  return count / runs;
}

function limitOf({ metric, task, value }: Scenario, room: number): Limit {
  if (value === undefined) throw new Error(`The true value of ${metric} is not known.`);
  const higher = metricOf(metric, task).metric.direction === 'higher';
  const [operator, bound] = higher ? (['>=', value - room] as const) : (['<=', value + room] as const);
  return { text: `${metric} ${operator} ${bound}`, quantity: metric, operator, bound };
}
