// A year of examples/daily-sales on the local GitHub: production predicts, a price change in July breaks it, an issue opens, new
// data come as a pull request, the merge promotes, and the issue closes. Trainings, predictions, requests and the ledger are real.
// Looks are daily where something happens and rarer elsewhere: each counts every day that it has not seen, one by one.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { readText } from '../repository.ts';
import { bundlesFolder, makeFolder } from './relevo.ts';
import { MODEL, SalesOnGitHub } from './sales-on-github.ts';
import { later, PRICE_CHANGE } from './sales-year.ts';

jest.setTimeout(240_000);

/** When the schedule comes. */
const schedules = {
  daily: () => true,
  weekly: (date: string) => new Date(date).getUTCDay() === 0,
  monthly: (date: string) => later(date, 1).endsWith('-01'),
} as const;

/** Until then the owner waits, so that there are data enough to judge by. */
const ASKED = '2026-08-13';

let year: SalesOnGitHub;
let place: { owner: string; repo: string };

beforeAll(async () => {
  year = await SalesOnGitHub.begin({ folder: makeFolder(), bundles: await bundlesFolder() });
  place = { owner: 'ana', repo: 'sales' };
});

afterAll(() => year.close());

/** Lives the days after one until another, or until a look tells what is waited for; tells that day. */
async function live(
  after: string,
  until: string,
  schedule: keyof typeof schedules,
  isOver: (state: string) => boolean = () => false,
): Promise<string | null> {
  for (const date of year.dates.filter(day => day > after && day <= until)) {
    await year.log(date);
    if (!schedules[schedule](date)) continue;
    const { act } = await year.look();
    if (isOver(act?.outputs.state ?? '')) return date;
  }
  return null;
}

/** In docs/statistics.md, by size of harm, the days within which nine in ten are told, for a production such as this one. */
function predictedDays(harm: number): number {
  const lines = readText('docs/statistics.md').split('\n');
  const head = lines.findIndex(line => line.startsWith('### Days until harm is told, by its size'));
  const cellsOf = (start: string): string[] =>
    lines
      .slice(head)
      .find(line => line.startsWith(start))
      ?.split('|')
      .slice(2, -1) ?? [];
  const sizes = cellsOf('| production').map(cell => Number(/\d+/.exec(cell)?.[0]) / 100);
  const days = cellsOf('| growing, weekly sales').map(cell => Number(/\((\d+)\)/.exec(cell)?.[1]));
  return days[sizes.findLastIndex(size => size <= harm)] as number;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const pulls = async () => (await year.owner.rest.pulls.list({ ...place, state: 'all' })).data;
const daysFrom = (date: string): number => (Date.parse(date) - Date.parse(PRICE_CHANGE.from)) / 86_400_000;

test('a year: no issue, a price change, one issue, a retraining, a promotion, a recovery', async () => {
  // Half a year of ordinary days.
  await live('2025-12-31', '2026-06-30', 'monthly');
  await live('2026-06-30', later(PRICE_CHANGE.from, -1), 'daily');
  expect(await year.issues()).toEqual([]);
  expect((await year.state()).alarm).toBeNull();

  // The price change, and when it is told.
  const told = await live(later(PRICE_CHANGE.from, -1), ASKED, 'daily', state => state === 'degraded');
  if (told === null) throw new Error('The price change was never told.');
  const [usual, changed] = [year.wape('2026-01-01', later(PRICE_CHANGE.from, -1)), year.wape(PRICE_CHANGE.from, told)];
  const harm = changed / usual - 1;
  const [predicted, delay] = [predictedDays(harm), daysFrom(told) + 1];
  console.log(
    `From ${PRICE_CHANGE.from} on WAPE is ${percent(changed)} instead of ${percent(usual)}, ${percent(harm)} more. ` +
      `Nine in ten such harms are told within ${predicted} days; this one was after ${delay}.`,
  );
  expect(harm).toBeGreaterThan(0.8);
  expect(delay).toBeLessThanOrEqual(predicted);

  // One issue, which names the pull request with the data of that morning; each names the other.
  const [issue, ...others] = await year.issues();
  expect(others).toEqual([]);
  expect(issue).toMatchObject({
    state: 'open',
    user: { login: 'github-actions[bot]' },
    title: expect.stringMatching(/^daily-sales got worse: WAPE .* since about/),
    labels: [expect.objectContaining({ name: 'relevo' })],
  });
  const number = issue?.number ?? 0;
  const [pull] = await pulls();
  expect(pull).toMatchObject({ state: 'open', head: { ref: `relevo-retrain/${MODEL}` } });
  expect(pull?.body).toContain(`as #${number} tells`);
  expect(issue?.body).toContain(`#${pull?.number} trains on the latest data`);
  const first = pull?.head.sha;

  // It is kept up to date in place while its owner waits for more of the new days; nothing more is fetched for nobody.
  await live(told, later(ASKED, -1), 'weekly');
  await live(later(ASKED, -1), ASKED, 'daily');
  const [later_, ...none] = await year.issues();
  expect(none).toEqual([]);
  expect(later_).toMatchObject({ number, state: 'open' });
  expect(later_?.body).not.toBe(issue?.body);
  expect((await pulls()).map(({ head }) => head.sha)).toEqual([first, expect.anything()]);

  // A comment brings the pull request up to date; it is compared, merged and promoted as every change.
  await year.say(number, '/relevo retrain');
  const [again, begun, ...more] = await pulls();
  expect([again?.number, begun?.title, more]).toEqual([pull?.number, 'Predict daily sales', []]);
  expect(again?.head.sha).not.toBe(first);
  await year.runPull(pull?.number ?? 0);
  const [comment] = await year.comments(pull?.number ?? 0);
  console.log(comment?.split('\n').slice(1, 4).join('\n'));
  expect(comment).toMatch(/### ✅ daily-sales: WAPE .* → .*, merging makes it v2/);
  await year.merge(pull?.number ?? 0);
  expect((await year.state()).production).toMatchObject({ version: 2 });

  // The new version's own rows close the issue, while prices are still what they are.
  const back = await live(ASKED, later(PRICE_CHANGE.until, -1), 'weekly', state => state === 'recovered');
  if (back === null) throw new Error('No recovery was told while prices were high.');
  const [closed] = await year.issues();
  expect(closed).toMatchObject({ number, state: 'closed', title: expect.stringContaining('recovered') });
  const said = await year.comments(number);
  console.log(`Recovered on ${back}, ${percent(year.wape(later(ASKED, 1), back))} since v2 came.\n${said.at(-1)}`);
  expect(said.at(-1)).toContain('Recovered.');

  // The rest of the year is quiet.
  await live(back, '2026-12-31', 'monthly');
  expect((await year.issues()).map(one => [one.number, one.state])).toEqual([[number, 'closed']]);
  expect(await year.comments(number)).toEqual(said);
  expect(await pulls()).toHaveLength(2);
  expect(year.hub.violations).toEqual([]);
});
