// What `keep` keeps, through the bundle that ships: the latest versions, and candidates for a while.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { makeFolder } from './relevo.ts';
import { config, makeProject, trainBy } from './shop-project.ts';

jest.setTimeout(240_000);

/** Means that are all a little too large: another model, hardly worse. */
const shifted = (by: number): string => trainBy(['shop']).replace('sum / count', `sum / count + ${by}`);

test('old versions and candidates go, said in the ledger; what a rollback returns to stays', async () => {
  const project = await makeProject({ 'relevo.yml': `${config}    keep: { versions: 2, candidates: 1s }\n` });
  const stored = (): string[] =>
    readdirSync(join(project.folder, '.relevo/blobs')).filter(name => /^[0-9a-f]{64}$/.test(name));
  const evaluate = async (by: number) => {
    project.commit('train.js', shifted(by));
    return project.evaluate();
  };
  const promote = async () => project.relevo('promote', 'daily-sales', '--because', 'of this test');

  await evaluate(0.01);
  await promote();
  const rejected = (await evaluate(0.02)).report.digests.candidate?.slice(7) ?? '';
  expect(stored()).toContain(rejected);
  await new Promise(resolve => setTimeout(resolve, 1100));
  const { stderr } = await evaluate(0.03);
  expect(stderr).toMatch(/^› daily-sales: let go of 1 candidate, as keep says$/m);
  expect(project.events().slice(-2)).toEqual(['evaluated', 'pruned']);
  expect(stored()).not.toContain(rejected);
  await promote();
  await evaluate(0.04);
  expect((await promote()).stderr).toMatch(/^› daily-sales: let go of v1, as keep says$/m);

  expect((await project.relevo('status')).stdout).toMatch(/^ *v3 \* .*\n *v2 .*\n *v1 \(let go\)/m);
  const back = await project.relevo('rollback', 'daily-sales', 'v1');
  expect([back.code, back.stdout]).toEqual([1, expect.stringMatching(/The artifact of v1 was let go on \d{4}-/)]);
  const pulled = await project.relevo('pull', 'v1', join(makeFolder(), 'one'));
  expect([pulled.code, pulled.stderr]).toEqual([2, expect.stringContaining('Evaluate its commit again')]);
  expect((await project.relevo('rollback', 'daily-sales')).stdout).toContain('daily-sales v2 is in production now.');

  const again = await evaluate(0.01);
  expect([again.report.training.how, again.report.digests.candidate?.slice(7)]).toEqual(['trained', expect.anything()]);
  expect((await project.relevo('rollback', 'daily-sales', 'v1')).stdout).toContain('v1 is in production now.');
});
