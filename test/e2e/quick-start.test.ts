// README.md's quick start, typed as it stands by a newcomer in an empty folder; the local GitHub is what is pushed to.
import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { delimiter, dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { listFences, sectionOf } from '../docs/markdown.ts';
import { connect, placeOf } from '../github/client.ts';
import { type GitHub, startGitHub } from '../github/server.ts';
import type { Repository } from '../github/state/repository.ts';
import { readText, root } from '../repository.ts';
import { bundlesFolder, makeFolder } from './relevo.ts';
import { type Ran, runWorkflow } from './workflow.ts';

jest.setTimeout(180_000);

const readme = readText('README.md');
const python = process.env.RELEVO_PYTHON ?? '';

/** The shell blocks of a text, in order. */
const blocksOf = (text: string): readonly string[] =>
  listFences(text).flatMap(({ language, text: block }) => (language === 'sh' ? [block] : []));

/** Types blocks into one shell, as a terminal shows it. A command that fails ends it. */
const type = (folder: string, env: NodeJS.ProcessEnv, ...blocks: readonly string[]): string =>
  execFileSync('bash', ['--norc', '-c', ['set -e', 'shopt -s expand_aliases', 'exec 2>&1', ...blocks].join('\n')], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });

/** What README.md's addresses are on this machine: a clone of Relevo as it is now, and a repository to push to. */
function addresses(relevo: string, pushed: string): Readonly<Record<string, string>> {
  const settings = [
    [`url.${relevo}.insteadOf`, 'https://github.com/relevo/relevo'],
    [`url.${pushed}.insteadOf`, 'https://github.com/you/my-model.git'],
    ['protocol.file.allow', 'always'],
    ['user.name', 'Ana'],
    ['user.email', 'ana@example.org'],
    ['commit.gpgsign', 'false'],
  ];
  const pairs = settings.flatMap(([key = '', value = ''], index) => [
    [`GIT_CONFIG_KEY_${index}`, key],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ]);
  return { ...Object.fromEntries(pairs), GIT_CONFIG_COUNT: String(settings.length) };
}

const git = (folder: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** A repository with what a clone of Relevo holds: what ships, and the examples. */
async function makeClone(env: NodeJS.ProcessEnv): Promise<string> {
  const folder = makeFolder();
  cpSync(await bundlesFolder(), join(folder, 'dist'), { recursive: true });
  const inGit = (path: string) =>
    !/(?:^|\/)(?:node_modules|\.relevo|\.venv|model|__pycache__)(?:\/|$)/.test(relative(root, path));
  cpSync(join(root, 'examples'), join(folder, 'examples'), { recursive: true, filter: inGit });
  git(folder, 'init', '--quiet', '--initial-branch', 'main');
  const options = { env, stdio: 'ignore' as const };
  execFileSync('git', ['-C', folder, 'add', '--force', '.'], options);
  execFileSync('git', ['-C', folder, 'commit', '--quiet', '--message', 'Relevo'], options);
  return folder;
}

/** The environment of a newcomer, for whom the addresses of README.md lead to this machine. */
async function makeEnvironment(pushed: string): Promise<NodeJS.ProcessEnv> {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, ...addresses('', pushed) };
  return { ...env, ...addresses(await makeClone(env), pushed) };
}

describe('the quick start of README.md', () => {
  const starts = blocksOf(sectionOf(readme, '## Quick start'));
  const shared = blocksOf(sectionOf(readme, '## On GitHub'));
  const desk = makeFolder();
  const pushed = makeFolder();
  let env: NodeJS.ProcessEnv;
  let hub: GitHub;
  let repository: Repository;
  let octokit: ReturnType<typeof connect>;

  /** Takes a pushed branch in, opens its pull request, lives the workflow; what is told. */
  async function propose(branch: string): Promise<{ number: number; ran: Ran; comments: string[] }> {
    hub.pushFromGit(repository, pushed, branch);
    const place = placeOf(repository);
    const opened = await octokit.rest.pulls.create({ ...place, title: branch, head: branch, base: 'main' });
    const { number, head } = opened.data;
    // GitHub makes the merged commit by itself, a moment later.
    await octokit.rest.pulls.get({ ...place, pull_number: number });
    const payload = hub.world.happenings.findLast(({ name }) => name === 'pull_request')?.payload ?? {};
    const ran = await runWorkflow({
      hub,
      repository,
      bundle: join(await bundlesFolder(), 'action/index.js'),
      event: { name: 'pull_request', payload },
      ref: `refs/pull/${number}/merge`,
      headBranch: branch,
      headSha: head.sha,
    });
    const listed = await octokit.rest.issues.listComments({ ...place, issue_number: number });
    return { number, ran, comments: listed.data.map(({ body }) => body ?? '') };
  }

  /** Merges, lives the run of the default branch, and has the merged commits where people pull them from. */
  async function merge(number: number): Promise<Ran> {
    await octokit.rest.pulls.merge({ ...placeOf(repository), pull_number: number });
    const folder = makeFolder();
    hub.checkout(repository, { ref: 'main', folder, depth: 0 });
    git(folder, 'push', '--quiet', pushed, 'HEAD:main');
    const payload = hub.world.happenings.findLast(({ name }) => name === 'push')?.payload ?? {};
    const bundle = join(await bundlesFolder(), 'action/index.js');
    return runWorkflow({ hub, repository, bundle, event: { name: 'push', payload }, ref: 'main' });
  }

  beforeAll(async () => {
    git(pushed, 'init', '--quiet', '--bare', '--initial-branch', 'main');
    env = await makeEnvironment(pushed);
    hub = await startGitHub();
    repository = hub.createRepository({ owner: 'you', name: 'my-model' });
    octokit = connect(hub, hub.token({ kind: 'user', login: 'you' }));
  });

  afterAll(async () => {
    expect(hub.violations).toEqual([]);
    await hub.close();
  });

  test('shows the relevo.yml and the workflow of the project that it copies', () => {
    const shown = ['## Quick start', '## On GitHub'].map(
      heading => listFences(sectionOf(readme, heading)).find(({ language }) => language === 'yaml')?.text,
    );
    expect(shown[0]).toBe(readText('examples/quick-start/relevo.yml'));
    const workflow = readText('examples/quick-start/.github/workflows/model.yml');
    expect(workflow.replace(/^#.*\n/, '')).toBe(shown[1]);
  });

  test('validates, tries and locks on the laptop', () => {
    const said = type(desk, env, ...starts);
    expect(said).toContain('valid: relevo.yml, 1 model');
    expect(said).toContain('relevo.lock');
  });

  test('the first pull request gets a comment, and merging it makes v1', async () => {
    type(join(desk, 'my-model'), env, shared[0] ?? '');
    hub.pushFromGit(repository, pushed, 'main');
    const { number, ran, comments } = await propose('add-relevo');
    expect([ran.evaluate.code, ran.act?.code]).toEqual([0, 0]);
    expect(comments).toHaveLength(1);
    expect(comments[0]).toMatch(/### 🆕 daily-sales: first version, beats the best constant .*; merging makes it v1/);
    expect((await merge(number)).act?.code).toBe(0);
    const releases = await octokit.rest.repos.listReleases(placeOf(repository));
    expect(releases.data.map(({ tag_name }) => tag_name)).toEqual(['daily-sales/v1']);
  });

  test('the next one is compared with it', async () => {
    type(join(desk, 'my-model'), env, shared[1] ?? '');
    const { number, comments } = await propose('weekdays');
    expect(comments).toHaveLength(1);
    expect(comments[0]).toMatch(/### ✅ daily-sales: WAPE 18\.4 % → [\d.]+ %, merging makes it v2/);
    await merge(number);
    const releases = await octokit.rest.repos.listReleases(placeOf(repository));
    expect(releases.data.map(({ tag_name }) => tag_name)).toEqual(['daily-sales/v2', 'daily-sales/v1']);
  });
});

const needs = python === '' ? '; set RELEVO_PYTHON to a Python with scikit-learn to run it' : '';

describe(`docs/quick-start.md for Python${needs}`, () => {
  const guide = readText('docs/quick-start.md');
  // An environment with the packages is there already: making one takes the network.
  const blocks = blocksOf(sectionOf(guide, '## Python')).filter(block => !block.includes('pip install'));

  (python === '' ? test.skip : test)('evaluates, promotes, and refuses what is worse', async () => {
    const desk = makeFolder();
    const env = await makeEnvironment(makeFolder());
    env.PATH = `${dirname(python)}${delimiter}${env.PATH}`;
    expect(blocks).toHaveLength(3);
    let ended: { status?: number; stdout?: string } = {};
    try {
      type(desk, env, blocksOf(guide)[0] ?? '', ...blocks);
    } catch (thrown) {
      ended = thrown as typeof ended;
    }
    expect(ended.stdout).toContain('valid: relevo.yml, 2 models\n');
    expect(ended.stdout).toContain('pass: digits: first version, beats the best constant');
    expect(ended.stdout).toContain('digits v1 is in production now.');
    expect(ended.stdout).toMatch(/^fail: digits: accuracy/m);
    expect(ended.status).toBe(1);
  });
});
