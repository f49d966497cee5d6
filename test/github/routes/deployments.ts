// Deployments: asked for, reported on, found.
import { type Answer, accepted, conflict, created, found, invalid, noContent, ok, Refusal } from '../answer.ts';
import type { Call, Route } from '../call.ts';
import { answerPage } from '../page.ts';
import { deploymentShape } from '../shapes/deployment.ts';
import type { Deployment } from '../state/deployment.ts';
import { stateOf } from '../state/deployment.ts';
import { byToken } from '../state/events.ts';
import { isAncestor, mergeBase } from '../state/git-history.ts';
import { moveRef } from '../state/ref-move.ts';
import { defaultHead, resolveCommit } from '../state/repository.ts';
import { tell } from '../state/tell.ts';
import { mergeTrees } from '../state/tree-merge.ts';
import { signatureOf } from './git-objects.ts';

/** The deployment of a path. */
export const deploymentOf = ({ repository, params }: Call): Deployment =>
  found(repository.deployments.find(({ id }) => `${id}` === params.deployment_id));

interface NewDeployment {
  readonly ref: string;
  readonly task?: string;
  readonly auto_merge?: boolean;
  readonly required_contexts?: string[];
  readonly payload?: object | string;
  readonly environment?: string;
  readonly description?: string | null;
  readonly transient_environment?: boolean;
  readonly production_environment?: boolean;
}

function createDeployment(call: Call): Answer {
  const { world, repository, token } = call;
  const wanted = call.json<NewDeployment>();
  const sha = resolveCommit(repository, wanted.ref);
  if (sha === undefined) throw invalid(`No ref found for: ${wanted.ref}`);
  const merged = wanted.auto_merge === false ? undefined : autoMerge(call, wanted.ref, sha);
  if (merged !== undefined) return accepted({ message: merged });
  refuseUnchecked(call, wanted, sha);
  const environment = wanted.environment ?? 'production';
  const deployment: Deployment = {
    id: world.ids.next(),
    repository,
    ref: wanted.ref,
    sha,
    task: wanted.task ?? 'deploy',
    payload: wanted.payload ?? {},
    environment,
    description: wanted.description ?? null,
    creator: token.actor,
    isTransient: wanted.transient_environment ?? false,
    isProduction: wanted.production_environment ?? environment === 'production',
    createdAt: world.now(),
    statuses: [],
  };
  repository.deployments.push(deployment);
  const shape = deploymentShape(world, deployment);
  tell(
    world,
    'deployment',
    repository,
    { action: 'created', deployment: shape, workflow: null, workflow_run: null },
    byToken(token),
  );
  return created(shape);
}

/** Unless told not to, GitHub first merges the default branch into one that is behind it, and makes no deployment. */
function autoMerge(call: Call, name: string, sha: string): string | undefined {
  const { world, repository, token } = call;
  const { objects, refs, defaultBranch } = repository;
  const head = defaultHead(repository);
  const ref = `refs/heads/${name}`;
  if (head === undefined || !refs.has(ref) || isAncestor(objects, head, sha)) return undefined;
  const base = mergeBase(objects, sha, head);
  const tree = mergeTrees(objects, base && objects.treeOf(base), objects.treeOf(sha)!, objects.treeOf(head)!);
  if (tree === undefined) throw conflict(`Conflict merging ${defaultBranch} into ${name}`);
  const author = signatureOf(call);
  const message = `Merge branch '${defaultBranch}' into ${name}`;
  const commit = objects.addCommit({ tree, parents: [sha, head], author, committer: author, message });
  moveRef(world, repository, ref, commit, byToken(token));
  return `Auto-merged ${defaultBranch} into ${name} on deployment.`;
}

const passing = new Set(['success', 'neutral', 'skipped']);

/** Unless told which checks matter, all of the commit's must have passed. */
function refuseUnchecked({ repository }: Call, { ref, required_contexts }: NewDeployment, sha: string): void {
  const checks = repository.checkRuns.filter(({ headSha }) => headSha === sha);
  const required = required_contexts ?? [...new Set(checks.map(({ name }) => name))];
  const missing = required.filter(
    name => !passing.has(checks.findLast(check => check.name === name)?.conclusion ?? ''),
  );
  if (missing.length === 0) return;
  const contexts = missing.map(context => ({ context, state: 'pending' }));
  throw new Refusal(409, `Conflict: Commit status checks failed for ${ref}.`, {
    errors: [{ contexts, resource: 'Deployment', field: 'required_contexts', code: 'invalid' }],
  });
}

function listDeployments(call: Call): Answer {
  const { world, repository, query } = call;
  const keys = ['sha', 'ref', 'task', 'environment'] as const;
  const all = repository.deployments.filter(deployment =>
    keys.every(key => (query.get(key) ?? deployment[key]) === deployment[key]),
  );
  return answerPage(call, all.reverse(), deployment => deploymentShape(world, deployment));
}

const isActive = (deployment: Deployment) =>
  !['inactive', 'error', 'failure'].includes(stateOf(deployment) ?? 'pending');

function deleteDeployment(call: Call): Answer {
  const { deployments } = call.repository;
  const deployment = deploymentOf(call);
  const isAlone = deployments.filter(({ environment }) => environment === deployment.environment).length === 1;
  if (isActive(deployment) && !isAlone) {
    throw invalid('We cannot delete an active deployment unless it is the only deployment in a given environment.');
  }
  deployments.splice(deployments.indexOf(deployment), 1);
  return noContent();
}

const base = '/repos/{owner}/{repo}/deployments';
const one = `${base}/{deployment_id}`;
const [reading, writing] = ['deployments=read', 'deployments=write'];

/** The endpoints of deployments. */
export const deploymentRoutes: readonly Route[] = [
  { method: 'GET', path: base, needs: reading, handle: listDeployments },
  { method: 'POST', path: base, needs: writing, handle: createDeployment },
  { method: 'GET', path: one, needs: reading, handle: call => ok(deploymentShape(call.world, deploymentOf(call))) },
  { method: 'DELETE', path: one, needs: writing, handle: deleteDeployment },
];
