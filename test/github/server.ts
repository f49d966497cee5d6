// A local GitHub: an HTTP server that keeps the state GitHub would keep, for the endpoints in use and no others.
//
//   const hub = await startGitHub();                          // `now: setClock('2026-01-01T00:00:00Z').now` to hold time
//   const repository = hub.createRepository({ owner: 'octo', name: 'models', files: { 'relevo.yml': '…' } });
//   const token = hub.token({ kind: 'actions', repository, permissions: { contents: 'write' } });
//   const octokit = getOctokit(token, { baseUrl: hub.url });  // or GITHUB_API_URL=hub.url in a child's environment
//   …
//   expect(hub.violations).toEqual([]);                       // nothing was asked or answered that GitHub would not know
//   await hub.close();
//
// What people and git do is done by methods of the hub; what programs do, by requests. Each request is validated against
// GitHub's own OpenAPI description (openapi.json, made by scripts/extract-openapi.ts) and answered 422 when it does not
// fit; an answer that does not fit is a 500 and a violation. `hub.requests` logs and counts requests; `hub.faults`
// injects failures. Shapes are not behaviour: the traps that we touch are enforced, each shown by a test beside this file.
import { type Upload, uploadArtifact } from './artifact-upload.ts';
import { exchange } from './exchange.ts';
import { Faults } from './faults.ts';
import { type Checkout, checkOut } from './git-checkout.ts';
import { importBranch } from './git-import.ts';
import { type Listener, listen } from './listener.ts';
import { RateLimit } from './rate-limit.ts';
import { RequestLog } from './request-log.ts';
import { routes } from './route-table.ts';
import { makeRouter } from './router.ts';
import type { App, Installation } from './state/app.ts';
import type { Now } from './state/clock.ts';
import { byPerson, type Happening } from './state/events.ts';
import { dequeue, enqueue, type QueueEntry } from './state/merge-queue.ts';
import { addApp, extendInstallation, install, type NewApp, type RegisteredApp, uninstall } from './state/new-app.ts';
import { addFork, addRepository, commitFiles, type NewRepository, type PushedFiles } from './state/new-repository.ts';
import { addToken, type NewToken } from './state/new-token.ts';
import { gitHubSignature, tryMerge } from './state/pull-request.ts';
import { watchPulls } from './state/pull-watch.ts';
import { moveRef } from './state/ref-move.ts';
import type { Repository } from './state/repository.ts';
import { tell } from './state/tell.ts';
import type { TokenKind } from './state/token.ts';
import {
  type Artifact,
  type Conclusion,
  completeRun,
  type NewRun,
  startRun,
  type WorkflowRun,
} from './state/workflow-run.ts';
import { World } from './state/world.ts';
import { Storage } from './storage.ts';
import { Webhooks } from './webhooks.ts';

/** How a local GitHub is to be. */
export interface GitHubOptions {
  /** The time; the machine's by default. */
  readonly now?: Now;
  /** Whether requests beyond a token's hourly limit, and more than 80 a minute that make something, are refused. */
  readonly enforceRateLimit?: boolean;
  /** Other limits than GitHub's, so that a test need not send a thousand requests. */
  readonly rateLimits?: Partial<Record<TokenKind, number>>;
}

/** A running local GitHub. */
export class GitHub {
  readonly world: World;
  /** The API's address, as in GITHUB_API_URL. */
  readonly url: string;
  readonly requests: RequestLog;
  readonly faults: Faults;
  readonly webhooks: Webhooks;
  /** What went wrong by GitHub's own description; a test ends with none. */
  readonly violations: readonly string[];
  readonly #listeners: readonly Listener[];

  constructor(world: World, parts: Pick<GitHub, 'requests' | 'faults' | 'violations'>, listeners: readonly Listener[]) {
    this.world = world;
    this.url = world.urls.api;
    this.requests = parts.requests;
    this.faults = parts.faults;
    this.webhooks = new Webhooks(world);
    this.violations = parts.violations;
    this.#listeners = listeners;
  }

  createRepository(wanted: NewRepository): Repository {
    return addRepository(this.world, wanted);
  }

  fork(repository: Repository, login: string): Repository {
    return addFork(this.world, repository, login);
  }

  token(wanted: NewToken): string {
    return addToken(this.world, wanted);
  }

  /** Commits files and pushes them, as a person; tells the commit. */
  push(repository: Repository, pushed: PushedFiles): string {
    return commitFiles(this.world, repository, pushed);
  }

  /** Pushes a branch of a real git repository, as a person; tells the commit. */
  pushFromGit(repository: Repository, folder: string, branch = repository.defaultBranch, login?: string): string {
    const sha = importBranch(repository.objects, folder, branch);
    const actor = login === undefined ? repository.owner : this.world.account(login);
    moveRef(this.world, repository, `refs/heads/${branch}`, sha, byPerson(actor));
    return sha;
  }

  /** Writes a commit out as a git working copy, as actions/checkout does; tells the commit. */
  checkout(repository: Repository, wanted: Checkout): string {
    const number = /^refs\/pull\/(\d+)\/merge$/.exec(wanted.ref)?.[1];
    const pull = repository.issues[Number(number) - 1]?.pull;
    if (pull) tryMerge(pull, gitHubSignature(this.world.now()), this.world.now());
    return checkOut(repository, wanted);
  }

  /** Registers an App; its private key is for who operates it. */
  createApp(wanted: NewApp): RegisteredApp {
    return addApp(this.world, wanted);
  }

  /** Installs an App in an account, in all of its repositories unless some are named. */
  install(app: App, login: string, repositories: readonly Repository[] | null = null): Installation {
    return install(this.world, app, login, repositories);
  }

  uninstall(installation: Installation): void {
    uninstall(this.world, installation);
  }

  /** Lets an installation see more repositories. */
  extend(installation: Installation, added: readonly Repository[]): void {
    extendInstallation(this.world, installation, added);
  }

  /** Puts a pull request into the merge queue. */
  enqueue(repository: Repository, number: number): QueueEntry {
    return enqueue(this.world, repository.issues[number - 1]!.pull!);
  }

  /** Takes a pull request out of the merge queue, merged or not. */
  dequeue(entry: QueueEntry, isMerged: boolean): void {
    dequeue(this.world, entry, isMerged);
  }

  /** Lets a workflow's hour strike. */
  schedule(repository: Repository, path: string, cron: string): void {
    tell(this.world, 'schedule', repository, { schedule: cron, workflow: path }, byPerson(repository.owner));
  }

  startRun(wanted: NewRun): WorkflowRun {
    return startRun(this.world, wanted);
  }

  completeRun(run: WorkflowRun, conclusion: Conclusion = 'success'): void {
    completeRun(this.world, run, conclusion);
  }

  /** Uploads a folder as an artifact of a run, as actions/upload-artifact does. */
  uploadArtifact(run: WorkflowRun, upload: Upload): Promise<Artifact> {
    return uploadArtifact(this.world, run, upload);
  }

  /** The events that could start workflows; those of other fates when asked. `triggeredWorkflows` tells which they start. */
  triggered(fate: Happening['fate'] = 'runs'): readonly Happening[] {
    return this.world.happenings.filter(happening => happening.fate === fate);
  }

  async close(): Promise<void> {
    await this.webhooks.settled();
    await Promise.all(this.#listeners.map(listener => listener.close()));
  }
}

/** Starts a local GitHub on ports of its own. */
export async function startGitHub({
  now = () => new Date(),
  enforceRateLimit = false,
  rateLimits = {},
}: GitHubOptions = {}): Promise<GitHub> {
  const storage = new Storage(now);
  const [requests, faults, violations] = [new RequestLog(), new Faults(), [] as string[]];
  let world: World | undefined;
  const shared = {
    findRoute: makeRouter(routes),
    faults,
    log: requests,
    limit: new RateLimit(now, enforceRateLimit, rateLimits),
    violations,
  };
  const [api, uploads, stored] = await Promise.all([
    listen(now, incoming => exchange({ ...shared, world: world! }, { ...incoming, isUpload: false })),
    listen(now, incoming => exchange({ ...shared, world: world! }, { ...incoming, isUpload: true })),
    listen(now, async incoming => storage.answer(incoming)),
  ]);
  const urls = { api: api.url, html: 'https://github.com', uploads: uploads.url };
  world = new World(now, urls, (content, type) => `${stored.url}${storage.sign(content, type)}`);
  watchPulls(world);
  return new GitHub(world, { requests, faults, violations }, [api, uploads, stored]);
}
