// A pull request as GitHub tells it, in our own words.
import type { RestEndpointMethodTypes } from '@octokit/rest';
import type { PullRequest } from '../../ports/github.ts';

type Pulls = RestEndpointMethodTypes['pulls'];

/** What the answers of several endpoints have in common. */
export type RawPullRequest =
  | Pulls['get']['response']['data']
  | Pulls['list']['response']['data'][number]
  | RestEndpointMethodTypes['repos']['listPullRequestsAssociatedWithCommit']['response']['data'][number];

/** `merged` is told in different fields by different endpoints. */
export function shapePullRequest(raw: RawPullRequest, merged: boolean): PullRequest {
  return {
    number: raw.number,
    state: raw.state === 'open' ? 'open' : 'closed',
    merged,
    // Of a pull request that is not merged GitHub names its test merge here.
    mergeCommit: merged ? raw.merge_commit_sha : null,
    testMerge: merged ? null : raw.merge_commit_sha,
    headSha: raw.head.sha,
    headBranch: raw.head.ref,
    headRepositoryId: raw.head.repo?.id ?? null,
    baseBranch: raw.base.ref,
    author: raw.user?.login ?? 'ghost',
    labels: raw.labels.map(({ name }) => name),
    closedAt: raw.closed_at,
  };
}
