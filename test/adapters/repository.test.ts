import { execFileSync } from 'node:child_process';
import { realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { findRepository, listFolder } from '../../src/adapters/repository.ts';
import { createRows } from '../../src/adapters/rows/rows.ts';
import { createWorkspace, selectFiles } from '../../src/adapters/workspace.ts';
import { makeFolder } from '../e2e/relevo.ts';

const { PATH = '', HOME = '' } = process.env;
const env = { PATH, HOME };
const files = {
  'a.js': '',
  'lib/b.js': '',
  'data/c.csv': 'x\n1\n',
  'node_modules/d.js': '',
  '.gitignore': 'data\nnode_modules\n',
};
const git = (cwd: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd, stdio: 'pipe' });
const makeRepository = (branch = 'main') => {
  const folder = realpathSync(makeFolder(files));
  git(folder, 'init', '--quiet', `--initial-branch=${branch}`);
  return folder;
};

describe('listFolder', () => {
  test('in a repository lists what git keeps or would keep', async () => {
    const folder = makeRepository();
    git(folder, 'add', 'a.js');
    const listing = await listFolder(folder, env);
    expect(listing).toEqual({
      isRepository: true,
      files: ['.gitignore', 'a.js', 'lib/b.js'],
      untracked: new Set(['.gitignore', 'lib/b.js']),
    });
  });

  test('elsewhere, and where there is no git, walks the folder', async () => {
    const expected = ['.gitignore', 'a.js', 'data/c.csv', 'lib/b.js'];
    expect((await listFolder(makeFolder(files), env)).files).toEqual(expected);
    expect(await listFolder(makeRepository(), { PATH: '' })).toMatchObject({ isRepository: false, files: expected });
  });

  test('tells what git itself complains about', async () => {
    const folder = makeRepository();
    writeFileSync(join(folder, '.git/config'), '[core\n');
    await expect(listFolder(folder, env)).rejects.toMatchObject({
      code: 'git-failed',
      why: expect.stringContaining('config'),
    });
  });
});

describe('findRepository', () => {
  test('a folder without one is its own root', async () => {
    const folder = makeFolder();
    expect(await findRepository(folder, env)).toEqual({ root: folder, dir: '.', branch: 'main' });
  });

  test('from a folder inside finds root, path and branch', async () => {
    const root = makeRepository('master');
    expect(await findRepository(root, env)).toEqual({ root, dir: '.', branch: 'master' });
    expect(await findRepository(join(root, 'lib'), env)).toEqual({ root, dir: 'lib', branch: 'master' });
  });

  test('a feature branch is not what everything is merged into; the remote knows what is', async () => {
    const origin = makeRepository('trunk');
    git(origin, 'add', '.');
    git(origin, 'commit', '--quiet', '-m', 'first');
    const clone = join(makeFolder(), 'clone');
    git(origin, 'clone', '--quiet', origin, clone);
    git(clone, 'checkout', '--quiet', '-b', 'feature');
    expect(await findRepository(clone, env)).toMatchObject({ branch: 'trunk' });
    git(origin, 'checkout', '--quiet', '-b', 'feature');
    expect(await findRepository(origin, env)).toMatchObject({ branch: 'main' });
  });
});

describe('patterns', () => {
  const paths = ['.env', 'a.js', 'lib/b.js', 'lib/deep/c.js', 'lib/d.py', 'notes.md'];

  test.each([
    [['*.js'], ['a.js']],
    [['**/*.js'], ['a.js', 'lib/b.js', 'lib/deep/c.js']],
    [
      ['lib/**', '!lib/deep/**'],
      ['lib/b.js', 'lib/d.py'],
    ],
    [
      ['!notes.md', '**'],
      ['.env', 'a.js', 'lib/b.js', 'lib/deep/c.js', 'lib/d.py'],
    ],
    [['lib/{b,d}.*'], ['lib/b.js', 'lib/d.py']],
    [['!a.js'], []],
    [['lib'], []],
    [[], []],
  ])('%j select %j', (patterns, expected) => {
    expect(selectFiles(paths, patterns)).toEqual(expected);
  });

  test('reach data that git ignores, but not everything that lies about', async () => {
    const workspace = createWorkspace(makeRepository(), env, createRows(process.stdin));
    expect(await workspace.match('.', ['data/*.csv'])).toEqual(['data/c.csv']);
    expect(await workspace.match('.', ['data/c.csv'])).toEqual(['data/c.csv']);
    expect(await workspace.match('.', ['**/*.js'])).toEqual(['a.js', 'lib/b.js']);
    expect(await workspace.match('lib', ['*.js'])).toEqual(['b.js']);
    expect(await workspace.columns('data/c.csv')).toEqual(['x']);
    expect(await workspace.columns('lib/b.js')).toBeUndefined();
  });
});
