// A person stops a training, or starts a second one beside it: nothing half done stays, and no candidate is made of both.
import { once } from 'node:events';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { bundlesFolder, runNode, startNode, waitFor } from './relevo.ts';
import { makeProject, type Project } from './shop-project.ts';

/** Says that it is under way, with half a model on the disk, and goes on for a minute. */
const slow = `import { writeFileSync } from 'node:fs';
writeFileSync(process.env.RELEVO_OUTPUT + '/half.json', '{}');
console.log('half way');
await new Promise(resolve => setTimeout(resolve, 60_000));
`;

async function training(project: Project) {
  const temporary = join(project.folder, '.git/temporary');
  mkdirSync(temporary, { recursive: true });
  const args = [join(await bundlesFolder(), 'cli/index.js'), 'evaluate'];
  const call = { cwd: project.folder, env: { TMPDIR: temporary } };
  const child = startNode(args, call);
  const ended = waitFor(child);
  while (!String((await once(child.stderr as NodeJS.ReadableStream, 'data'))[0]).includes('half way'));
  return { child, ended, again: () => runNode(args, call), temporary };
}

test('the former model comes back, and nothing is recorded', async () => {
  const project = await makeProject();
  await project.evaluate();
  const before = [project.events(), readdirSync(project.folder), readdirSync(join(project.folder, 'model'))];
  project.commit('train.js', slow);
  const { child, ended, temporary } = await training(project);
  child.kill('SIGINT');
  const { code, stdout, stderr } = await ended;
  expect([code, stdout]).toEqual([130, '']);
  expect(stderr).not.toContain('error');
  expect([project.events(), readdirSync(project.folder), readdirSync(join(project.folder, 'model'))]).toEqual(before);
  expect(readdirSync(temporary)).toEqual([]);
});

test('a second training in the same folder is refused, and the first goes on', async () => {
  const project = await makeProject();
  project.commit('train.js', slow);
  const { child, ended, again } = await training(project);
  const second = await again();
  expect([second.code, second.stdout]).toEqual([2, '']);
  expect(second.stderr).toContain(`Process ${child.pid} holds the folder`);
  expect(second.stderr).toContain('fix: Wait until it ends, or evaluate in another checkout');
  expect(readdirSync(join(project.folder, 'model'))).toEqual(['half.json']);
  child.kill('SIGTERM');
  expect((await ended).code).toBe(143);
  expect(readdirSync(project.folder)).not.toContain('.model.training');
});
