// Git data: refs, and the rules that guard them.
import { created, forbidden, found, invalid, noContent, ok, Refusal } from '../answer.ts';
import type { Call, Route } from '../call.ts';
import { byToken } from '../state/events.ts';
import { nodeId } from '../state/ids.ts';
import { moveRef, planMove, ruleComplaints } from '../state/ref-move.ts';
import { isLocked, isUsedUp } from '../state/release.ts';
import { apiUrl } from '../state/urls.ts';
import { bringsWorkflows, lacksWorkflows } from '../state/workflow-files.ts';
import { refuseEmpty } from './git-objects.ts';

/** Refuses what a ruleset forbids; the endpoint for contents answers 409, the others 422. */
export function refuseByRules(
  { repository, token }: Call,
  ref: string,
  after: string | undefined,
  status: 409 | 422,
): void {
  const complaints = ruleComplaints(repository, planMove(repository, ref, after), token.actor.login);
  if (complaints.length === 0) return;
  throw new Refusal(status, `Repository rule violations found\n\n${complaints.join('\n\n')}\n\n`, { metadata: {} });
}

/** The tag of an immutable release stays where it is, and is not given away again after it. */
function refuseSealed({ repository }: Call, ref: string): void {
  const tag = /^refs\/tags\/(.+)$/.exec(ref)?.[1] ?? '';
  const isNew = !repository.refs.has(ref);
  if (isNew ? !isUsedUp(repository, tag) : !isLocked(repository, tag)) return;
  const complaint = `Cannot ${isNew ? 'reuse' : 'change'} the tag of an immutable release.`;
  throw new Refusal(422, `Repository rule violations found\n\n${complaint}\n\n`, { metadata: {} });
}

/** Refuses workflow files that differ from the default branch's to a token that may not write them. */
export function refuseWorkflows({ repository, token }: Call, sha: string): void {
  if (lacksWorkflows(token) && bringsWorkflows(repository, sha)) throw forbidden();
}

function createRef(call: Call) {
  refuseEmpty(call);
  const { world, repository, token } = call;
  const { ref, sha } = call.json<{ ref: string; sha: string }>();
  if (!/^refs\/[^/]+\/./.test(ref))
    throw invalid("Reference name must start with 'refs/' and contain at least two slashes.");
  refuseUnknown(call, ref, sha);
  if (repository.refs.has(ref)) throw invalid('Reference already exists');
  refuseWorkflows(call, sha);
  refuseByRules(call, ref, sha, 422);
  refuseSealed(call, ref);
  moveRef(world, repository, ref, sha, byToken(token));
  return created(refShape(call, ref));
}

/** A ref needs an object that is there, and a branch a commit. */
function refuseUnknown({ repository: { objects } }: Call, ref: string, sha: string): void {
  const object = objects.find(sha);
  if (object === undefined) throw invalid('Object does not exist');
  if (ref.startsWith('refs/heads/') && object.type !== 'commit') throw invalid('Reference cannot be updated');
}

function updateRef(call: Call) {
  refuseEmpty(call);
  const { world, repository, token, params } = call;
  const { sha, force = false } = call.json<{ sha: string; force?: boolean }>();
  const ref = `refs/${params.ref}`;
  if (!repository.refs.has(ref)) throw invalid('Reference does not exist');
  refuseUnknown(call, ref, sha);
  refuseWorkflows(call, sha);
  refuseByRules(call, ref, sha, 422);
  refuseSealed(call, ref);
  if (planMove(repository, ref, sha).isForced && !force) throw invalid('Update is not a fast forward');
  moveRef(world, repository, ref, sha, byToken(token));
  return ok(refShape(call, ref));
}

function deleteRef(call: Call) {
  refuseEmpty(call);
  const { world, repository, token, params } = call;
  const ref = `refs/${params.ref}`;
  if (!repository.refs.has(ref)) throw invalid('Reference does not exist');
  refuseByRules(call, ref, undefined, 422);
  refuseSealed(call, ref);
  moveRef(world, repository, ref, undefined, byToken(token));
  return noContent();
}

function getRef(call: Call) {
  refuseEmpty(call);
  const ref = `refs/${call.params.ref}`;
  found(call.repository.refs.get(ref));
  return ok(refShape(call, ref));
}

function matchingRefs(call: Call) {
  refuseEmpty(call);
  const { repository, params } = call;
  const names = [...repository.refs.keys()].filter(name => name.startsWith(`refs/${params.ref}`)).sort();
  return ok(names.map(name => refShape(call, name)));
}

function refShape({ world: { urls }, repository }: Call, ref: string): object {
  const sha = repository.refs.get(ref)!;
  const type = repository.objects.find(sha)!.type;
  return {
    ref,
    node_id: nodeId('REF', ref),
    url: apiUrl(urls, repository, `/git/${ref}`),
    object: { sha, type, url: apiUrl(urls, repository, `/git/${type}s/${sha}`) },
  };
}

const base = '/repos/{owner}/{repo}/git';
const [reading, writing] = ['contents=read', 'contents=write; contents=write,workflows=write'];

/** The endpoints of refs. */
export const gitRefRoutes: readonly Route[] = [
  { method: 'POST', path: `${base}/refs`, needs: writing, handle: createRef },
  { method: 'GET', path: `${base}/ref/{ref}`, needs: reading, handle: getRef },
  { method: 'GET', path: `${base}/matching-refs/{ref}`, needs: reading, handle: matchingRefs },
  { method: 'PATCH', path: `${base}/refs/{ref}`, needs: writing, handle: updateRef },
  { method: 'DELETE', path: `${base}/refs/{ref}`, needs: 'contents=write', handle: deleteRef },
];
