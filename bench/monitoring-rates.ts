// How often monitoring alarms without harm, and how soon it tells harm: the signals of production in seeded simulation, as
// Markdown tables, beside what else production is watched by.
//   node scripts/run.mjs bench/monitoring-rates.ts [--quick] [--only words of a title] [--write docs/statistics.md]
// About seven minutes on a core of its own; --quick takes a twentieth of the repetitions.
import { parseArgs } from 'node:util';
import { limitTable } from './monitoring-rates/at-the-limit.ts';
import { businessTable, delayComparison, delayTable } from './monitoring-rates/delays.ts';
import { falseAlarmTable } from './monitoring-rates/false-alarms.ts';
import { recoveryTable } from './monitoring-rates/recoveries.ts';
import { businesses, dependent, harmed, onTheLimit, plain, recovering, unchanged } from './monitoring-rates/worlds.ts';
import { type Part, part, printTables } from './simulated-tables.ts';

const QUICK = 0.05;
const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' }, write: { type: 'string' } },
});

const section = (title: string, runs: number, about: string, table: (runs: number) => string): Part => {
  const own = Math.max(5, Math.round(runs * (values.quick ? QUICK : 1)));
  return part(title, `${about} ${own} repetitions.`, table, own);
};

const parts: readonly Part[] = [
  section(
    'Nothing got worse: false alarms in five years',
    40,
    'Alarms in five years, on average, and in brackets the share of histories that have one in the first year. The promise is 1, and 20 %. An alarm of any signal opens the model’s issue, and counts once until that is closed; those of the other rules close after four weeks.',
    runs => falseAlarmTable(unchanged, runs),
  ),
  section(
    'The worst that is promised for',
    100,
    'The limit of every signal is its true mean, without bound and tolerance: as bad as it may be, for years. Alarms as above. *Without τ*: as if days did not depend on each other.',
    runs => limitTable(onTheLimit, runs),
  ),
  section(
    'Days until harm is told, by its size',
    40,
    'All rows’ losses grow by this much from one day on. The median, and in brackets the days by which nine in ten are told; after three years it is given up.',
    runs => delayTable(harmed, runs),
  ),
  section(
    'Days until harm is told, beside other rules: 4 rows a day',
    40,
    '20 % wrong, i.i.d., as in the first row of false alarms. A rule that alarms anyway is soon: read both tables together.',
    runs => delayComparison(plain, runs),
  ),
  section(
    'Days until harm is told, beside other rules: days that correlate',
    20,
    '40 rows a day, and days correlate by 0.6, as in that row of false alarms.',
    runs => delayComparison(dependent, runs),
  ),
  section(
    'Days until an alarm ends',
    40,
    'The harm goes on for a month after the alarm. Then everything is as good as before, or nothing changes for a year.',
    runs => recoveryTable(recovering, runs),
  ),
  section(
    'A business metric',
    40,
    'A metric that must not fall and differs by a tenth from day to day; it is one of two signals. False alarms as above, then the days until a loss is told.',
    runs => businessTable(businesses, runs),
  ),
];
printTables(parts, 'monitoring-rates', values);
