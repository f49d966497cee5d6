// Deployments as GitHub's JSON shows them.
import { timeText } from '../state/clock.ts';
import type { Deployment, DeploymentStatus } from '../state/deployment.ts';
import { nodeId } from '../state/ids.ts';
import { apiUrl } from '../state/urls.ts';
import type { World } from '../state/world.ts';
import { accountShape } from './account.ts';

/** `deployment`. */
export function deploymentShape({ urls }: World, deployment: Deployment): Record<string, unknown> {
  const { id, repository, environment, createdAt, statuses } = deployment;
  const url = apiUrl(urls, repository, `/deployments/${id}`);
  return {
    url,
    id,
    node_id: nodeId('DE', id),
    sha: deployment.sha,
    ref: deployment.ref,
    task: deployment.task,
    payload: deployment.payload,
    original_environment: environment,
    environment,
    description: deployment.description,
    creator: accountShape(urls, deployment.creator),
    created_at: timeText(createdAt),
    updated_at: timeText(statuses.at(-1)?.createdAt ?? createdAt),
    statuses_url: `${url}/statuses`,
    repository_url: apiUrl(urls, repository),
    transient_environment: deployment.isTransient,
    production_environment: deployment.isProduction,
    performed_via_github_app: null,
  };
}

/** `deployment-status`. */
export function deploymentStatusShape(
  { urls }: World,
  deployment: Deployment,
  status: DeploymentStatus,
): Record<string, unknown> {
  const url = apiUrl(urls, deployment.repository, `/deployments/${deployment.id}`);
  return {
    url: `${url}/statuses/${status.id}`,
    id: status.id,
    node_id: nodeId('DES', status.id),
    state: status.state,
    creator: accountShape(urls, status.creator),
    description: status.description,
    environment: status.environment,
    target_url: status.logUrl,
    created_at: timeText(status.createdAt),
    updated_at: timeText(status.createdAt),
    deployment_url: url,
    repository_url: apiUrl(urls, deployment.repository),
    environment_url: status.environmentUrl,
    log_url: status.logUrl,
    performed_via_github_app: null,
  };
}
