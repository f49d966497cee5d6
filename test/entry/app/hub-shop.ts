// A repository on the local GitHub in which pull requests are opened and merged, and whose workflow leaves what a real one does.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TarBlobs } from '../../../src/adapters/registry/tar-blobs.ts';
import type { Digest } from '../../../src/core/digest.ts';
import { type ActionsJob, runInActions } from '../../../src/entry/app/run-in-actions.ts';
import { RUN_DOCUMENT, type RunDocument } from '../../../src/report/run-document.ts';
import { newFolder, packaged } from '../../adapters/registry/artifacts.ts';
import { named } from '../../core/ledger-fixtures.ts';
import { configText, MODEL } from '../../flows/shop.ts';
import { connect, type Place, placeOf } from '../../github/client.ts';
import type { GitHub } from '../../github/server.ts';
import type { Repository } from '../../github/state/repository.ts';
import type { NewRun, WorkflowRun } from '../../github/state/workflow-run.ts';
import { comparisonOf, reportOf } from '../../report/views.ts';

const WORKFLOW = '.github/workflows/model.yml';
const workflow = 'name: model\non: [push, pull_request, workflow_dispatch]\njobs: {}\n';
const permissions = {
  actions: 'write',
  checks: 'write',
  contents: 'write',
  deployments: 'write',
  issues: 'write',
  pull_requests: 'write',
} as const;

/** What production is, as the ledger says it. */
export type Production = { readonly version: number; readonly event: Digest } | null;

/** The repository and those who work in it. */
export class HubShop {
  readonly hub: GitHub;
  readonly repository: Repository;
  readonly place: Place;
  readonly owner: ReturnType<typeof connect>;
  readonly token: string;

  constructor(hub: GitHub, name = 'shop', more: Readonly<Record<string, string>> = {}) {
    this.hub = hub;
    const files = { 'relevo.yml': configText(more), [WORKFLOW]: workflow };
    this.repository = hub.createRepository({
      owner: 'octo',
      name,
      files,
      collaborators: { bea: 'write', rob: 'read', mallory: 'read' },
    });
    this.place = placeOf(this.repository);
    this.owner = connect(hub, hub.token({ kind: 'user', login: 'octo' }));
    this.token = hub.token({ kind: 'actions', repository: this.repository, permissions });
  }

  /** Opens a pull request and merges it; its number, and the commit that the merge made. */
  async merge(word: string): Promise<{ number: number; sha: string }> {
    const number = await this.propose(word);
    return { number, sha: await this.take(number) };
  }

  /** Opens a pull request from a branch of a name; its number. */
  async propose(word: string, files: Readonly<Record<string, string>> = { 'train.js': word }): Promise<number> {
    this.hub.push(this.repository, { branch: word, files });
    const { data: pull } = await this.owner.rest.pulls.create({ ...this.place, title: word, head: word, base: 'main' });
    return pull.number;
  }

  /** Merges a pull request; the commit that this made. */
  async take(number: number, merge_method: 'merge' | 'squash' | 'rebase' = 'squash'): Promise<string> {
    const wanted = { ...this.place, pull_number: number, merge_method };
    return (await this.owner.rest.pulls.merge(wanted)).data.sha;
  }

  /** The workflow's run of the default branch's head: trained, compared with production, passed. */
  async evaluate(candidate: string, production: Production, how: Partial<NewRun> = {}): Promise<WorkflowRun> {
    const run = this.hub.startRun({ repository: this.repository, path: WORKFLOW, event: 'push', ...how });
    await this.#leave(run, candidate, production);
    return run;
  }

  /** The same of a pull request's branch. */
  review(headBranch: string, candidate: string, production: Production): Promise<WorkflowRun> {
    return this.evaluate(candidate, production, { event: 'pull_request', headBranch });
  }

  /** What a run uploads when it has passed; then it ends. */
  async #leave(run: WorkflowRun, candidate: string, production: Production): Promise<void> {
    const tars = newFolder();
    const [artifact, predictions] = await Promise.all(
      ['candidate', 'predictions'].map(async part => {
        const { folder } = await packaged({ 'code/name.txt': `${part} ${candidate}` });
        return new TarBlobs(tars).put(folder);
      }),
    );
    const report = reportOf(comparisonOf('better'), {
      run: {
        id: 'whatever the run claims',
        at: '2026-05-11T09:42:00.000Z',
        by: 'somebody else',
        origin: 'local',
        commit: run.headSha,
        tree: null,
        branch: 'main',
        dirty: false,
      },
      digests: {
        training: named(`training ${candidate}`),
        rules: named('rules'),
        yardstick: named('yardstick'),
        holdout: named('holdout'),
        comparison: named(`comparison ${candidate}`),
        candidate: artifact ?? null,
        predictions: predictions ?? null,
      },
      baseline: { name: 'v', version: production?.version ?? null, event: production?.event ?? null, problem: null },
    });
    const document: RunDocument = {
      schema: 'relevo.run/1',
      relevo: '0.1.0',
      config: null,
      models: [{ kind: 'reported', model: MODEL, reused: false, report }],
    };
    const reports = newFolder();
    writeFileSync(join(reports, RUN_DOCUMENT), JSON.stringify(document));
    await this.hub.uploadArtifact(run, { name: 'relevo-report', folder: reports });
    await this.hub.uploadArtifact(run, { name: 'relevo-blobs-all', folder: tars });
    this.hub.completeRun(run);
  }

  /** A job of the workflow that handles the last event of a name, as GitHub sent it. */
  async handle(name: string, more: Partial<ActionsJob> = {}): Promise<void> {
    const happened = this.hub.world.happenings.findLast(one => one.name === name);
    if (happened === undefined && more.event === undefined) throw new Error(`Nothing of ${name} happened.`);
    const { owner, repo } = this.place;
    const repository = { full_name: `${owner}/${repo}`, default_branch: 'main' };
    await runInActions({
      owner,
      repo,
      run: 999,
      event: { name, payload: { repository, ...happened?.payload } },
      token: this.token,
      baseUrl: this.hub.url,
      config: 'relevo.yml',
      takesOver: false,
      workflow: WORKFLOW,
      clock: { now: () => new Date() },
      log: { step: () => undefined, output: () => undefined },
      summarize: async () => undefined,
      ...more,
    });
  }

  /** A schedule's run of the default branch, which left a look at production. */
  async watch(document: object): Promise<WorkflowRun> {
    const run = this.hub.startRun({ repository: this.repository, path: WORKFLOW, event: 'schedule' });
    const looks = newFolder();
    writeFileSync(join(looks, `${MODEL}.json`), JSON.stringify(document));
    await this.hub.uploadArtifact(run, { name: 'relevo-watch', folder: looks });
    this.hub.completeRun(run);
    return run;
  }

  /** What everybody sees. */
  async seen() {
    const [releases, deployments] = await Promise.all([
      this.owner.rest.repos.listReleases(this.place),
      this.owner.rest.repos.listDeployments(this.place),
    ]);
    const states = await Promise.all(
      deployments.data.map(async ({ id }) => {
        const { data } = await this.owner.rest.repos.listDeploymentStatuses({ ...this.place, deployment_id: id });
        return data[0]?.state ?? null;
      }),
    );
    return {
      releases: releases.data.map(({ tag_name, draft, assets }) => `${tag_name} ${draft} ${assets.length}`).sort(),
      deployments: deployments.data.map(({ environment }, index) => `${environment} ${states[index]}`).sort(),
    };
  }
}
