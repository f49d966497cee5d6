// Check runs as GitHub's JSON shows them, and pull requests in short.
import type { CheckRun } from '../state/check-run.ts';
import { timeText } from '../state/clock.ts';
import { nodeId } from '../state/ids.ts';
import type { PullEnd, PullRequest } from '../state/pull-request.ts';
import { apiUrl, htmlUrl, type Urls } from '../state/urls.ts';
import type { World } from '../state/world.ts';
import { appShape } from './app.ts';

/** `pull-request-minimal`. */
export function minimalPullShape(urls: Urls, { id, issue, head, base }: PullRequest): object {
  const end = ({ branch, sha, repository }: PullEnd) => ({
    ref: branch,
    sha,
    repo: { id: repository.id, url: apiUrl(urls, repository), name: repository.name },
  });
  const url = apiUrl(urls, issue.repository, `/pulls/${issue.number}`);
  return { url, id, number: issue.number, head: end(head), base: end(base) };
}

/** `check-run`. Pull requests from forks are not among its pull requests. */
export function checkRunShape({ urls }: World, check: CheckRun): Record<string, unknown> {
  const { id, repository, headSha, app, startedAt, completedAt, output } = check;
  const url = apiUrl(urls, repository, `/check-runs/${id}`);
  const html = htmlUrl(urls, repository, `/runs/${id}`);
  const pulls = repository.issues.flatMap(({ pull, state }) => (pull !== null && state === 'open' ? pull : []));
  return {
    id,
    name: check.name,
    node_id: nodeId('CR', id),
    head_sha: headSha,
    external_id: check.externalId ?? '',
    url,
    html_url: html,
    details_url: check.detailsUrl ?? `${urls.html}/apps/${app.slug}`,
    status: check.status,
    conclusion: check.conclusion,
    started_at: startedAt === null ? null : timeText(startedAt),
    completed_at: completedAt === null ? null : timeText(completedAt),
    output: {
      title: output?.title ?? null,
      summary: output?.summary ?? null,
      text: output?.text ?? null,
      annotations_count: check.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: check.suite },
    app: appShape(urls, app),
    pull_requests: pulls
      .filter(({ head }) => head.repository === repository && head.sha === headSha)
      .map(pull => minimalPullShape(urls, pull)),
  };
}
