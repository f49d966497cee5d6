// Workflows, runs, jobs and artifacts as GitHub's JSON shows them.
import { createHash } from 'node:crypto';
import { timeText } from '../state/clock.ts';
import { nodeId } from '../state/ids.ts';
import type { Repository } from '../state/repository.ts';
import { apiUrl, htmlUrl } from '../state/urls.ts';
import { type Workflow, workflowName } from '../state/workflow.ts';
import { type Artifact, type Attempt, isExpired, type Job, latest, type WorkflowRun } from '../state/workflow-run.ts';
import type { World } from '../state/world.ts';
import { accountShape } from './account.ts';
import { minimalPullShape } from './check-run.ts';
import { minimalRepositoryShape } from './repository.ts';

/** `workflow`. */
export function workflowShape({ urls }: World, repository: Repository, workflow: Workflow): Record<string, unknown> {
  const { id, path, createdAt } = workflow;
  const file = path.slice(path.lastIndexOf('/') + 1);
  return {
    id,
    node_id: nodeId('W', id),
    name: workflowName(repository, workflow),
    path,
    state: 'active',
    created_at: timeText(createdAt),
    updated_at: timeText(createdAt),
    url: apiUrl(urls, repository, `/actions/workflows/${id}`),
    html_url: htmlUrl(urls, repository, `/blob/${repository.defaultBranch}/${path}`),
    badge_url: htmlUrl(urls, repository, `/actions/workflows/${file}/badge.svg`),
  };
}

/** `workflow-run`, at an attempt; the newest by default. */
export function runShape(world: World, run: WorkflowRun, attempt: Attempt = latest(run)): Record<string, unknown> {
  const { urls } = world;
  const { id, repository, workflow, headRepository } = run;
  const url = apiUrl(urls, repository, `/actions/runs/${id}`);
  const name = workflowName(repository, workflow);
  const commit = headRepository.objects.commit(run.headSha);
  return {
    id,
    name,
    node_id: nodeId('WFR', id),
    head_branch: run.headBranch,
    head_sha: run.headSha,
    path: workflow.path,
    display_title: commit?.message.split('\n')[0] ?? name,
    run_number: run.number,
    event: run.event,
    status: attempt.status,
    conclusion: attempt.conclusion,
    workflow_id: workflow.id,
    check_suite_id: run.suite,
    check_suite_node_id: nodeId('CS', run.suite),
    url,
    html_url: htmlUrl(urls, repository, `/actions/runs/${id}`),
    pull_requests: pullsOfRun(run).map(pull => minimalPullShape(urls, pull)),
    created_at: timeText(run.createdAt),
    updated_at: timeText(attempt.updatedAt),
    actor: accountShape(urls, run.actor),
    run_attempt: attempt.number,
    referenced_workflows: [],
    run_started_at: timeText(attempt.startedAt),
    triggering_actor: accountShape(urls, attempt.actor),
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: apiUrl(urls, repository, `/check-suites/${run.suite}`),
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: attempt.number === 1 ? null : `${url}/attempts/${attempt.number - 1}`,
    workflow_url: apiUrl(urls, repository, `/actions/workflows/${workflow.id}`),
    head_commit: headCommitShape(run),
    repository: minimalRepositoryShape(world, repository),
    head_repository: minimalRepositoryShape(world, headRepository),
  };
}

/** The open pull requests of the branch that was run; none when it is a fork's. */
function pullsOfRun({ repository, headRepository, headBranch }: WorkflowRun) {
  if (headRepository !== repository) return [];
  return repository.issues.flatMap(({ pull, state }) =>
    pull !== null && state === 'open' && pull.head.repository === repository && pull.head.branch === headBranch
      ? pull
      : [],
  );
}

function headCommitShape({ headRepository, headSha }: WorkflowRun): object | null {
  const commit = headRepository.objects.commit(headSha);
  if (commit === undefined) return null;
  const { tree, message, author, committer } = commit;
  const who = ({ name, email }: typeof author) => ({ name, email });
  const timestamp = timeText(new Date(committer.seconds * 1000));
  return { id: headSha, tree_id: tree, message, timestamp, author: who(author), committer: who(committer) };
}

/** `job`. */
export function jobShape({ urls }: World, run: WorkflowRun, attempt: Attempt, { id, name, conclusion }: Job): object {
  const { repository } = run;
  const url = apiUrl(urls, repository, `/actions/jobs/${id}`);
  const isDone = conclusion !== null;
  return {
    id,
    run_id: run.id,
    run_url: apiUrl(urls, repository, `/actions/runs/${run.id}`),
    run_attempt: attempt.number,
    node_id: nodeId('J', id),
    head_sha: run.headSha,
    url,
    html_url: htmlUrl(urls, repository, `/actions/runs/${run.id}/job/${id}`),
    status: isDone ? 'completed' : attempt.status,
    conclusion,
    created_at: timeText(attempt.startedAt),
    started_at: timeText(attempt.startedAt),
    completed_at: isDone ? timeText(attempt.updatedAt) : null,
    name,
    steps: [],
    check_run_url: apiUrl(urls, repository, `/check-runs/${id}`),
    labels: ['ubuntu-latest'],
    runner_id: 1,
    runner_name: 'GitHub Actions 1',
    runner_group_id: 0,
    runner_group_name: 'GitHub Actions',
    workflow_name: workflowName(repository, run.workflow),
    head_branch: run.headBranch,
  };
}

/** `artifact`. */
export function artifactShape({ urls, now }: World, artifact: Artifact): Record<string, unknown> {
  const { id, run, name, zip, createdAt, expiresAt } = artifact;
  const url = apiUrl(urls, run.repository, `/actions/artifacts/${id}`);
  return {
    id,
    node_id: nodeId('AR', id),
    name,
    size_in_bytes: zip.length,
    url,
    archive_download_url: `${url}/zip`,
    expired: isExpired(artifact, now()),
    digest: `sha256:${createHash('sha256').update(zip).digest('hex')}`,
    created_at: timeText(createdAt),
    updated_at: timeText(createdAt),
    expires_at: timeText(expiresAt),
    workflow_run: {
      id: run.id,
      repository_id: run.repository.id,
      head_repository_id: run.headRepository.id,
      head_branch: run.headBranch ?? '',
      head_sha: run.headSha,
    },
  };
}
