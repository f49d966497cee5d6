// Releases: drafted, published, changed and found.
import { holds } from '../access.ts';
import { type Answer, created, failed, found, noContent, ok } from '../answer.ts';
import type { Call, Route } from '../call.ts';
import { answerPage } from '../page.ts';
import { releaseShape } from '../shapes/release.ts';
import { byToken } from '../state/events.ts';
import { moveRef, planMove, ruleComplaints } from '../state/ref-move.ts';
import { isUsedUp, latestRelease, type Release } from '../state/release.ts';
import { resolveCommit } from '../state/repository.ts';
import { tell } from '../state/tell.ts';
import { refuseWorkflows } from './git-refs.ts';

/** Drafts are there only for those who may write. */
export const seesDrafts = ({ token, repository }: Call): boolean =>
  token.kind !== 'none' && holds(token, repository, 'contents', 'write');

/** The release of a path. */
export function releaseOf(call: Call): Release {
  const { repository, params } = call;
  const release = found(repository.releases.find(({ id }) => `${id}` === params.release_id));
  return found(release.isDraft && !seesDrafts(call) ? undefined : release);
}

interface ReleaseChange {
  readonly tag_name?: string;
  readonly target_commitish?: string;
  readonly name?: string | null;
  readonly body?: string | null;
  readonly draft?: boolean;
  readonly prerelease?: boolean;
  readonly make_latest?: Release['makeLatest'];
}

function createRelease(call: Call): Answer {
  const { world, repository, token } = call;
  const change = call.json<ReleaseChange>();
  const release: Release = {
    id: world.ids.next(),
    repository,
    author: token.actor,
    assets: [],
    createdAt: world.now(),
    tag: '',
    target: repository.defaultBranch,
    name: null,
    body: null,
    isDraft: true,
    isPrerelease: false,
    isImmutable: false,
    makeLatest: 'true',
    publishedAt: null,
  };
  changeRelease(call, release, { draft: false, ...change });
  repository.releases.push(release);
  if (release.isDraft) announce(call, release, 'created');
  else for (const action of ['created', ...publishing(release)]) announce(call, release, action);
  return created(releaseShape(world, release));
}

function updateRelease(call: Call): Answer {
  const release = releaseOf(call);
  const change = call.json<ReleaseChange>();
  refuseSealed(release, change);
  const wasDraft = release.isDraft;
  changeRelease(call, release, change);
  const actions = wasDraft && !release.isDraft ? publishing(release) : ['edited'];
  for (const action of actions) announce(call, release, action);
  return ok(releaseShape(call.world, release));
}

/** Of an immutable release, title and text can be changed, and what it is marked as; not its tag, and not back to a draft. */
function refuseSealed({ isImmutable, tag }: Release, { tag_name = tag, draft = false }: ReleaseChange): void {
  if (!isImmutable || (tag_name === tag && !draft)) return;
  const field = draft ? 'draft' : 'tag_name';
  throw failed({
    resource: 'Release',
    code: 'custom',
    field,
    message: `${field} cannot be changed for an immutable release`,
  });
}

const publishing = ({ isPrerelease }: Release): string[] => ['published', isPrerelease ? 'prereleased' : 'released'];

function announce({ world, repository, token }: Call, release: Release, action: string): void {
  tell(world, 'release', repository, { action, release: releaseShape(world, release) }, byToken(token));
}

/** Changes a release; one that stops being a draft gets its tag. Nothing changes when anything is refused. */
function changeRelease(call: Call, release: Release, change: ReleaseChange): void {
  const { world, repository } = call;
  const tag = change.tag_name ?? release.tag;
  const target = change.target_commitish ?? release.target;
  const isDraft = change.draft ?? release.isDraft;
  refuseLongRelease(change);
  refuseTag(call, release, tag);
  const sha = targetOf(call, tag, target);
  if (!isDraft && sha !== undefined && !repository.refs.has(`refs/tags/${tag}`)) makeTag(call, tag, sha);
  Object.assign(release, {
    tag,
    target,
    name: change.name === undefined ? release.name : change.name,
    body: change.body === undefined ? release.body : change.body,
    isPrerelease: change.prerelease ?? release.isPrerelease,
    makeLatest: change.make_latest ?? release.makeLatest,
    isDraft,
    publishedAt: isDraft ? null : (release.publishedAt ?? world.now()),
    isImmutable: release.isImmutable || (!isDraft && release.isDraft && repository.settings.immutableReleases),
  });
}

const longestRelease = 125_000;

function refuseLongRelease({ body }: ReleaseChange): void {
  if ((body ?? '').length <= longestRelease) return;
  const message = `body is too long (maximum is ${longestRelease} characters)`;
  throw failed({ resource: 'Release', code: 'custom', field: 'body', message });
}

/** A tag has one published release; a second draft of a name is nothing unusual. */
function refuseTag({ repository }: Call, release: Release, tag: string): void {
  const isTaken = repository.releases.some(other => other !== release && !other.isDraft && other.tag === tag);
  if (isTaken) throw failed({ resource: 'Release', code: 'already_exists', field: 'tag_name' });
  if (tag === '' || /[\s~^:?*[\\]|\.\.|^\/|\/$/.test(tag))
    throw failed({ resource: 'Release', code: 'invalid', field: 'tag_name' });
  if (!isUsedUp(repository, tag)) return;
  const message = 'tag_name was used by an immutable release';
  throw failed({ resource: 'Release', code: 'custom', field: 'tag_name', message });
}

/** The commit that a new tag would stand on; undefined when the tag is there already. */
function targetOf(call: Call, tag: string, target: string): string | undefined {
  const { repository } = call;
  if (repository.refs.has(`refs/tags/${tag}`)) return undefined;
  if (repository.refs.size === 0)
    throw failed({ resource: 'Release', code: 'custom', message: 'Repository is empty.' });
  const sha = resolveCommit(repository, target);
  if (sha === undefined) throw failed({ resource: 'Release', code: 'invalid', field: 'target_commitish' });
  refuseWorkflows(call, sha);
  return sha;
}

function makeTag({ world, repository, token }: Call, tag: string, sha: string): void {
  const ref = `refs/tags/${tag}`;
  const complaints = ruleComplaints(repository, planMove(repository, ref, sha), token.actor.login);
  if (complaints.length > 0) {
    const message = `pre_receive Repository rule violations found\n\n${complaints.join('\n\n')}\n\n`;
    throw failed({ resource: 'Release', code: 'custom', field: 'pre_receive', message });
  }
  moveRef(world, repository, ref, sha, byToken(token));
}

/** The tag stays. One that an immutable release had is used up. */
function deleteRelease(call: Call): Answer {
  const { repository } = call;
  const release = releaseOf(call);
  repository.releases.splice(repository.releases.indexOf(release), 1);
  if (release.isImmutable) repository.usedUpTags.add(release.tag);
  announce(call, release, 'deleted');
  return noContent();
}

function listReleases(call: Call): Answer {
  const all = call.repository.releases.filter(({ isDraft }) => !isDraft || seesDrafts(call));
  return answerPage(call, [...all].reverse(), release => releaseShape(call.world, release));
}

/** A draft has no tag to be found by. */
function getByTag({ world, repository, params }: Call): Answer {
  return ok(releaseShape(world, found(repository.releases.find(({ isDraft, tag }) => !isDraft && tag === params.tag))));
}

const base = '/repos/{owner}/{repo}/releases';
const [reading, writing] = ['contents=read', 'contents=write; contents=write,workflows=write'];

/** The endpoints of releases. */
export const releaseRoutes: readonly Route[] = [
  { method: 'GET', path: base, needs: reading, handle: listReleases },
  { method: 'POST', path: base, needs: writing, handle: createRelease },
  {
    method: 'GET',
    path: `${base}/latest`,
    needs: reading,
    handle: ({ world, repository }) => ok(releaseShape(world, found(latestRelease(repository)))),
  },
  { method: 'GET', path: `${base}/tags/{tag}`, needs: reading, handle: getByTag },
  {
    method: 'GET',
    path: `${base}/{release_id}`,
    needs: reading,
    handle: call => ok(releaseShape(call.world, releaseOf(call))),
  },
  { method: 'PATCH', path: `${base}/{release_id}`, needs: writing, handle: updateRelease },
  { method: 'DELETE', path: `${base}/{release_id}`, needs: 'contents=write', handle: deleteRelease },
];
