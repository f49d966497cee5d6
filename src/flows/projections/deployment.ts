// The deployment of what is in production, so that GitHub's own pages show it, and the dispatch to the user's workflow.
import type { Digest } from '../../core/digest.ts';
import type { Deployment } from '../../ports/github.ts';
import type { TrustedPorts } from '../trusted-ports.ts';

/** What is in use, where it came from, and who says when it is deployed. */
export interface Deployed {
  readonly model: string;
  readonly version: number;
  /** The production event. */
  readonly event: Digest;
  readonly artifact: Digest;
  readonly commit: string;
  readonly setting: 'recorded' | 'awaited';
  readonly url: string | null;
}

type Ports = Pick<TrustedPorts, 'deployments' | 'dispatches' | 'log'>;

/**
 * Brings the model's environment in line with the ledger. The deployment's first status is written last: while it has none,
 * the rest is not finished and is done again, so that the user's workflow hears of every promotion, rarely twice, and with the
 * same event then.
 */
export async function deploy(deployed: Deployed, ports: Ports): Promise<void> {
  const { current, others } = await findOrCreate(deployed, ports);
  if (isUnfinished(current)) await ports.dispatches.repository('relevo-promoted', payloadOf(deployed));
  const state = await settle(current, deployed, ports);
  // Until the user's workflow reports the new one, the former one is what runs.
  if (state === 'success') await retire(others, deployed, ports);
}

const isUnfinished = ({ state }: Deployment): boolean => state === null || state === 'pending' || state === 'queued';

const payloadOf = ({ model, version, artifact, event }: Deployed) => ({ model, version, digest: artifact, event });

/** Of two who create at once, both keep the one that came first, and take the other away. */
async function findOrCreate(deployed: Deployed, ports: Ports): Promise<Found & { readonly current: Deployment }> {
  const { model, version, commit } = deployed;
  const { current, others } = await find(deployed, ports);
  if (current !== undefined) return { current, others };
  ports.log.step(`recording the deployment of ${model} v${version}`);
  const description = `${model} v${version}`;
  const mine = await ports.deployments.create({
    environment: model,
    ref: commit,
    description,
    payload: payloadOf(deployed),
  });
  const again = await find(deployed, ports);
  return { current: again.current ?? mine, others: again.others };
}

interface Found {
  /** The deployment of the production event; the first one where several were made at once. */
  readonly current: Deployment | undefined;
  /** Those of other events. */
  readonly others: readonly Deployment[];
}

async function find(deployed: Deployed, { deployments }: Ports): Promise<Found> {
  const all = oursOf(await deployments.list(deployed.model), deployed);
  const isSame = ({ payload }: Deployment): boolean => payload.event === deployed.event;
  const [current, ...doubles] = all.filter(isSame).sort((one, other) => one.id - other.id);
  for (const { id } of doubles) await deployments.remove(id);
  return { current, others: all.filter(one => !isSame(one)) };
}

const oursOf = (all: readonly Deployment[], { model }: Deployed): Deployment[] =>
  all.filter(({ payload }) => payload.model === model && typeof payload.event === 'string');

/** What the user's workflow reported stands, be it a failure; so does what another deployment of his made inactive. */
async function settle(current: Deployment, deployed: Deployed, ports: Ports): Promise<Deployment['state']> {
  const { model, version, setting, url } = deployed;
  const state = setting === 'awaited' ? 'in_progress' : 'success';
  const isLeft = current.state === 'in_progress' && state === 'success';
  if (!isUnfinished(current) && !isLeft) return current.state;
  await ports.deployments.mark(current.id, { state, url, description: `${model} v${version}` });
  return state;
}

async function retire(
  others: readonly Deployment[],
  deployed: Deployed,
  { deployments }: Pick<Ports, 'deployments'>,
): Promise<void> {
  const active = new Set<Deployment['state']>(['success', 'in_progress', 'pending', 'queued', null]);
  for (const { id, state } of others) {
    if (!active.has(state)) continue;
    const description = `${deployed.model} v${deployed.version} is in production`;
    await deployments.mark(id, { state: 'inactive', url: null, description });
  }
}
