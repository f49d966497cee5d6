// The App inside Actions: the job's event goes to the same handlers, which do their work at once; what fails, fails the job.
import { Probot } from 'probot';
import { createClient } from '../../adapters/github/client.ts';
import type { Clock, Log } from '../../ports.ts';
import { type EventName, fullLook, rows } from './events.ts';
import { createApp } from './index.ts';
import { openRepository } from './open-repository.ts';
import { type PerformSetting, perform } from './perform.ts';
import { Recent } from './recent.ts';
import type { Task } from './task.ts';

/** The job, and what started it. */
export interface ActionsJob {
  readonly owner: string;
  readonly repo: string;
  /** The number of this run. */
  readonly run: number;
  readonly event: { readonly name: string; readonly payload: Readonly<Record<string, unknown>> };
  readonly token: string;
  /** The API's address; null for github.com's. */
  readonly baseUrl: string | null;
  readonly config: string;
  /** Whether ledgers are taken over from the hosted App. */
  readonly takesOver: boolean;
  /** The file of this workflow, whose runs are trusted. */
  readonly workflow: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly summarize: (markdown: string) => Promise<void>;
}

/** Whom a job's token writes as. */
const SELF = 'github-actions[bot]';

/** Handles the event to its end. */
export async function runInActions(job: ActionsJob): Promise<void> {
  const { owner, repo, event, log } = job;
  const setting = settingOf(job);
  const delivery = `run-${job.run}`;
  if (event.name === 'schedule' || event.name === 'workflow_dispatch') {
    return perform({ where: { owner, repo, installation: null }, work: fullLook, delivery }, setting);
  }
  if (!isHandled(event)) return log.step(`nothing follows from the event ${event.name}`);
  const { baseUrl, token: githubToken } = job;
  const probot = new Probot({
    githubToken,
    logLevel: 'fatal',
    logFormat: 'json',
    ...(baseUrl === null ? {} : { baseUrl }),
  });
  await probot.load(createApp(task => performHere(task, job, setting)));
  try {
    await probot.receive({ id: delivery, name: event.name, payload: event.payload } as Parameters<
      Probot['receive']
    >[0]);
  } catch (thrown) {
    // What the handlers threw, without the wrapping.
    throw thrown instanceof AggregateError && thrown.errors.length === 1 ? thrown.errors[0] : thrown;
  }
}

/** A job's token reaches its own repository, whatever an event says. */
async function performHere(task: Task, { owner, repo }: ActionsJob, setting: PerformSetting): Promise<void> {
  const isHere =
    task.where.owner.toLowerCase() === owner.toLowerCase() && task.where.repo.toLowerCase() === repo.toLowerCase();
  if (isHere) await perform(task, setting);
}

function isHandled({ name, payload }: ActionsJob['event']): boolean {
  const names = new Set<EventName | string>(Object.keys(rows));
  return names.has(name) || names.has(`${name}.${String(payload.action)}`);
}

function settingOf(job: ActionsJob): PerformSetting {
  const { token, baseUrl, workflow, clock, log, summarize } = job;
  return {
    config: job.config,
    standing: { writer: 'actions', takesOver: job.takesOver, workflow },
    self: job.run,
    recent: new Recent(100),
    open: async ({ where }) => {
      const client = createClient(token, { log, ...(baseUrl === null ? {} : { baseUrl }) });
      return openRepository({ where, client, self: SELF, workflow, clock, log, summarize });
    },
  };
}
