// A year of examples/daily-sales on the local GitHub: production predicts, a price change in July breaks it, an issue opens, new
// data come as a pull request, the merge promotes, and the issue closes. Trainings, predictions, requests and the ledger are real.
// Looks are daily where something happens and rarer elsewhere: each counts every day that it has not seen, one by one.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { readText } from '../repository.ts';
import { bundlesFolder, makeFolder } from './relevo.ts';
import { MODEL, SalesOnGitHub } from './sales-on-github.ts';
import { later, PRICE_CHANGE } from './sales-year.ts';

// Half a minute where nothing else runs; machines are shared.
jest.setTimeout(240_000);

let year: SalesOnGitHub;

beforeAll(async () => {
  year = await SalesOnGitHub.begin({ folder: makeFolder(), bundles: await bundlesFolder() });
});

afterAll(() => year.close());

/** When the schedule comes. */
const schedules = {
  daily: () => true,
  weekly: (date: string) => new Date(date).getUTCDay() === 0,
  monthly: (date: string) => later(date, 1).endsWith('-01'),
} as const;

/** Lives the days after one until another, or until a look tells what is waited for; tells that day. */
async function live(
  after: string,
  until: string,
  schedule: keyof typeof schedules,
  awaited: 'degraded' | 'recovered' | null = null,
): Promise<string | null> {
  for (const date of year.dates.filter(day => day > after && day <= until)) {
    await year.log(date);
    if (!schedules[schedule](date)) continue;
    const { act } = await year.look();
    if (act?.outputs.state === awaited) return date;
  }
  return null;
}

const DAY_BEFORE = later(PRICE_CHANGE.from, -1);
/** Until then the owner waits, so that there are new days enough to judge by. */
const ASKED = '2026-08-13';

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const place = { owner: 'ana', repo: 'sales' };
/** The newest first; the last brought the project. */
const pulls = async () => (await year.owner.rest.pulls.list({ ...place, state: 'all' })).data;

/** Half a year of ordinary days. */
async function ordinaryDays(): Promise<void> {
  await live('2025-12-31', DAY_BEFORE, 'monthly');
  await year.look();
  expect(await year.issues()).toEqual([]);
  expect((await year.state()).alarm).toBeNull();
}

/** The day that the price change is told on. */
async function priceChange(): Promise<string> {
  const first = later(DAY_BEFORE, 14);
  const told = (await live(DAY_BEFORE, first, 'weekly', 'degraded')) ?? (await live(first, ASKED, 'daily', 'degraded'));
  if (told === null) throw new Error('The price change was never told.');
  const [usual, changed] = [year.wape('2026-01-01', DAY_BEFORE), year.wape(PRICE_CHANGE.from, told)];
  const harm = changed / usual - 1;
  const predicted = predictedDays(harm);
  const delay = (Date.parse(told) - Date.parse(DAY_BEFORE)) / 86_400_000;
  console.log(
    `From ${PRICE_CHANGE.from} on WAPE is ${percent(changed)} instead of ${percent(usual)}: ${percent(harm)} more. Nine in ten ` +
      `harms of that size are told within ${predicted} days, says docs/statistics.md; this one was told after ${delay}.`,
  );
  expect(harm).toBeGreaterThan(1);
  expect(delay).toBeLessThanOrEqual(predicted);
  return told;
}

/** By size of harm the days within which nine in ten are told, for a production such as this one, as docs/statistics.md has it. */
function predictedDays(harm: number): number {
  const lines = readText('docs/statistics.md').split('\n');
  const table = lines.slice(lines.findIndex(line => line.startsWith('### Days until harm is told, by its size')));
  const cellsOf = (start: string): string[] =>
    table
      .find(line => line.startsWith(start))
      ?.split('|')
      .slice(2, -1) ?? [];
  const sizes = cellsOf('| production').map(cell => Number(/\d+/.exec(cell)?.[0]) / 100);
  const days = cellsOf('| growing, weekly sales').map(cell => Number(/\((\d+)\)/.exec(cell)?.[1]));
  return days[sizes.findLastIndex(size => size <= harm)] as number;
}

/** One issue, and the pull request with the data of that morning; each names the other. */
async function oneIssue(): Promise<{ issue: number; pull: number }> {
  const [issue, ...others] = await year.issues();
  expect(others).toEqual([]);
  expect(issue).toMatchObject({
    state: 'open',
    user: { login: 'github-actions[bot]' },
    title: expect.stringMatching(/^daily-sales got worse: WAPE .* since about/),
    labels: [expect.objectContaining({ name: 'relevo' })],
  });
  const [pull] = await pulls();
  expect(pull).toMatchObject({ state: 'open', head: { ref: `relevo-retrain/${MODEL}` } });
  expect(pull?.body).toContain(`as #${issue?.number} tells`);
  expect(issue?.body).toContain(`#${pull?.number} trains on the latest data`);
  return { issue: issue?.number ?? 0, pull: pull?.number ?? 0 };
}

/** It is kept up to date in place while its owner waits; meanwhile nothing more is fetched for nobody. */
async function updates(told: string, number: number): Promise<void> {
  const [before] = await year.issues();
  const [fetched] = await pulls();
  await live(told, later(ASKED, -1), 'weekly');
  await live(later(ASKED, -1), ASKED, 'daily');
  const [after, ...others] = await year.issues();
  expect(others).toEqual([]);
  expect(after).toMatchObject({ number, state: 'open' });
  expect(after?.body).not.toBe(before?.body);
  for (const comment of await year.comments(number)) expect(comment).toContain('**More got worse.**');
  expect((await pulls()).map(({ head }) => head.sha)).toEqual([fetched?.head.sha, expect.anything()]);
}

/** A comment brings the pull request up to date; it is compared, merged and promoted as every change. */
async function retraining({ issue, pull }: { issue: number; pull: number }): Promise<void> {
  const [fetched] = await pulls();
  await year.say(issue, '/relevo retrain');
  const [again, ...others] = await pulls();
  expect([again?.number, others.map(({ title }) => title)]).toEqual([pull, ['Predict daily sales']]);
  expect(again?.head.sha).not.toBe(fetched?.head.sha);
  await year.runPull(pull);
  const [comment] = await year.comments(pull);
  console.log(comment?.split('\n')[1]);
  expect(comment).toMatch(/### ✅ daily-sales: WAPE .* → .*, merging makes it v2/);
  await year.merge(pull);
  expect((await year.state()).production).toMatchObject({ version: 2 });
}

/** The new version's own rows close the issue, while prices are still what they are. */
async function recovery(number: number): Promise<string> {
  const back = await live(ASKED, later(PRICE_CHANGE.until, -1), 'weekly', 'recovered');
  if (back === null) throw new Error('No recovery was told while prices were high.');
  const [issue] = await year.issues();
  expect(issue).toMatchObject({ number, state: 'closed', title: expect.stringContaining('recovered') });
  const said = (await year.comments(number)).at(-1) ?? '';
  console.log(said.replace(/^<!--.*-->\s*/, ''));
  expect(said).toMatch(/\*\*Recovered\.\*\*.*Promised at promotion: at most .*v2 is watched now.*closes the issue/);
  return back;
}

/** The rest of the year, in which prices are what they were. */
async function quietDays(after: string, number: number): Promise<void> {
  const said = await year.comments(number);
  await live(after, '2026-12-31', 'monthly');
  expect((await year.issues()).map(issue => [issue.number, issue.state])).toEqual([[number, 'closed']]);
  expect(await year.comments(number)).toEqual(said);
  expect(await pulls()).toHaveLength(2);
}

test('a year: no issue, a price change, one issue, a retraining, a promotion, a recovery', async () => {
  await ordinaryDays();
  const told = await priceChange();
  const numbers = await oneIssue();
  await updates(told, numbers.issue);
  await retraining(numbers);
  const back = await recovery(numbers.issue);
  await quietDays(back, numbers.issue);
  expect(year.hub.violations).toEqual([]);
});
