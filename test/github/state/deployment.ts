// Deployments, and how they went.
import type { Account } from './account.ts';
import type { Repository } from './repository.ts';

/** The states that a deployment's status may have. */
export type DeploymentState = 'error' | 'failure' | 'inactive' | 'in_progress' | 'queued' | 'pending' | 'success';

/** One word about a deployment. */
export interface DeploymentStatus {
  readonly id: number;
  readonly state: DeploymentState;
  readonly creator: Account;
  readonly description: string;
  readonly environment: string;
  readonly environmentUrl: string;
  readonly logUrl: string;
  readonly createdAt: Date;
}

/** A deployment. */
export interface Deployment {
  readonly id: number;
  readonly repository: Repository;
  readonly ref: string;
  readonly sha: string;
  readonly task: string;
  readonly payload: object | string;
  readonly environment: string;
  readonly description: string | null;
  readonly creator: Account;
  readonly isTransient: boolean;
  readonly isProduction: boolean;
  readonly createdAt: Date;
  /** The oldest first. */
  readonly statuses: DeploymentStatus[];
}

/** The newest word about a deployment. */
export const stateOf = ({ statuses }: Deployment): DeploymentState | null => statuses.at(-1)?.state ?? null;
