// What is kept, and under which name, through the bundle that ships: `keep`, `was` and `retired`.
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

test('a renamed model finds its history, and a vanished one is never taken for a first version', async () => {
  const project = await makeProject();
  await project.evaluate();
  await project.relevo('promote', 'daily-sales');
  const renamed = config.replace('daily-sales', 'shop-sales');
  project.commit('relevo.yml', renamed);
  for (const args of [['evaluate'], ['status'], ['adopt', 'model']]) {
    const refused = await project.relevo(...args);
    expect([args, refused.code, refused.stderr]).toEqual([args, 2, expect.stringContaining('was: daily-sales')]);
  }
  project.commit('relevo.yml', renamed.replace('    task:', '    was: daily-sales\n    task:'));
  expect((await project.relevo('status')).stdout).toMatch(/^shop-sales: v1 is in production since /);
  const { code, report } = await project.evaluate();
  expect([code, report.model, report.outcome, report.baseline.name]).toEqual([0, 'shop-sales', 'identical', 'v1']);
  expect((await project.evaluate()).report.model).toBe('shop-sales');
  expect((await project.relevo('show', 'v1')).stdout).toMatch(
    /^pass: shop-sales: first version, .* it is v1, in production$/m,
  );
  project.commit('train.js', trainBy(['shop', 'weekday']));
  expect((await project.evaluate()).report.outcome).toBe('better');
  expect((await project.relevo('promote', 'shop-sales')).stdout).toMatch(/^shop-sales v2 is in production now\./);
  expect((await project.relevo('rollback', 'shop-sales')).stdout).toMatch(/^shop-sales v1 is in production now\./);
  const runs = JSON.parse((await project.relevo('runs', '--json')).stdout) as { model: string }[];
  expect(new Set(runs.map(({ model }) => model))).toEqual(new Set(['shop-sales']));
  expect((await project.relevo('pull', 'shop-sales@v2', join(makeFolder(), 'two'))).code).toBe(0);

  const ended = project.copy();
  ended.commit('relevo.yml', `retired: daily-sales\n${config.replace('daily-sales', 'returns')}`);
  expect((await ended.evaluate()).report.baseline.name).toBe('the best constant');
});
