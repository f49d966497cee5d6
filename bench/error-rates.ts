// How often Relevo is wrong, and how often it sees what is there: every method in seeded simulation, as Markdown tables.
//   node scripts/run.mjs bench/error-rates.ts [--quick] [--only words of a title] [--write docs/statistics.md]
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { replaceSection } from '../scripts/section.ts';
import { policyTable } from './error-rates/default-policy.ts';
import { families } from './error-rates/families.ts';
import { limitsTable } from './error-rates/limits.ts';
import { dependenceTable, rulesTable } from './error-rates/other-rules.ts';
import { slicesTable } from './error-rates/slices.ts';
import { familyTable } from './error-rates/table.ts';

const QUICK = 0.05;
const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' }, write: { type: 'string' } },
});
const effort = values.quick ? QUICK : 1;

interface Part {
  readonly title: string;
  make(): string;
}

const section = (title: string, about: string, table: (effort: number) => string): Part => ({
  title,
  make: () => `### ${title}\n\n${about}\n\n${table(effort)}`,
});

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
const wanted = parts.filter(({ title }) => title.toLowerCase().includes((values.only ?? '').toLowerCase()));
const made = wanted.map(({ title, make }) => {
  const started = performance.now();
  const text = make();
  console.log(`${text}\n`);
  console.error(`${title}: ${((performance.now() - started) / 1000).toFixed(0)} s`);
  return text;
});
if (values.write !== undefined) {
  if (wanted.length < parts.length) throw new Error('Only all tables together can be written.');
  writeFileSync(values.write, replaceSection(readFileSync(values.write, 'utf8'), 'error-rates', made.join('\n\n')));
}
