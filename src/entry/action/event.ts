// What started the job: the runner's environment and event file, read once into one typed value.
import { readFile } from 'node:fs/promises';
import { fail } from '../../errors.ts';
import { RETRAIN_INPUT } from '../../flows/retrain/start.ts';

/** The job's event. */
export interface JobEvent {
  /** `push`, `pull_request`, `merge_group`, `schedule`, `workflow_dispatch`, `issue_comment` … */
  readonly name: string;
  readonly owner: string;
  readonly repo: string;
  readonly defaultBranch: string | null;
  readonly sha: string;
  readonly ref: string;
  readonly run: { readonly id: number; readonly attempt: number };
  readonly actor: string;
  /** The workflow's file, from the root of the repository; null where the runner does not say. */
  readonly workflow: string | null;
  readonly pullRequest: EventPullRequest | null;
  /** Its action, such as `opened`; null where it has none. */
  readonly action: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** The pull request of an event. */
export interface EventPullRequest {
  readonly number: number;
  readonly labels: readonly string[];
  readonly isFork: boolean;
  /** The label that was just given; null for other events. */
  readonly labelled: string | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The workflow's input that names the model to retrain; null for every other start. */
export function retrainAsked({ name, payload }: Pick<JobEvent, 'name' | 'payload'>): string | null {
  const asked = name === 'workflow_dispatch' ? text(record(payload.inputs)[RETRAIN_INPUT])?.trim() : undefined;
  return asked === undefined || asked === '' ? null : asked;
}

/** Reads the event of this job; an error when this is no job. */
export async function readEvent(env: Environment): Promise<JobEvent> {
  const payload = await readPayload(need(env, 'GITHUB_EVENT_PATH'));
  const [owner = '', repo = ''] = need(env, 'GITHUB_REPOSITORY').split('/');
  const repository = record(payload.repository);
  return {
    name: need(env, 'GITHUB_EVENT_NAME'),
    owner,
    repo,
    defaultBranch: text(repository.default_branch),
    sha: need(env, 'GITHUB_SHA'),
    ref: env.GITHUB_REF ?? '',
    run: { id: Number(need(env, 'GITHUB_RUN_ID')), attempt: Number(env.GITHUB_RUN_ATTEMPT ?? '1') },
    actor: env.GITHUB_ACTOR ?? 'somebody',
    workflow: workflowFile(env.GITHUB_WORKFLOW_REF ?? '', `${owner}/${repo}`),
    pullRequest: pullRequestOf(payload),
    action: text(payload.action),
    payload,
  };
}

/** `octo/shop/.github/workflows/model.yml@refs/heads/main` → `.github/workflows/model.yml`. */
function workflowFile(ref: string, repository: string): string | null {
  const path = ref.startsWith(`${repository}/`) ? ref.slice(repository.length + 1).split('@')[0] : undefined;
  return path || null;
}

function pullRequestOf(payload: JobEvent['payload']): EventPullRequest | null {
  if (payload.pull_request === undefined) return null;
  const pull = record(payload.pull_request);
  const [head, base] = [record(record(pull.head).repo), record(record(pull.base).repo)];
  const labels = Array.isArray(pull.labels) ? pull.labels : [];
  return {
    number: Number(pull.number),
    labels: labels.map(label => text(record(label).name) ?? ''),
    // A fork that was deleted leaves no repository behind.
    isFork: head.id === undefined || head.id !== base.id,
    labelled: payload.action === 'labeled' ? text(record(payload.label).name) : null,
  };
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function need(env: Environment, name: string): string {
  const value = env[name];
  if (value === undefined || value === '') throw fail('job-environment', { name });
  return value;
}

async function readPayload(path: string): Promise<Record<string, unknown>> {
  try {
    return record(JSON.parse(await readFile(path, 'utf8')));
  } catch (thrown) {
    throw fail('file-unreadable', { path, reason: String((thrown as Error).message) }, thrown);
  }
}
