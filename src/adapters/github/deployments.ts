// Deployments: what is in use where, recorded and never gated.
import type { Deployment, Deployments } from '../../ports/github.ts';
import { ask, type Need, unlessAbsent } from './failure.ts';
import { home, type Place } from './place.ts';

const reading: Need = { doing: 'read deployments', permission: 'deployments', level: 'read' };
const writing: Need = { doing: 'write deployments', permission: 'deployments', level: 'write' };

/** Enough to find every deployment that may still lack its mark; older ones are history. */
const NEWEST = 30;

/** After so many inactive ones the older are taken for inactive too. */
const ENOUGH = 3;

interface Raw {
  readonly id: number;
  readonly sha: string;
  readonly payload: unknown;
}

/** The deployments of one repository. */
export class GitHubDeployments implements Deployments {
  readonly #place: Place;

  constructor(place: Place) {
    this.#place = place;
  }

  async list(environment: string): Promise<readonly Deployment[]> {
    const { client } = this.#place;
    const wanted = { ...home(this.#place), environment, per_page: NEWEST };
    const { data } = await ask(reading, () => client.rest.repos.listDeployments(wanted));
    const found: Deployment[] = [];
    let inactive = 0;
    for (const deployment of [...data].sort((a, b) => b.id - a.id)) {
      // Each state is a request of its own, and before a few that are over all are.
      const state = inactive < ENOUGH ? await this.#stateOf(deployment.id) : 'inactive';
      if (state === 'inactive') inactive += 1;
      found.push(shape(deployment, state));
    }
    return found;
  }

  async create(deployment: Parameters<Deployments['create']>[0]): Promise<Deployment> {
    const { client } = this.#place;
    const { environment, ref, description, payload } = deployment;
    const wanted = {
      ...home(this.#place),
      environment,
      ref,
      description: description.slice(0, 140),
      payload: { ...payload },
      // Without these GitHub merges the default branch into the ref, and waits for its checks.
      auto_merge: false,
      required_contexts: [],
    };
    const { data } = await ask(writing, () => client.rest.repos.createDeployment(wanted));
    return shape(data as Raw, null);
  }

  async mark(deployment: number, status: Parameters<Deployments['mark']>[1]): Promise<void> {
    const { client } = this.#place;
    const { state, url, description } = status;
    const wanted = {
      ...home(this.#place),
      deployment_id: deployment,
      state,
      description: description.slice(0, 140),
      ...(url === null ? {} : { log_url: url }),
    };
    await ask(writing, () => client.rest.repos.createDeploymentStatus(wanted));
  }

  /** GitHub removes inactive ones only. */
  async remove(deployment: number): Promise<void> {
    const { client } = this.#place;
    const wanted = { ...home(this.#place), deployment_id: deployment };
    const { createDeploymentStatus: mark, deleteDeployment } = client.rest.repos;
    await ask(writing, () => unlessAbsent(mark({ ...wanted, state: 'inactive' }), null));
    await ask(writing, () => unlessAbsent(deleteDeployment(wanted), null));
  }

  async #stateOf(deployment: number): Promise<Deployment['state']> {
    const { client } = this.#place;
    const wanted = { ...home(this.#place), deployment_id: deployment, per_page: 1 };
    const { data } = await ask(reading, () => client.rest.repos.listDeploymentStatuses(wanted));
    return data[0]?.state ?? null;
  }
}

function shape({ id, sha, payload }: Raw, state: Deployment['state']): Deployment {
  return { id, sha, payload: readPayload(payload), state };
}

/** GitHub gives a payload back as an object, or as the text that it was stored as. */
function readPayload(payload: unknown): Deployment['payload'] {
  if (typeof payload === 'object' && payload !== null) return { ...payload };
  try {
    const value: unknown = JSON.parse(String(payload));
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
