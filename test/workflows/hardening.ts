// What every workflow of ours must hold to, as a table of rules: each turns a workflow into complaints.
import { parse } from 'yaml';

/** One step of a job, as far as the rules look at it. */
interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

/** One job; `uses` calls a reusable workflow. */
interface Job {
  readonly uses?: string;
  readonly permissions?: unknown;
  readonly 'timeout-minutes'?: number;
  readonly steps?: readonly Step[];
}

/** A workflow file: its text, and what the text says. */
interface Workflow {
  readonly text: string;
  readonly on: unknown;
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

type Rule = (workflow: Workflow) => readonly string[];

const jobsOf = (workflow: Workflow) => Object.entries(workflow.jobs);
const stepsOf = (workflow: Workflow) => jobsOf(workflow).flatMap(([, job]) => job.steps ?? []);
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The names of the events that start a workflow, however `on:` is written. */
function listEvents(on: unknown): readonly string[] {
  if (typeof on === 'string') return [on];
  if (Array.isArray(on)) return on.map(String);
  return isObject(on) ? Object.keys(on) : [];
}

/** By commit, with the version in a comment; beside that, files of the same repository, and our own releases by tag. */
const pinned = /uses: (\.\/\S*|relevo\/relevo(?:\/\S+)?@v\d+|\S+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/;

const rules: readonly Rule[] = [
  workflow =>
    isObject(workflow.permissions) && Object.keys(workflow.permissions).length === 0
      ? []
      : ['the workflow starts without `permissions: {}`'],
  workflow => jobsOf(workflow).flatMap(([name, job]) => (isObject(job.permissions) ? [] : [`${name}: no permissions`])),
  workflow =>
    jobsOf(workflow).flatMap(([name, job]) =>
      job.uses !== undefined || job['timeout-minutes'] !== undefined ? [] : [`${name}: no timeout-minutes`],
    ),
  workflow =>
    workflow.text
      .split('\n')
      .filter(line => /^\s*(- )?uses:/.test(line))
      .filter(line => !pinned.test(line))
      .map(line => `not pinned by commit with the version in a comment: ${line.trim()}`),
  workflow =>
    stepsOf(workflow)
      .filter(step => step.uses?.startsWith('actions/checkout@') && step.with?.['persist-credentials'] !== false)
      .map(step => `checkout keeps its token: ${step.uses}`),
  workflow =>
    listEvents(workflow.on)
      .filter(event => event === 'pull_request_target')
      .map(event => `runs other people's code with rights: on ${event}`),
  workflow =>
    stepsOf(workflow)
      .filter(step => /\$\{\{/.test(step.run ?? ''))
      .map(step => `an expression inside a shell script, pass it through env: ${step.run?.trim()}`),
];

/** Everything in which a workflow's text breaks the rules; empty when it holds to all of them. */
export function findWeaknesses(text: string): readonly string[] {
  const workflow = { ...(parse(text) as Omit<Workflow, 'text'>), text };
  return rules.flatMap(rule => rule(workflow));
}
