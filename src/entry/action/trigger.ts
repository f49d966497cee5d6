// What woke this job, as `train.when` asks: a push, or a wish; and whether a pull request that carries the label is behind it.
import { TRAINING_LABEL, type TrainingWhen, type Trigger } from '../../core/training-trigger.ts';
import type { PullRequest, Repository } from '../../ports/github.ts';
import type { JobEvent } from './event.ts';

type Pulls = Pick<Repository, 'pullRequest' | 'pullRequestsOf'>;

/** A push may bring many pull requests; so many of its commits are asked about. */
const MOST_COMMITS = 5;

/** Tells a model's trigger. GitHub is asked once, and only for `label`, where the event does not name the pull request. */
export function triggersOf(event: JobEvent, pulls: Pulls): (when: TrainingWhen) => Promise<Trigger> {
  const { name, run, pullRequest } = event;
  // A new attempt of a run is somebody's wish: it is how `/relevo evaluate` starts one.
  const isAsked = name === 'workflow_dispatch' || run.attempt > 1;
  let behind: Promise<boolean> | null = null;
  return async when => {
    if (isAsked) return { event: 'command', isLabelled: false };
    if (pullRequest !== null || when !== 'label')
      return { event: 'push', isLabelled: pullRequest !== null && hasLabel(pullRequest) };
    behind ??= isLabelledBehind(event, pulls);
    return { event: 'push', isLabelled: await behind };
  };
}

const hasLabel = ({ labels }: Pick<PullRequest, 'labels'>): boolean => labels.includes(TRAINING_LABEL);

async function isLabelledBehind(event: JobEvent, pulls: Pulls): Promise<boolean> {
  const queued = event.name === 'merge_group' ? queuedNumber(event) : null;
  if (queued !== null) {
    const pull = await pulls.pullRequest(queued);
    return pull !== null && hasLabel(pull);
  }
  if (event.name !== 'push' || event.ref !== `refs/heads/${event.defaultBranch}`) return false;
  for (const sha of broughtBy(event)) {
    const found = await pulls.pullRequestsOf(sha);
    // Open ones merely hold the commit; what counts is the merge that brought it.
    if (found.some(pull => pull.merged && pull.mergeCommit === sha && hasLabel(pull))) return true;
  }
  return false;
}

/** `refs/heads/gh-readonly-queue/main/pr-7-0123…` → 7. */
function queuedNumber({ ref }: JobEvent): number | null {
  const number = /^refs\/heads\/gh-readonly-queue\/.+\/pr-(\d{1,15})-[0-9a-f]+$/.exec(ref)?.[1];
  return number === undefined ? null : Number(number);
}

/** Titles that GitHub gives to the commit of a merged pull request. */
const MERGED = /^Merge pull request #\d+ |^[^\n]*\(#\d+\)(?:\n|$)/;

/** The head, and below it commits of other pull requests, as a merge queue lands several at once; the latest first. */
function broughtBy({ sha, payload }: JobEvent): string[] {
  const commits = Array.isArray(payload.commits)
    ? (payload.commits as Partial<Record<'id' | 'message', unknown>>[])
    : [];
  const others = commits
    .filter(({ id, message }) => id !== sha && MERGED.test(String(message ?? '')))
    .map(({ id }) => String(id))
    .reverse();
  return [sha, ...others].slice(0, MOST_COMMITS);
}
