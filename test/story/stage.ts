// The stage of a story: the local GitHub with one repository, its production beside it, and what people do there. What they do
// starts workflows and wakes the App, and is over once both are still.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { appIsDone, type HostedApp, registerApp, startHostedApp } from '../e2e/hosted-app.ts';
import { connect, type Place, placeOf } from '../github/client.ts';
import { type GitHub, startGitHub } from '../github/server.ts';
import type { Repository } from '../github/state/repository.ts';
import { readText } from '../repository.ts';
import { type StoryClock, startClock } from './clock.ts';
import { Runner } from './runner.ts';

/** Where Relevo acts. */
export type Acting = 'hosted' | 'actions';

/** What a stage is made of. */
export interface StageWish {
  readonly acting: Acting;
  readonly name: string;
  /** The moment that the story begins at. */
  readonly at: string;
  /** The folder with the bundles that are lived with. */
  readonly bundles: string;
  /** A folder of the story's own, for everything that is written. */
  readonly folder: string;
  readonly signal?: AbortSignal;
}

/** A change that somebody proposes. */
export interface Proposal {
  readonly login: string;
  readonly branch: string;
  readonly title: string;
  readonly body: string;
  /** Changes the files of a checkout. */
  readonly change: (folder: string) => void;
}

/** The owner of the repository, and those who work in it. */
export const OWNER = 'octo';
const COLLABORATORS = { ana: 'write', bea: 'write', rob: 'read' } as const;

/** An open stage. */
export class Stage {
  readonly hub: GitHub;
  readonly repository: Repository;
  readonly place: Place;
  readonly clock: StoryClock;
  readonly octokit: ReturnType<typeof connect>;
  readonly bundles: string;
  /** A folder of the story's own. */
  readonly folder: string;
  /** Where production logs what it predicted. */
  readonly logs: string;
  readonly #runner: Runner;
  #app: HostedApp | null = null;

  private constructor(hub: GitHub, clock: StoryClock, { name, bundles, folder, acting, signal }: StageWish) {
    this.hub = hub;
    this.clock = clock;
    this.bundles = bundles;
    this.folder = folder;
    this.logs = join(folder, 'logs');
    mkdirSync(this.logs);
    this.repository = hub.createRepository({ owner: OWNER, name, isPrivate: false, collaborators: COLLABORATORS });
    this.repository.settings.actionsMayOpenPullRequests = true;
    this.place = placeOf(this.repository);
    this.octokit = connect(hub, hub.token({ kind: 'user', login: OWNER }));
    this.#runner = new Runner({
      hub,
      repository: this.repository,
      bundle: join(bundles, 'action/index.js'),
      nodeOptions: clock.nodeOptions,
      env: { TMPDIR: folder },
      setUp: workspace => this.#setUp(workspace),
      isHosted: acting === 'hosted',
      ...(signal === undefined ? {} : { signal }),
    });
  }

  /** Opens a stage with an empty repository; the hosted App serves it, or the jobs of Actions do. */
  static async open(wish: StageWish): Promise<Stage> {
    const { at, folder, bundles, acting } = wish;
    const clock = startClock(at, folder);
    const stage = new Stage(await startGitHub({ now: clock.now }), clock, wish);
    if (acting === 'actions') return stage;
    try {
      stage.#app = await startHostedApp({
        hub: stage.hub,
        on: registerApp(stage.hub, OWNER),
        bundle: join(bundles, 'cli/index.js'),
        nodeOptions: clock.nodeOptions,
        env: { TMPDIR: folder },
      });
    } catch (thrown) {
      await stage.close();
      throw thrown;
    }
    return stage;
  }

  /** Pushes files to the default branch, as the owner. */
  async push(message: string, change: (folder: string) => void): Promise<string> {
    const sha = this.#commit({ login: OWNER, branch: this.repository.defaultBranch, message, change });
    await this.settle();
    return sha;
  }

  /** What the hosted App logged; nothing where the jobs of Actions act. */
  get appLines(): HostedApp['lines'] {
    return this.#app?.lines ?? [];
  }

  /** Opens a pull request; its number. */
  async propose({ login, branch, title, body, change }: Proposal): Promise<number> {
    this.#commit({ login, branch, message: title, change });
    const { rest } = this.#as(login);
    const { data } = await rest.pulls.create({ ...this.place, title, body, head: branch, base: 'main' });
    await this.settle();
    return data.number;
  }

  async merge(number: number, login: string): Promise<void> {
    await this.#as(login).rest.pulls.merge({ ...this.place, pull_number: number, merge_method: 'squash' });
    await this.settle();
  }

  async closePull(number: number, login: string): Promise<void> {
    await this.#as(login).rest.pulls.update({ ...this.place, pull_number: number, state: 'closed' });
    await this.settle();
  }

  async comment(number: number, login: string, body: string): Promise<void> {
    await this.#as(login).rest.issues.createComment({ ...this.place, issue_number: number, body });
    await this.settle();
  }

  /** Lets the workflow's hour strike, at a moment. */
  async strike(moment: string): Promise<void> {
    this.clock.moveTo(moment);
    this.hub.schedule(this.repository, WORKFLOW_FILE, CRON);
    await this.settle();
  }

  /** Waits until nothing more is started, told or done. */
  async settle(): Promise<void> {
    do {
      await this.hub.webhooks.settled();
      if (this.#app !== null) await appIsDone(this.hub, this.#app);
    } while (await this.#runner.catchUp());
  }

  async close(): Promise<void> {
    await this.#app?.end();
    await this.hub.close();
  }

  /** What the workflow's input `setup` does: Relevo among the packages, and production's logs, fetched from where they are. */
  #setUp(workspace: string): void {
    const installed = join(workspace, 'node_modules/relevo');
    mkdirSync(installed, { recursive: true });
    writeFileSync(join(installed, 'package.json'), readText('package.json'));
    symlinkSync(this.bundles, join(installed, 'dist'), 'dir');
    cpSync(this.logs, join(workspace, 'logs'), { recursive: true });
  }

  #as(login: string): ReturnType<typeof connect> {
    return connect(this.hub, this.hub.token({ kind: 'user', login }));
  }

  #commit(wish: { login: string; branch: string; message: string; change: (folder: string) => void }): string {
    const folder = mkdtempSync(join(this.folder, 'checkout-'));
    const when = this.clock.now().toISOString();
    const git = (...args: string[]): void =>
      void execFileSync('git', ['-c', 'commit.gpgsign=false', '-c', 'core.hooksPath=/dev/null', ...args], {
        cwd: folder,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...process.env,
          ...{ GIT_AUTHOR_NAME: wish.login, GIT_AUTHOR_EMAIL: `${wish.login}@example.org`, GIT_AUTHOR_DATE: when },
          ...{
            GIT_COMMITTER_NAME: wish.login,
            GIT_COMMITTER_EMAIL: `${wish.login}@example.org`,
            GIT_COMMITTER_DATE: when,
          },
        },
      });
    try {
      if (this.repository.refs.size > 0) this.hub.checkout(this.repository, { ref: 'main', folder, depth: 0 });
      else git('init', '--quiet', '--initial-branch', 'main');
      git('checkout', '--quiet', '-B', wish.branch);
      wish.change(folder);
      git('add', '--all');
      git('commit', '--quiet', '--message', wish.message);
      return this.hub.pushFromGit(this.repository, folder, wish.branch, wish.login);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

const WORKFLOW_FILE = '.github/workflows/model.yml';
const CRON = '17 5 * * *';
