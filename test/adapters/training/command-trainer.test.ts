import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createTrainer } from '../../../src/adapters/training/command-trainer.ts';
import type { Training, TrainingRequest } from '../../../src/ports/training.ts';
import { makeFolder } from '../../e2e/relevo.ts';

const environment = { PATH: process.env.PATH, GITHUB_TOKEN: 'ghs_secret', API_KEY: 'key', LANG: 'C.UTF-8' };

/** Trains in a folder with `train.mjs` and other files. */
function train(
  script: string,
  options: Partial<TrainingRequest> & { readonly files?: Readonly<Record<string, string>> } = {},
): { readonly cwd: string; readonly training: Promise<Training> } {
  const { files, ...request } = options;
  const cwd = makeFolder({ 'train.mjs': `import { writeFileSync } from 'node:fs';\n${script}`, ...files });
  const training = createTrainer(environment).train({
    model: 'daily-sales',
    argv: [process.execPath, 'train.mjs'],
    cwd,
    output: join(cwd, 'model'),
    seed: 7,
    environment: [],
    timeoutMs: 30_000,
    ...request,
  });
  return { cwd, training };
}

const save = "writeFileSync('model/weights.json', JSON.stringify(process.env));";

describe('a training that succeeds', () => {
  test('has filled its folder, knowing the model, the folder and the seed, and no token', async () => {
    const { cwd, training } = train(`${save} console.log('loss 0.5');`, { environment: ['API_KEY', 'OTHER_KEY'] });
    await expect(training).resolves.toMatchObject({
      ending: { kind: 'exited', code: 0 },
      failure: null,
      lastLines: ['loss 0.5'],
      unset: ['OTHER_KEY'],
    });
    expect(JSON.parse(readFileSync(join(cwd, 'model/weights.json'), 'utf8'))).toEqual({
      PATH: process.env.PATH,
      LANG: 'C.UTF-8',
      API_KEY: 'key',
      PYTHONUNBUFFERED: '1',
      RELEVO_MODEL: 'daily-sales',
      RELEVO_OUTPUT: join(cwd, 'model'),
      RELEVO_SEED: '7',
    });
  });

  test('began with an empty folder and leaves nothing of the former one', async () => {
    const { cwd, training } = train(save, { files: { 'model/old.bin': 'old' } });
    expect((await training).failure).toBeNull();
    expect(readdirSync(join(cwd, 'model'))).toEqual(['weights.json']);
    expect(readdirSync(cwd).sort()).toEqual(['model', 'train.mjs']);
  });
});

describe('a training that fails', () => {
  test.each([
    ['exit code 1', 'process.exit(1);', /^The training of daily-sales ended with exit code 1\.$/, /itself says/],
    ['137, as a shell tells it', 'process.exit(137);', /exit code 137 \(SIGKILL\)/, /memory runs out/],
    [
      'a kill',
      'process.kill(process.pid, "SIGKILL"); setTimeout(() => {}, 1e4);',
      /was killed by SIGKILL/,
      /memory runs out/,
    ],
    ['a crash', 'process.abort();', /was killed by SIGABRT/, /gave up by itself/],
    ['127', 'process.exit(127);', /exit code 127/, /was not found/],
  ])('says so: %s', async (_name, script, what, why) => {
    const { training } = train(script);
    const { failure } = await training;
    expect(failure).toMatchObject({ code: 'train-failed' });
    expect(failure?.message).toMatch(what);
    expect(failure?.why).toMatch(why);
  });

  test('keeps what it said last', async () => {
    const { training } = train('console.log("epoch 1"); console.error("no data"); process.exit(1);');
    expect((await training).lastLines).toEqual(expect.arrayContaining(['epoch 1', 'no data']));
  });

  test('says that its time was over', async () => {
    const { training } = train('setInterval(() => {}, 1000);', { timeoutMs: 500 });
    const { failure, ending } = await training;
    expect(ending).toEqual({ kind: 'timed-out', limitMs: 500 });
    expect(failure?.message).toBe('The training of daily-sales did not end within 500 ms.');
  });

  test.each([
    ['nothing', ''],
    ['only an empty folder', "import { mkdirSync } from 'node:fs'; mkdirSync('model/empty');"],
    ['no folder any more', "import { rmSync } from 'node:fs'; rmSync('model', { recursive: true });"],
    [
      'a file in place of the folder',
      `import { rmSync } from 'node:fs'; rmSync('model', { recursive: true }); writeFileSync('model', '');`,
    ],
  ])('says that it succeeded and left %s', async (_name, script) => {
    const { training } = train(script);
    expect((await training).failure).toMatchObject({ code: 'train-output-empty' });
  });

  test('gives the former folder back', async () => {
    const { cwd, training } = train(`${save} process.exit(1);`, { files: { 'model/old.bin': 'old' } });
    expect((await training).failure).not.toBeNull();
    expect(readdirSync(join(cwd, 'model'))).toEqual(['old.bin']);
    const unstarted = train('', { argv: ['no-such-program'], files: { 'model/old.bin': 'old' } });
    await expect(unstarted.training).rejects.toMatchObject({ code: 'command-not-started' });
    expect(readdirSync(join(unstarted.cwd, 'model'))).toEqual(['old.bin']);
  });

  test('gives back the folder from before an earlier training that was killed', async () => {
    const files = { 'model/half.bin': 'half', '.model.before-training/old.bin': 'old' };
    const { cwd, training } = train('process.exit(1);', { files });
    expect((await training).failure).not.toBeNull();
    expect(readdirSync(join(cwd, 'model'))).toEqual(['old.bin']);
    expect(existsSync(join(cwd, '.model.before-training'))).toBe(false);
  });
});

describe('a training that is refused', () => {
  test('asks for a token', async () => {
    const { training } = train(save, { environment: ['GITHUB_TOKEN'] });
    await expect(training).rejects.toMatchObject({ code: 'environment-refused' });
  });

  test.each([
    ['the folder it runs in', '.', {}],
    ['a folder above it', '..', {}],
    ['a repository', 'model', { 'model/.git/HEAD': 'ref: refs/heads/main' }],
  ])('would empty %s', async (_name, output, files) => {
    const cwd = makeFolder({ 'train.mjs': save, ...files });
    const { training } = train(save, { cwd, output: join(cwd, output) });
    await expect(training).rejects.toMatchObject({ code: 'train-output-taken' });
    expect(existsSync(join(cwd, 'train.mjs'))).toBe(true);
  });
});
