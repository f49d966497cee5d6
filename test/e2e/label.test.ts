// `train.when: label` over a merge: what the pull request asked for holds for the push that its merge makes, however it is merged.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { placeOf } from '../github/client.ts';
import { openShop, type ShopOnGitHub } from './shop-on-github.ts';
import { config } from './shop-project.ts';
import type { Ran } from './workflow.ts';

jest.setTimeout(180_000);

let shop: ShopOnGitHub;

beforeAll(async () => {
  shop = await openShop();
  const whenLabelled = config.replace('node train.js', 'node train.js\n      when: label');
  await shop.merge(await shop.propose('begin', { 'relevo.yml': whenLabelled }));
});

afterAll(async () => {
  expect(shop.hub.violations).toEqual([]);
  await shop.close();
});

/** A pull request whose candidate nobody has made yet: every tracked file is an input. */
const propose = (name: string): Promise<number> => shop.propose(name, { [`${name}.txt`]: `${name}\n` });

const label = (issue_number: number) =>
  shop.octokit.rest.issues.addLabels({ ...placeOf(shop.repository), issue_number, labels: ['relevo'] });

const hasTrained = ({ evaluate }: Ran): boolean => evaluate.log.includes('daily-sales: training\n');

/** How often it was asked which pull request brought a commit. */
const asked = (): number =>
  shop.hub.requests.all.filter(({ endpoint }) => endpoint?.endsWith('/pulls') ?? false).length;

test('without the label neither pull request nor merge is trained', async () => {
  const number = await propose('unlabelled');
  const pull = await shop.runPull(number);
  expect([pull.evaluate.code, hasTrained(pull)]).toEqual([0, false]);
  await shop.merge(number);
  const ran = await shop.runMain();
  expect([ran.evaluate.code, ran.act?.code, hasTrained(ran)]).toEqual([0, 0, false]);
  expect(ran.act?.summary).toContain('not trained');
});

test.each(['merge', 'squash', 'rebase'] as const)('with the label the push of a %s is trained', async method => {
  const number = await propose(method);
  await label(number);
  await shop.merge(number, method);
  shop.hub.requests.clear();
  const ran = await shop.runMain();
  expect([ran.evaluate.code, ran.act?.code, hasTrained(ran)]).toEqual([0, 0, true]);
  expect(ran.evaluate.outputs.verdict).toBe('pass');
  // Once by the job that trains; the job that tells asks again, and what is promoted for the first time once more.
  expect(asked()).toBeLessThanOrEqual(3);
});

test('what a labelled pull request waits with in a merge queue is trained, and known when it lands', async () => {
  const { hub, repository } = shop;
  const number = await propose('queued');
  await label(number);
  const entry = hub.enqueue(repository, number);
  const event = { name: 'merge_group', payload: {} };
  const ran = await shop.runMain({ event, ref: entry.ref, headBranch: entry.ref.replace('refs/heads/', '') });
  expect([ran.evaluate.code, hasTrained(ran)]).toEqual([0, true]);
  hub.dequeue(entry, true);
  const landed = await shop.runMain();
  expect([landed.evaluate.code, landed.act?.code]).toEqual([0, 0]);
  expect(landed.evaluate.log).toMatch(/training\n|candidate is known/);
});

test('of two that land in one push, the label of either holds', async () => {
  const { hub, repository } = shop;
  const numbers = [await propose('first-of-two'), await propose('second-of-two')];
  await label(numbers[0] ?? 0);
  const before = hub.world.happenings.length;
  for (const number of numbers) hub.dequeue(hub.enqueue(repository, number), true);
  const pushes = hub.world.happenings
    .slice(before)
    .filter(({ name, payload }) => name === 'push' && payload.ref === 'refs/heads/main');
  const payload = {
    ...pushes.at(-1)?.payload,
    commits: pushes.flatMap(one => one.payload.commits as unknown[]),
  };
  hub.requests.clear();
  const ran = await shop.runMain({ event: { name: 'push', payload } });
  expect([ran.evaluate.code, hasTrained(ran)]).toEqual([0, true]);
});

test('a model that is trained on every push asks for no pull request', async () => {
  await shop.merge(await shop.propose('always', { 'relevo.yml': config }));
  shop.hub.requests.clear();
  const { evaluate, run } = await shop.runMain();
  const own = shop.hub.requests.all.filter(({ token }) => token === 'actions');
  expect([evaluate.code, run.event, own.length > 0]).toEqual([0, 'push', true]);
  // By the job that tells alone.
  expect(asked()).toBe(1);
});
