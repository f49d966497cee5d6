// Runs of workflows, and what they uploaded.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RestEndpointMethodTypes } from '@octokit/rest';
import type { RunArtifact, Runs, WorkflowRun } from '../../ports/github.ts';
import { unlessMissing } from '../registry/durable.ts';
import { ask, type Need } from './failure.ts';
import { home, type Place } from './place.ts';
import { download } from './transfer.ts';
import { unzip } from './unzip.ts';

type Raw = RestEndpointMethodTypes['actions']['getWorkflowRun']['response']['data'];
type RawArtifact =
  RestEndpointMethodTypes['actions']['listWorkflowRunArtifacts']['response']['data']['artifacts'][number];

const reading: Need = { doing: 'read runs of workflows', permission: 'actions', level: 'read' };
const running: Need = { doing: 'run a workflow again', permission: 'actions', level: 'write' };

/** So many of the newest runs are looked at. */
const NEWEST = 30;

/** The runs of one repository. */
export class GitHubRuns implements Runs {
  readonly #place: Place;

  constructor(place: Place) {
    this.#place = place;
  }

  async get(id: number): Promise<WorkflowRun> {
    const { client } = this.#place;
    const wanted = { ...home(this.#place), run_id: id };
    return shape((await ask(reading, () => client.rest.actions.getWorkflowRun(wanted))).data);
  }

  async artifacts(run: number): Promise<readonly RunArtifact[]> {
    const { client } = this.#place;
    const wanted = { ...home(this.#place), run_id: run, per_page: 100 };
    const raw = await ask(reading, () => client.paginate(client.rest.actions.listWorkflowRunArtifacts, wanted));
    return raw.map(artifact => shapeArtifact(artifact, run)).sort((a, b) => b.id - a.id);
  }

  async download(artifact: number, folder: string, maxBytes: number): Promise<void> {
    const { client } = this.#place;
    const name = `The workflow artifact ${artifact}`;
    const temporary = await mkdtemp(join(tmpdir(), 'relevo-zip-'));
    try {
      const path = join(temporary, 'artifact.zip');
      const parameters = { ...home(this.#place), artifact_id: artifact };
      const endpoint = 'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/zip';
      await download({ client, endpoint, parameters, name, path, maxBytes, need: reading });
      await unzip({ path, name, folder, maxBytes });
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  }

  async text(artifact: number, path: string, maxBytes: number): Promise<string | null> {
    const temporary = await mkdtemp(join(tmpdir(), 'relevo-artifact-'));
    try {
      await this.download(artifact, temporary, maxBytes);
      return await unlessMissing(readFile(join(temporary, path), 'utf8'), null);
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  }

  latest(path: string, branch: string): Promise<readonly WorkflowRun[]> {
    return this.#list(path, { branch });
  }

  ofPullRequests(path: string): Promise<readonly WorkflowRun[]> {
    return this.#list(path, { event: 'pull_request', status: 'completed' });
  }

  async #list(
    path: string,
    filter: { branch?: string; event?: string; status?: 'completed' },
  ): Promise<readonly WorkflowRun[]> {
    const { client } = this.#place;
    const file = path.slice(path.lastIndexOf('/') + 1);
    const wanted = { ...home(this.#place), workflow_id: file, per_page: NEWEST, ...filter };
    const { data } = await ask(reading, () => client.rest.actions.listWorkflowRuns(wanted));
    return data.workflow_runs.map(shape).filter(run => run.path === path);
  }

  async rerun(run: number): Promise<void> {
    const { client } = this.#place;
    await ask(running, () => client.rest.actions.reRunWorkflow({ ...home(this.#place), run_id: run }));
  }
}

function shape(run: Raw): WorkflowRun {
  return {
    id: run.id,
    attempt: run.run_attempt ?? 1,
    // For a reusable or required workflow GitHub adds the ref: `.github/workflows/model.yml@refs/heads/main`.
    path: run.path.replace(/@.*$/, ''),
    event: run.event,
    headSha: run.head_sha,
    headBranch: run.head_branch,
    headRepositoryId: run.head_repository?.id ?? null,
    status: run.status ?? 'queued',
    conclusion: run.conclusion,
    actor: run.triggering_actor?.login ?? run.actor?.login ?? 'ghost',
    startedAt: run.run_started_at ?? run.created_at,
    url: run.html_url,
    pullRequests: (run.pull_requests ?? []).map(({ number }) => number),
  };
}

function shapeArtifact(artifact: RawArtifact, run: number): RunArtifact {
  const { id, name, size_in_bytes: bytes, expired, created_at: createdAt } = artifact;
  // GitHub gives the API's address only; the page is beside the run's, on the server that the API is of.
  const repository = artifact.url
    .replace(/\/\/api\./, '//')
    .replace(/\/api\/v3\//, '/')
    .replace(/\/repos\//, '/');
  const url = repository.replace(/\/actions\/artifacts\/\d+$/, `/actions/runs/${run}/artifacts/${id}`);
  return { id, name, bytes, expired, createdAt: createdAt ?? '', url };
}
