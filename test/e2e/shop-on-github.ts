// The little sales project in a repository on the local GitHub: people push, open and merge pull requests, and the workflow runs
// as GitHub would run it, job by job.
import { join } from 'node:path';
import { connect, placeOf } from '../github/client.ts';
import { type GitHub, type GitHubOptions, startGitHub } from '../github/server.ts';
import type { Repository } from '../github/state/repository.ts';
import { bundlesFolder, makeFolder } from './relevo.ts';
import { makeProject, type Project } from './shop-project.ts';
import { type Ran, type Running, runWorkflow } from './workflow.ts';

/** A repository, and what people do in it. */
export interface ShopOnGitHub {
  readonly hub: GitHub;
  readonly project: Project;
  readonly repository: Repository;
  readonly octokit: ReturnType<typeof connect>;
  /** Commits a file on a new branch and opens a pull request; its number. */
  propose(branch: string, files: Readonly<Record<string, string>>): Promise<number>;
  /** The run of a pull request's head. */
  runPull(number: number, more?: Partial<Running>): Promise<Ran>;
  merge(number: number, method?: 'merge' | 'squash' | 'rebase'): Promise<string>;
  /** The run of the default branch's head. */
  runMain(more?: Partial<Running>): Promise<Ran>;
  comments(number: number): Promise<string[]>;
  /** What a run of the workflow needs to be told. */
  running(more: Partial<Running>): Promise<Running>;
  close(): Promise<void>;
}

/** Opens a repository with the project in it, further files too, and nothing evaluated yet. */
export async function openShop(
  options: GitHubOptions = {},
  files: Readonly<Record<string, string>> = {},
): Promise<ShopOnGitHub> {
  const hub = await startGitHub(options);
  const bundle = join(await bundlesFolder(), 'action/index.js');
  let project = await makeProject(files);
  const repository = hub.createRepository({ owner: 'octo', name: 'shop', isPrivate: false });
  hub.pushFromGit(repository, project.folder);
  const octokit = connect(hub, hub.token({ kind: 'user', login: 'octo' }));
  const place = placeOf(repository);

  const payloadOf = (name: string, accepts: (payload: Readonly<Record<string, unknown>>) => boolean = () => true) =>
    hub.world.happenings.findLast(one => one.name === name && accepts(one.payload))?.payload ?? {};

  const running = async (more: Partial<Running>): Promise<Running> => ({
    hub,
    repository,
    bundle,
    ref: 'main',
    event: { name: 'push', payload: payloadOf('push', ({ ref }) => ref === 'refs/heads/main') },
    ...more,
  });

  return {
    hub,
    get project() {
      return project;
    },
    repository,
    octokit,
    running,
    async propose(branch, files) {
      project.git('checkout', '-q', '-B', branch, 'main');
      for (const [path, text] of Object.entries(files)) project.commit(path, text);
      hub.pushFromGit(repository, project.folder, branch);
      project.git('checkout', '-q', 'main');
      const opened = await octokit.rest.pulls.create({ ...place, title: `Try ${branch}`, head: branch, base: 'main' });
      return opened.data.number;
    },
    async runPull(number, more = {}) {
      const { data } = await octokit.rest.pulls.get({ ...place, pull_number: number });
      const event = { name: 'pull_request', payload: payloadOf('pull_request', pull => pull.number === number) };
      const { ref: headBranch, sha: headSha } = data.head;
      return runWorkflow(await running({ event, ref: `refs/pull/${number}/merge`, headBranch, headSha, ...more }));
    },
    async merge(number, method = 'merge') {
      const { data } = await octokit.rest.pulls.merge({ ...place, pull_number: number, merge_method: method });
      // What people do next begins with what the branch holds now.
      const folder = makeFolder();
      hub.checkout(repository, { ref: 'main', folder, depth: 0 });
      project = project.at(folder);
      return data.sha;
    },
    async runMain(more = {}) {
      return runWorkflow(await running(more));
    },
    async comments(number) {
      const { data } = await octokit.rest.issues.listComments({ ...place, issue_number: number });
      return data.map(({ body }) => body ?? '');
    },
    close: () => hub.close(),
  };
}
