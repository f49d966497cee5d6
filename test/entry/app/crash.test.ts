// A job that dies amid its writes, against the local GitHub: the next job finishes what it left.
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type GitHub, startGitHub } from '../../github/server.ts';
import { HubShop } from './hub-shop.ts';

let hub: GitHub;

beforeEach(async () => {
  hub = await startGitHub();
});

afterEach(async () => {
  await hub.close();
  expect(hub.violations).toEqual([]);
});

test.each([2, 6, 9, 12])('a promotion that ends after %i writes is finished, once', async writes => {
  const shop = new HubShop(hub);
  await shop.merge('one');
  await shop.evaluate('one', null);
  hub.faults.crashAfterWrite(writes);
  const dying = AbortSignal.timeout(4000);
  await Promise.race([
    shop.handle('workflow_run').catch(() => undefined),
    new Promise(resolve => dying.addEventListener('abort', resolve)),
  ]);
  expect(hub.faults.isDown).toBe(true);
  hub.faults.heal();
  await shop.handle('workflow_run');
  expect(await shop.seen()).toEqual({ releases: ['daily-sales/v1 false 2'], deployments: ['daily-sales success'] });
  const { data } = await shop.owner.rest.issues.listComments({ ...shop.place, issue_number: 1 });
  expect(data).toHaveLength(1);
});
