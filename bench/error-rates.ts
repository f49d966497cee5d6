// How often Relevo is wrong, and how often it sees what is there: every method in seeded simulation, as Markdown tables.
//   node scripts/run.mjs bench/error-rates.ts [--quick] [--only words of a title] [--write docs/statistics.md]
// About ten minutes on a core of its own; --quick takes a twentieth of the repetitions.
import { parseArgs } from 'node:util';
import { policyTable } from './error-rates/default-policy.ts';
import { families } from './error-rates/families.ts';
import { limitsTable } from './error-rates/limits.ts';
import { dependenceTable, rulesTable } from './error-rates/other-rules.ts';
import { slicesTable } from './error-rates/slices.ts';
import { familyTable } from './error-rates/table.ts';
import { type Part, part, printTables } from './simulated-tables.ts';

const QUICK = 0.05;
const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' }, write: { type: 'string' } },
});
const effort = values.quick ? QUICK : 1;

const section = (title: string, about: string, table: (effort: number) => string): Part =>
  part(title, about, table, effort);

const parts: readonly Part[] = [
  section(
    'The default policy on a year of four shops',
    'WAPE of 365 days of four shops; errors correlate by 0.5 from day to day and by 0.3 between shops on one day, and grow with the sales, which follow the week. `time` is the day, `season` a week.',
    policyTable,
  ),
  section(
    'Beside other rules',
    'The same simulated holdouts, judged by each rule. The models differ on 10 % of the rows (accuracy), or their errors correlate by 0.8 (MAE).',
    rulesTable,
  ),
  section(
    'Rows that hang together, beside other tests',
    'Each test asks at 5 % whether the candidate is better; it is not.',
    dependenceTable,
  ),
  ...families.map(family => ({ title: family.title, make: () => familyTable(family, effort) })),
  section(
    'Slices, adjusted by Holm',
    'MAE; the two models’ errors correlate by 0.8. A slice fails the verdict only when its adjusted p-value is at most 5 %. Cubed normal errors have tails as heavy as a lognormal’s.',
    slicesTable,
  ),
  section(
    'Limits on the candidate alone',
    'The scenarios are those of the tables above; the limit is the candidate’s true value, or lies beyond it by the margin of that table.',
    limitsTable,
  ),
];
printTables(parts, 'error-rates', values);
