// How deployments went, and the environments that they are in.
import { type Answer, created, ok } from '../answer.ts';
import type { Call, Route } from '../call.ts';
import { answerPage } from '../page.ts';
import { deploymentShape, deploymentStatusShape } from '../shapes/deployment.ts';
import { timeText } from '../state/clock.ts';
import { type Deployment, type DeploymentState, type DeploymentStatus, stateOf } from '../state/deployment.ts';
import { byToken } from '../state/events.ts';
import { nodeId } from '../state/ids.ts';
import { tell } from '../state/tell.ts';
import { apiUrl, htmlUrl } from '../state/urls.ts';
import { deploymentOf } from './deployments.ts';

interface NewStatus {
  readonly state: DeploymentState;
  readonly target_url?: string;
  readonly log_url?: string;
  readonly description?: string;
  readonly environment?: string;
  readonly environment_url?: string;
  readonly auto_inactive?: boolean;
}

function createStatus(call: Call): Answer {
  const deployment = deploymentOf(call);
  const wanted = call.json<NewStatus>();
  const status = addStatus(call, deployment, wanted);
  if (wanted.state === 'success' && wanted.auto_inactive !== false) retire(call, deployment);
  return created(deploymentStatusShape(call.world, deployment, status));
}

function addStatus({ world, repository, token }: Call, deployment: Deployment, wanted: NewStatus): DeploymentStatus {
  const status: DeploymentStatus = {
    id: world.ids.next(),
    state: wanted.state,
    creator: token.actor,
    description: wanted.description ?? '',
    environment: wanted.environment ?? deployment.environment,
    environmentUrl: wanted.environment_url ?? '',
    logUrl: wanted.log_url ?? wanted.target_url ?? htmlUrl(world.urls, repository, '/deployments'),
    createdAt: world.now(),
  };
  deployment.statuses.push(status);
  const payload = {
    action: 'created',
    deployment_status: deploymentStatusShape(world, deployment, status),
    deployment: deploymentShape(world, deployment),
    check_run: null,
    workflow: null,
    workflow_run: null,
  };
  tell(world, 'deployment_status', repository, payload, byToken(token));
  return status;
}

/** A success makes earlier ones in its environment inactive, but never those of production or of transient environments. */
function retire(call: Call, { id, environment }: Deployment): void {
  for (const earlier of call.repository.deployments) {
    const isSpared = earlier.isProduction || earlier.isTransient;
    if (earlier.id >= id || earlier.environment !== environment || isSpared || stateOf(earlier) !== 'success') continue;
    addStatus(call, earlier, { state: 'inactive' });
  }
}

function listStatuses(call: Call): Answer {
  const deployment = deploymentOf(call);
  const all = [...deployment.statuses].reverse();
  return answerPage(call, all, status => deploymentStatusShape(call.world, deployment, status));
}

/** An environment is there once something was deployed to it. */
function environments({ world, repository }: Call): Record<string, unknown>[] {
  const first = new Map([...repository.deployments].reverse().map(deployment => [deployment.environment, deployment]));
  return [...first].map(([name, { id, createdAt }]) => ({
    id,
    node_id: nodeId('EN', id),
    name,
    url: apiUrl(world.urls, repository, `/environments/${encodeURIComponent(name)}`),
    html_url: htmlUrl(
      world.urls,
      repository,
      `/deployments/activity_log?environments_filter=${encodeURIComponent(name)}`,
    ),
    created_at: timeText(createdAt),
    updated_at: timeText(createdAt),
    protection_rules: [],
    deployment_branch_policy: null,
  }));
}

function listEnvironments(call: Call): Answer {
  const all = environments(call);
  return ok({ total_count: all.length, environments: all });
}

const base = '/repos/{owner}/{repo}';
const list = `${base}/deployments/{deployment_id}/statuses`;

/** The endpoints of deployments' statuses and of environments. */
export const deploymentStatusRoutes: readonly Route[] = [
  { method: 'GET', path: list, needs: 'deployments=read', handle: listStatuses },
  { method: 'POST', path: list, needs: 'deployments=write', handle: createStatus },
  { method: 'GET', path: `${base}/environments`, needs: 'actions=read', handle: listEnvironments },
];
