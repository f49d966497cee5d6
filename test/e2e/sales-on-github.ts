// The year of daily sales in a repository on the local GitHub: every morning production's log of the day before is there and the
// scheduled workflow runs; people comment, review and merge in between. Time is the test's.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGitHubPorts } from '../../src/adapters/github/ports.ts';
import { openGitHubLedger } from '../../src/adapters/github/registry.ts';
import { ReleaseBlobs } from '../../src/adapters/github/release-blobs.ts';
import { foldState, type ModelState } from '../../src/core/model-state.ts';
import { connect, placeOf } from '../github/client.ts';
import { type GitHub, startGitHub } from '../github/server.ts';
import { setClock } from '../github/state/clock.ts';
import type { Repository } from '../github/state/repository.ts';
import { root } from '../repository.ts';
import { stepsAt } from './job-here.ts';
import { relevo } from './relevo.ts';
import { later, logText, makeSalesProject, NEW_YEAR, predictDays, type SalesDay, sales } from './sales-year.ts';
import { actJob, type Ran, type Running, runWorkflow, startRun } from './workflow.ts';

/** The model of the project. */
export const MODEL = 'daily-sales';

const ROBOT = 'github-actions[bot]';

/** What surrounds the year. */
export interface SalesSetting {
  /** An empty folder of the test's own. */
  readonly folder: string;
  /** The folder with the bundles. */
  readonly bundles: string;
}

/** The repository, and the year in it. */
export class SalesOnGitHub {
  readonly hub: GitHub;
  readonly repository: Repository;
  readonly owner: ReturnType<typeof connect>;
  readonly #setting: SalesSetting;
  readonly #clock: ReturnType<typeof setClock>;
  readonly #days: ReadonlyMap<string, SalesDay>;
  /** What was logged, a day each: the sum of absolute errors, and of what was sold. */
  readonly #logged: { readonly date: string; readonly error: number; readonly sold: number }[] = [];
  #served: { readonly version: number; readonly predictions: ReadonlyMap<string, readonly number[]> } | null = null;

  private constructor(
    hub: GitHub,
    setting: SalesSetting,
    clock: ReturnType<typeof setClock>,
    days: readonly SalesDay[],
  ) {
    this.hub = hub;
    this.#setting = setting;
    this.#clock = clock;
    this.#days = new Map(days.filter(({ date }) => date >= NEW_YEAR).map(day => [day.date, day]));
    this.repository = hub.createRepository({ owner: 'ana', name: 'sales', isPrivate: false });
    this.repository.settings.actionsMayOpenPullRequests = true;
    this.owner = connect(hub, hub.token({ kind: 'user', login: 'ana' }));
    mkdirSync(join(setting.folder, 'logs'));
  }

  /** New Year's morning: the project is merged, evaluated and promoted. */
  static async begin(setting: SalesSetting): Promise<SalesOnGitHub> {
    const clock = setClock(`${NEW_YEAR}T00:05:00Z`);
    const year = new SalesOnGitHub(await startGitHub({ now: clock.now }), setting, clock, await sales());
    await year.merge(await year.#proposeProject());
    return year;
  }

  /** The moment that it is. */
  get now(): Date {
    return this.#clock.now();
  }

  /** Every day of the year. */
  get dates(): string[] {
    return [...this.#days.keys()];
  }

  /** Turns the clock forward. */
  at(moment: string): void {
    this.#clock.advance(Math.max(0, Date.parse(moment) - this.now.getTime()));
  }

  /** The morning after a day: production's log of it is there, with what was sold. */
  async log(date: string): Promise<void> {
    this.at(`${later(date, 1)}T05:00:00Z`);
    const { version, predictions } = await this.#service();
    const [day, predicted] = [this.#days.get(date) as SalesDay, predictions.get(date) ?? []];
    writeFileSync(join(this.#logs, `${date}.csv`), await logText(day, { version, predictions: predicted }));
    const sold = day.lines.map(line => Number(line.slice(line.lastIndexOf(',') + 1)));
    const error = sold.reduce((sum, one, shop) => sum + Math.abs(one - (predicted[shop] as number)), 0);
    this.#logged.push({ date, error, sold: sold.reduce((sum, one) => sum + one, 0) });
  }

  /** How wrong production was from one day to another, both included. */
  wape(from: string, to: string): number {
    const logged = this.#logged.filter(({ date }) => date >= from && date <= to);
    return logged.reduce((sum, { error }) => sum + error, 0) / logged.reduce((sum, { sold }) => sum + sold, 0);
  }

  /** The schedule comes. */
  look(): Promise<Ran> {
    return this.run({ event: { name: 'schedule', payload: {} } });
  }

  /** Lives a run of the workflow. */
  async run(more: Pick<Running, 'event'> & Partial<Running>): Promise<Ran> {
    const ran = await runWorkflow(this.#running(more));
    for (const step of [ran.evaluate, ran.act])
      if (step !== null && step.code !== 0) throw new Error(`${step.log}\n${step.stderr}`);
    return ran;
  }

  /** The run of the default branch's head. */
  runMain(): Promise<Ran> {
    return this.run({ event: { name: 'push', payload: this.#told('push') } });
  }

  /** The run of a pull request's head; of one that a job opened, as if somebody had approved it. */
  async runPull(number: number): Promise<Ran> {
    const { data } = await this.owner.rest.pulls.get({ ...placeOf(this.repository), pull_number: number });
    const { ref: headBranch, sha: headSha } = data.head;
    const event = { name: 'pull_request', payload: this.#told('pull_request') };
    return this.run({ event, ref: `refs/pull/${number}/merge`, headBranch, headSha });
  }

  /** A person comments; the job that hears it acts, and what it starts runs. */
  async say(number: number, body: string): Promise<Ran[]> {
    await this.owner.rest.issues.createComment({ ...placeOf(this.repository), issue_number: number, body });
    const before = this.hub.triggered().length;
    const heard = this.#running({ event: { name: 'issue_comment', payload: this.#told('issue_comment') } });
    const act = await actJob(heard, startRun(heard), 'app');
    if (act.code !== 0) throw new Error(act.log);
    const started = this.hub.triggered().slice(before);
    const runs: Ran[] = [];
    for (const { name, payload } of started)
      if (name === 'workflow_dispatch') runs.push(await this.run({ event: { name, payload } }));
    return runs;
  }

  /** A person merges a pull request, and the default branch's run follows. */
  async merge(number: number): Promise<Ran> {
    await this.owner.rest.pulls.merge({ ...placeOf(this.repository), pull_number: number });
    return this.runMain();
  }

  /** What the ledger says. */
  async state(): Promise<ModelState> {
    return foldState((await this.#ports().ledger.read(MODEL)).entries);
  }

  /** Issues and what they say now, the oldest first. */
  async issues() {
    const { data } = await this.owner.rest.issues.listForRepo({ ...placeOf(this.repository), state: 'all' });
    return data.filter(issue => issue.pull_request === undefined).sort((a, b) => a.number - b.number);
  }

  /** The texts of a thread's comments. */
  async comments(number: number): Promise<string[]> {
    const where = { ...placeOf(this.repository), issue_number: number };
    return (await this.owner.rest.issues.listComments(where)).data.map(({ body }) => body ?? '');
  }

  close(): Promise<void> {
    return this.hub.close();
  }

  get #logs(): string {
    return join(this.#setting.folder, 'logs');
  }

  #running(more: Pick<Running, 'event'> & Partial<Running>): Running {
    const { bundles } = this.#setting;
    return {
      hub: this.hub,
      repository: this.repository,
      bundle: join(bundles, 'action/index.js'),
      ref: 'main',
      step: stepsAt(this.#clock.now),
      setUp: workspace => this.#setUp(workspace),
      ...more,
    };
  }

  /** What the workflow installs and fetches before Relevo starts: the package, and production's logs. */
  #setUp(workspace: string): void {
    const installed = join(workspace, 'node_modules/relevo');
    mkdirSync(installed, { recursive: true });
    writeFileSync(join(installed, 'package.json'), readFileSync(join(root, 'package.json')));
    symlinkSync(this.#setting.bundles, join(installed, 'dist'), 'dir');
    symlinkSync(this.#logs, join(workspace, 'logs'), 'dir');
  }

  /** What GitHub told last of an event. */
  #told(name: string): Readonly<Record<string, unknown>> {
    return this.hub.world.happenings.findLast(one => one.name === name)?.payload ?? {};
  }

  async #proposeProject(): Promise<number> {
    const folder = join(this.#setting.folder, 'project');
    mkdirSync(folder);
    await makeSalesProject(folder);
    const locked = await relevo(['lock'], { cwd: folder });
    if (locked.code !== 0) throw new Error(locked.stderr);
    const git = (...args: string[]): string =>
      execFileSync('git', ['-c', 'user.name=Ana', '-c', 'user.email=ana@example.org', ...args], {
        cwd: folder,
        encoding: 'utf8',
      });
    git('init', '-q', '-b', 'main');
    git('add', 'README.md');
    git('commit', '-q', '-m', 'Begin');
    this.hub.pushFromGit(this.repository, folder);
    git('switch', '-q', '-c', 'first');
    git('add', '-A');
    git('commit', '-q', '-m', 'Predict daily sales');
    this.hub.pushFromGit(this.repository, folder, 'first');
    const wanted = { ...placeOf(this.repository), title: 'Predict daily sales', head: 'first', base: 'main' };
    return (await this.owner.rest.pulls.create(wanted)).data.number;
  }

  #ports() {
    const client = connect(this.hub, this.hub.token({ kind: 'user', login: 'ana' }));
    const where = { ...placeOf(this.repository), self: ROBOT };
    const ports = createGitHubPorts(client, where);
    return { ...ports, ledger: openGitHubLedger(client, where, ports) };
  }

  /** The service loads whatever is in production. */
  async #service() {
    const version = this.repository.releases.filter(({ isDraft }) => !isDraft).length;
    if (this.#served?.version === version) return this.#served;
    const { production } = await this.state();
    if (production === null) throw new Error('Nothing is in production.');
    const artifact = join(this.#setting.folder, `v${production.version}`);
    await new ReleaseBlobs({ releases: this.#ports().releases, draft: null, holds: () => true }).fetch(
      production.artifact,
      artifact,
    );
    const days = [...this.#days.values()];
    const predictions = await predictDays({ artifact, bundles: this.#setting.bundles }, days);
    this.#served = { version: production.version, predictions };
    return this.#served;
  }
}
