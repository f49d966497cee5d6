// A folder is trained into by one process at a time; what a killed one left keeps nobody out.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { thisMaker } from '../../../src/adapters/process/maker.ts';
import { holdFolder, holdOf } from '../../../src/adapters/training/folder-hold.ts';
import { makeFolder } from '../../e2e/relevo.ts';

const makerOf = (pid: number | undefined): string => `${thisMaker.split('-')[0]}-${pid}`;

test('a folder is held by one at a time, and leaves nothing behind', async () => {
  const cwd = makeFolder({});
  const output = join(cwd, 'models/a');
  const release = await holdFolder(output);
  await expect(holdFolder(output)).rejects.toMatchObject({
    code: 'train-output-busy',
    why: expect.stringContaining(`Process ${process.pid} holds the folder`),
  });
  await release();
  await (await holdFolder(output))();
  expect(readdirSync(join(cwd, 'models'))).toEqual([]);
});

test('of many that ask at once, one gets it', async () => {
  const output = join(makeFolder({}), 'model');
  writeFileSync(holdOf(output), makerOf(spawnSync('true').pid));
  const asked = await Promise.allSettled(Array.from({ length: 8 }, () => holdFolder(output)));
  expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(existsSync(holdOf(output))).toBe(true);
});

test('one that a crash left without a name counts for seconds', async () => {
  const output = join(makeFolder({}), 'model');
  writeFileSync(holdOf(output), '');
  await expect(holdFolder(output)).rejects.toMatchObject({ code: 'train-output-busy' });
  const before = Date.now() / 1000 - 11;
  utimesSync(holdOf(output), before, before);
  await (await holdFolder(output))();
});

test('one whose holder cannot be asked counts for a day', async () => {
  const output = join(makeFolder({}), 'model');
  writeFileSync(holdOf(output), 'elsewhere-1');
  await expect(holdFolder(output)).rejects.toMatchObject({ why: expect.stringContaining('on another machine') });
  const dayBefore = Date.now() / 1000 - 25 * 3600;
  utimesSync(holdOf(output), dayBefore, dayBefore);
  await (await holdFolder(output))();
});
