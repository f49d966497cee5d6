// Merging pull requests.
import { type Answer, conflict, ok, Refusal } from '../answer.ts';
import type { Call, Route } from '../call.ts';
import { byToken } from '../state/events.ts';
import { carryOutMerge, planMerge } from '../state/pull-merge.ts';
import { tellPull } from '../state/tell.ts';
import { refuseByRules, refuseWorkflows } from './git-refs.ts';
import { pullOf } from './pulls.ts';

interface Order {
  readonly commit_title?: string;
  readonly commit_message?: string;
  readonly sha?: string;
  readonly merge_method?: 'merge' | 'squash' | 'rebase';
}

function mergePull(call: Call): Answer {
  const { world, token } = call;
  const pull = pullOf(call);
  const { commit_title, commit_message, sha, merge_method = 'merge' } = call.json<Order>();
  if (pull.issue.state === 'closed') throw new Refusal(405, 'Pull Request is not mergeable');
  if (pull.isDraft) throw new Refusal(405, 'Pull Request is still a draft');
  if (sha !== undefined && sha !== pull.head.sha)
    throw conflict('Head branch was modified. Review and try the merge again.');
  const order = {
    method: merge_method,
    ...(commit_title === undefined ? {} : { title: commit_title }),
    ...(commit_message === undefined ? {} : { message: commit_message }),
  };
  const merged = planMerge(pull, order, token.actor, world.now());
  if (merged === undefined) throw new Refusal(405, 'Pull Request is not mergeable');
  refuseWorkflows(call, merged.sha);
  refuseByPullRules(call, merged.sha, pull.base.branch);
  carryOutMerge(world, pull, merged, byToken(token));
  tellPull(world, pull, 'closed', byToken(token));
  return ok({ sha: merged.sha, merged: true, message: 'Pull Request successfully merged' });
}

/** A rule that asks for a pull request is kept by merging one; all others hold. */
function refuseByPullRules(call: Call, sha: string, branch: string): void {
  const rulesets = call.repository.rulesets.map(ruleset => ({
    ...ruleset,
    rules: ruleset.rules.filter(rule => rule !== 'pull_request'),
  }));
  refuseByRules({ ...call, repository: { ...call.repository, rulesets } }, `refs/heads/${branch}`, sha, 422);
}

const path = '/repos/{owner}/{repo}/pulls/{pull_number}/merge';

/** The endpoints of merges. */
export const pullMergeRoutes: readonly Route[] = [
  { method: 'PUT', path, needs: 'contents=write; contents=write,workflows=write', handle: mergePull },
];
