// The files of a checkout as git and the disk have them: what is dirty, and which lock file is the nearest.
import { execFileSync } from 'node:child_process';
import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createCheckout } from '../../src/adapters/checkout.ts';
import { createRows } from '../../src/adapters/rows/rows.ts';
import { makeFolder } from '../e2e/relevo.ts';

const { PATH = '', HOME = '' } = process.env;
const env = { PATH, HOME };
const rows = createRows(process.stdin);

const git = (cwd: string, ...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd, encoding: 'utf8' });

const write = (folder: string, path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};

/** A committed repository. */
function makeRepository(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(makeFolder(files));
  git(folder, 'init', '--quiet');
  git(folder, 'add', '-A');
  git(folder, 'commit', '--quiet', '-m', 'first');
  return folder;
}

const idOf = (folder: string, path: string): string => `git:${git(folder, 'rev-parse', `HEAD:${path}`).trim()}`;

test('the head is told, where there is one and where there is none', async () => {
  const head = (folder: string) => createCheckout(folder, env, rows).head();
  const folder = makeRepository({ 'a.js': '' });
  git(folder, 'switch', '--quiet', '--create', 'feature/a-b');
  const [commit, tree] = git(folder, 'rev-parse', 'HEAD', 'HEAD^{tree}').trim().split('\n');
  expect(await head(folder)).toEqual({ commit, tree, branch: 'feature/a-b', dirty: false });
  git(folder, 'switch', '--quiet', '--detach');
  expect(await head(folder)).toEqual({ commit, tree, branch: null, dirty: false });
  const nothing = { commit: null, tree: null, dirty: true };
  expect(await head(makeFolder())).toEqual({ ...nothing, branch: null });
  const empty = makeFolder();
  git(empty, 'init', '--quiet', '--initial-branch=main');
  expect(await head(empty)).toEqual({ ...nothing, branch: 'main' });
});

describe('what makes a checkout dirty', () => {
  const made = ['model', 'models/a/.out.before-training', '.relevo'];
  const isDirty = async (folder: string): Promise<boolean> =>
    (await createCheckout(folder, env, rows, made).head()).dirty;

  test.each([
    ['a folder that training fills', 'model/weights.bin', false],
    ['what waits while training runs', 'models/a/.out.before-training/weights.bin', false],
    ['the registry', '.relevo/models/a/ledger.jsonl', false],
    ['a file beside them', 'models/a/weights.bin', true],
    ['a file with nearly the same name', 'model.js', true],
  ])('%s', async (_, path, expected) => {
    const folder = makeRepository({ 'a.js': '' });
    expect(await isDirty(folder)).toBe(false);
    write(folder, path, 'x');
    expect(await isDirty(folder)).toBe(expected);
  });

  test('the folder of relevo.yml below the top of the repository has a registry of its own', async () => {
    const folder = makeRepository({ 'sales/relevo.yml': '' });
    write(folder, 'sales/.relevo/blobs/x', '');
    write(folder, 'notes.txt', 'of another project');
    expect(await isDirty(join(folder, 'sales'))).toBe(false);
    write(folder, 'sales/train.js', '');
    expect(await isDirty(join(folder, 'sales'))).toBe(true);
  });

  test('a folder that training fills may be committed, and change', async () => {
    const folder = makeRepository({ 'model/weights.bin': 'old' });
    write(folder, 'model/weights.bin', 'new');
    expect(await isDirty(folder)).toBe(false);
  });
});

describe('the nearest file of each name', () => {
  const names = ['package-lock.json', 'requirements.txt', 'uv.lock'];
  const files = {
    'package-lock.json': '{"top":true}',
    'requirements.txt': 'numpy',
    'models/package-lock.json': '{"middle":true}',
    'models/sales/requirements.txt': 'scipy',
    'models/other/uv.lock': 'of another model',
  };

  test('is found in the folder and above it, with what git knows of it', async () => {
    const folder = makeRepository(files);
    expect(await createCheckout(folder, env, rows).nearest('models/sales', names)).toEqual([
      { path: 'requirements.txt', content: idOf(folder, 'models/sales/requirements.txt') },
      { path: '../package-lock.json', content: idOf(folder, 'models/package-lock.json') },
    ]);
  });

  test('is found above relevo.yml, up to the top of the repository and no further', async () => {
    const folder = makeRepository({ 'inner/package-lock.json': '{}', 'inner/models/sales/relevo.yml': '' });
    const inner = join(folder, 'inner');
    git(inner, 'init', '--quiet');
    write(folder, 'uv.lock', 'of the machine');
    const checkout = createCheckout(join(inner, 'models/sales'), env, rows);
    const found = await checkout.nearest('.', names);
    expect(found).toEqual([{ path: '../../package-lock.json', content: expect.stringMatching(/^sha256:/) }]);
  });

  test('has its content when it was changed, and is none of the folders above where there is no git', async () => {
    const folder = makeRepository(files);
    write(folder, 'package-lock.json', '{"changed":true}');
    const checkout = createCheckout(folder, env, rows);
    const [lock] = await checkout.nearest('.', names);
    expect(lock).toEqual({ path: 'package-lock.json', content: expect.stringMatching(/^sha256:/) });
    const bare = makeFolder({ 'uv.lock': '', 'sales/models/requirements.txt': '', 'sales/package-lock.json': '{}' });
    const found = await createCheckout(join(bare, 'sales'), env, rows).nearest('models', names);
    expect(found.map(({ path }) => path)).toEqual(['requirements.txt', '../package-lock.json']);
  });

  test('is looked for along the disk, whatever link leads to the folder', async () => {
    const folder = makeRepository(files);
    const link = join(realpathSync(makeFolder()), 'link');
    symlinkSync(join(folder, 'models/sales'), link);
    const found = await createCheckout(link, env, rows).nearest('.', names);
    expect(found.map(({ path }) => path)).toEqual(['requirements.txt', '../package-lock.json']);
  });
});

test('a file that only looks changed has the content of its commit', async () => {
  const folder = makeRepository({ 'a.js': 'same' });
  write(folder, 'a.js', 'other');
  write(folder, 'a.js', 'same');
  const [file] = await createCheckout(folder, env, rows).files('.', ['a.js'], []);
  expect(file).toEqual({ path: 'a.js', content: idOf(folder, 'a.js') });
});
