// Workflows: the files of the default branch, and those that runs were started from.
import { parse } from 'yaml';
import type { GitObjects } from './git-objects.ts';
import { defaultHead, type Repository } from './repository.ts';
import { isWorkflowPath } from './workflow-files.ts';

/** A workflow; its path is what it is known by, as any other file may carry its name. */
export interface Workflow {
  readonly id: number;
  readonly path: string;
  readonly createdAt: Date;
}

/** What a workflow's file says. */
export interface WorkflowFile {
  readonly name?: string;
  /** Events with their settings. */
  readonly on: Readonly<Record<string, unknown>>;
}

/** The workflow of a path; made when it is new. */
export function workflowAt(repository: Repository, path: string, id: () => number, now: Date): Workflow {
  const known = repository.workflows.find(workflow => workflow.path === path);
  if (known !== undefined) return known;
  const workflow: Workflow = { id: id(), path, createdAt: now };
  repository.workflows.push(workflow);
  return workflow;
}

/** Reads the workflow file of a path at a commit; undefined when there is none. */
export function readWorkflow(objects: GitObjects, commit: string, path: string): WorkflowFile | undefined {
  const entry = objects.at(objects.treeOf(commit) ?? '', path);
  const text = entry && objects.bytes('blob', entry.sha)?.toString('utf8');
  if (text === undefined) return undefined;
  const { name, on } = (parse(text) ?? {}) as { name?: string; on?: unknown };
  return { ...(name === undefined ? {} : { name }), on: eventsOf(on) };
}

/** `on:` may be a word, a list or a map. */
function eventsOf(on: unknown): Record<string, unknown> {
  if (typeof on === 'string') return { [on]: null };
  if (Array.isArray(on)) return Object.fromEntries(on.map(name => [name, null]));
  return typeof on === 'object' && on !== null ? { ...on } : {};
}

/** The name of a workflow: what its file on the default branch says, or its path. */
export function workflowName(repository: Repository, { path }: Pick<Workflow, 'path'>): string {
  const head = defaultHead(repository);
  return (head && readWorkflow(repository.objects, head, path)?.name) ?? path;
}

/** Notes the workflow files of the default branch. */
export function findWorkflows(repository: Repository, id: () => number, now: Date): void {
  const head = defaultHead(repository);
  if (head === undefined) return;
  const paths = [...repository.objects.files(repository.objects.treeOf(head) ?? '').keys()];
  for (const path of paths) {
    if (isWorkflowPath(path) && /\.ya?ml$/.test(path)) workflowAt(repository, path, id, now);
  }
}
