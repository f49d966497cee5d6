// Which workflows an event starts: those whose files, where GitHub reads them for that event, ask for it.
import picomatch from 'picomatch';
import type { Happening } from './events.ts';
import { baseTip, type PullRequest } from './pull-request.ts';
import { defaultHead, type Repository, resolveCommit } from './repository.ts';
import { changedFiles } from './tree-diff.ts';
import { readWorkflow } from './workflow.ts';
import { isWorkflowPath } from './workflow-files.ts';

/** Where an event's workflow files are read, and what its filters are held against. */
interface Scene {
  /** The commit whose workflow files count. */
  readonly commit: string;
  readonly branch?: string;
  readonly tag?: string;
  readonly paths?: readonly string[];
  /** The name of the workflow whose run the event is about. */
  readonly workflow?: string;
}

interface Filters {
  readonly types?: string | readonly string[];
  readonly branches?: readonly string[];
  readonly 'branches-ignore'?: readonly string[];
  readonly tags?: readonly string[];
  readonly 'tags-ignore'?: readonly string[];
  readonly paths?: readonly string[];
  readonly 'paths-ignore'?: readonly string[];
  readonly workflows?: readonly string[];
}

/** The actions that start a workflow which names none. */
const usualTypes: Readonly<Record<string, readonly string[]>> = {
  pull_request: ['opened', 'synchronize', 'reopened'],
  pull_request_target: ['opened', 'synchronize', 'reopened'],
};

/** The paths of the workflow files that an event starts; none for what is suppressed. */
export function triggeredWorkflows({ name, action, repository, payload, fate }: Happening): string[] {
  const scene = repository === null || fate === 'suppressed' ? undefined : sceneOf(repository, name, payload);
  if (repository === null || scene === undefined) return [];
  const { objects } = repository;
  const paths = [...objects.files(objects.treeOf(scene.commit) ?? '').keys()].filter(
    path => isWorkflowPath(path) && /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path),
  );
  const named = name === 'workflow_dispatch' ? paths.filter(path => path === payload.workflow) : paths;
  return named.filter(path => {
    const on = readWorkflow(objects, scene.commit, path)?.on ?? {};
    if (!(name in on)) return false;
    // `repository_dispatch` and `schedule` have filters of their own: the type, and the crontab.
    if (name === 'schedule') return (on.schedule as { cron: string }[]).some(({ cron }) => cron === payload.schedule);
    return fits((on[name] ?? {}) as Filters, usualTypes[name], action, scene);
  });
}

function sceneOf(repository: Repository, name: string, payload: Happening['payload']): Scene | undefined {
  if (name === 'push') return pushScene(repository, payload as { ref: string; before: string; after: string });
  if (name === 'pull_request') return pullScene(repository, payload as { number: number });
  const head = defaultHead(repository);
  if (head === undefined) return undefined;
  if (name === 'merge_group') {
    const { head_sha, base_ref } = payload.merge_group as { head_sha: string; base_ref: string };
    return { commit: head_sha, branch: base_ref.replace('refs/heads/', '') };
  }
  if (name === 'workflow_run') {
    const run = payload.workflow_run as { name: string; head_branch: string };
    return { commit: head, workflow: run.name, branch: run.head_branch };
  }
  if (name === 'release') {
    const { tag_name } = payload.release as { tag_name: string };
    return { commit: resolveCommit(repository, tag_name) ?? head };
  }
  return { commit: name === 'workflow_dispatch' ? (resolveCommit(repository, `${payload.ref}`) ?? head) : head };
}

function pushScene({ objects }: Repository, { ref, before, after }: { ref: string; before: string; after: string }) {
  const commit = objects.peel(after);
  if (commit === undefined) return undefined;
  const old = objects.peel(before) ?? objects.commit(commit)!.parents[0];
  const paths = changedFiles(objects, old && objects.treeOf(old), objects.treeOf(commit)!).map(({ path }) => path);
  const [, kind, name = ''] = /^refs\/(heads|tags)\/(.+)$/.exec(ref) ?? [];
  return kind === 'tags' ? { commit, tag: name } : { commit, branch: name, paths };
}

/** A pull request that cannot be merged starts nothing: there is no test merge to run on. */
function pullScene({ issues, objects }: Repository, { number }: { number: number }): Scene | undefined {
  const pull: PullRequest | null | undefined = issues[number - 1]?.pull;
  if (!pull) return undefined;
  const base = baseTip(pull) ?? pull.base.sha;
  const paths = changedFiles(objects, objects.treeOf(pull.base.sha), objects.treeOf(pull.head.sha)!).map(
    ({ path }) => path,
  );
  return {
    commit: pull.testMerge?.sha ?? (pull.head.repository === pull.base.repository ? pull.head.sha : base),
    branch: pull.base.branch,
    paths,
  };
}

function fits(filters: Filters, usual: readonly string[] | undefined, action: string | null, scene: Scene): boolean {
  const types = filters.types === undefined ? usual : [filters.types].flat();
  if (types !== undefined && action !== null && !types.includes(action)) return false;
  if (filters.workflows !== undefined && !filters.workflows.includes(scene.workflow ?? '')) return false;
  const onlyTags =
    filters.tags !== undefined && filters.branches === undefined && filters['branches-ignore'] === undefined;
  const onlyBranches = filters.branches !== undefined && filters.tags === undefined;
  if ((scene.branch !== undefined && onlyTags) || (scene.tag !== undefined && onlyBranches)) return false;
  return (
    passes(scene.branch, filters.branches, filters['branches-ignore']) &&
    passes(scene.tag, filters.tags, filters['tags-ignore']) &&
    (scene.paths === undefined || scene.paths.some(path => passes(path, filters.paths, filters['paths-ignore'])))
  );
}

/** Whether a name is wanted. A pattern that begins with `!` takes back what earlier ones gave. */
function passes(
  name: string | undefined,
  wanted: readonly string[] | undefined,
  unwanted: readonly string[] | undefined,
): boolean {
  if (name === undefined) return true;
  const match = (pattern: string) => picomatch.isMatch(name, pattern, { dot: true });
  if (unwanted?.some(match)) return false;
  if (wanted === undefined) return true;
  return wanted.reduce(
    (is, pattern) => (pattern.startsWith('!') ? is && !match(pattern.slice(1)) : is || match(pattern)),
    false,
  );
}
