// Git data: blobs, trees, commits and tags.
import { conflict, created, failed, forbidden, found, invalid, ok } from '../answer.ts';
import type { Call, Route } from '../call.ts';
import { gitCommitShape, signatureShape } from '../shapes/commit.ts';
import { emailOf } from '../state/account.ts';
import { timeText } from '../state/clock.ts';
import { type Signature, typeOfMode } from '../state/git-format.ts';
import type { TreeFile } from '../state/git-objects.ts';
import { nodeId } from '../state/ids.ts';
import { resolveCommit } from '../state/repository.ts';
import { apiUrl } from '../state/urls.ts';
import { isWorkflowPath, lacksWorkflows } from '../state/workflow-files.ts';

/** Git data cannot be written or read before the first commit is there. */
export function refuseEmpty({ repository }: Call): void {
  if (repository.refs.size === 0) throw conflict('Git Repository is empty.');
}

function createBlob(call: Call) {
  refuseEmpty(call);
  const { world, repository } = call;
  const { content, encoding = 'utf-8' } = call.json<{ content: string; encoding?: string }>();
  const sha = repository.objects.add('blob', Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8'));
  return created({ sha, url: apiUrl(world.urls, repository, `/git/blobs/${sha}`) });
}

function getBlob(call: Call) {
  refuseEmpty(call);
  const { world, repository, params, accept } = call;
  const sha = params.file_sha ?? '';
  const bytes = found(repository.objects.bytes('blob', sha));
  if (isRaw(accept)) return { status: 200, bytes: { type: 'application/vnd.github.raw', content: bytes } };
  return ok({
    sha,
    node_id: nodeId('B', sha),
    size: bytes.length,
    url: apiUrl(world.urls, repository, `/git/blobs/${sha}`),
    content: base64Lines(bytes),
    encoding: 'base64',
  });
}

/** Whether the bytes themselves are wanted. */
export const isRaw = (accept: string): boolean => /application\/vnd\.github(\.v3)?\.raw(\+json)?/.test(accept);

/** Base64 as GitHub sends it: in lines of 60. */
export const base64Lines = (bytes: Buffer): string =>
  bytes.toString('base64').replaceAll(/.{1,60}/g, line => `${line}\n`);

interface NewEntry {
  readonly path: string;
  readonly mode: string;
  readonly sha?: string | null;
  readonly content?: string;
}

function createTree(call: Call) {
  refuseEmpty(call);
  const { repository, token } = call;
  const { objects } = repository;
  const { tree, base_tree } = call.json<{ tree: NewEntry[]; base_tree?: string }>();
  if (tree.length === 0 && base_tree === undefined) throw invalid('Invalid tree info');
  if (lacksWorkflows(token) && tree.some(({ path }) => isWorkflowPath(path))) throw forbidden();
  const base = base_tree === undefined ? undefined : found(objects.treeOf(base_tree));
  const files: Map<string, TreeFile> = base === undefined ? new Map() : objects.files(base);
  for (const entry of tree) applyEntry(call, files, entry);
  const sha = objects.addFiles(files);
  return created(treeShape(call, sha, false));
}

/** Writes one entry of a new tree over the files that are there. */
function applyEntry({ repository: { objects } }: Call, files: Map<string, TreeFile>, entry: NewEntry): void {
  const { path, mode, sha, content } = entry;
  const below = [...files.keys()].filter(name => name === path || name.startsWith(`${path}/`));
  if (sha === null && below.length === 0) throw invalid('GitRPC::BadObjectState');
  for (const name of below) files.delete(name);
  if (sha === null) return;
  if (sha === undefined) {
    if (content === undefined) throw invalid('Must supply either tree.sha or tree.content');
    files.set(path, { mode, sha: objects.add('blob', Buffer.from(content)) });
    return;
  }
  const type = typeOfMode(mode);
  if (type !== 'commit' && objects.find(sha)?.type !== type) throw invalid(`tree.sha ${sha} is not a valid ${type}`);
  if (type !== 'tree') files.set(path, { mode, sha });
  else for (const [name, file] of objects.files(sha, `${path}/`)) files.set(name, file);
}

function getTree(call: Call) {
  refuseEmpty(call);
  const { repository, params, query } = call;
  const name = params.tree_sha ?? '';
  const sha = repository.objects.treeOf(resolveCommit(repository, name) ?? name);
  return ok(treeShape(call, found(sha), query.has('recursive')));
}

/** `git-tree`; with everything below it when `isDeep`. */
function treeShape({ world: { urls }, repository }: Call, sha: string, isDeep: boolean): object {
  const { objects } = repository;
  const list = (tree: string, prefix: string): object[] =>
    objects.tree(tree)!.flatMap(({ mode, name, sha: id }) => {
      const type = typeOfMode(mode);
      const size = type === 'blob' ? { size: objects.bytes('blob', id)?.length ?? 0 } : {};
      const kind = type === 'tree' ? 'trees' : 'blobs';
      const url = type === 'commit' ? {} : { url: apiUrl(urls, repository, `/git/${kind}/${id}`) };
      const entry = { path: `${prefix}${name}`, mode, type, sha: id, ...size, ...url };
      return isDeep && type === 'tree' ? [entry, ...list(id, `${prefix}${name}/`)] : [entry];
    });
  return { sha, url: apiUrl(urls, repository, `/git/trees/${sha}`), tree: list(sha, ''), truncated: false };
}

interface NewSignature {
  readonly name: string;
  readonly email: string;
  readonly date?: string;
}

/** A signature as it is asked for; the asking account, now, for what is not said. */
export function signatureOf({ world, token: { actor } }: Call, wanted?: NewSignature): Signature {
  const { name = actor.login, email = emailOf(actor), date } = wanted ?? {};
  const moment = date === undefined ? world.now() : new Date(date);
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(date ?? '') ?? [];
  const offset = sign === undefined ? '+0000' : `${sign}${hours}${minutes}`;
  return { name, email, seconds: Math.floor(moment.getTime() / 1000), offset };
}

function createCommit(call: Call) {
  refuseEmpty(call);
  const { world, repository } = call;
  const { objects } = repository;
  type Body = { message: string; tree: string; parents?: string[]; author?: NewSignature; committer?: NewSignature };
  const { message, tree, parents = [], author, committer } = call.json<Body>();
  if (objects.find(tree)?.type !== 'tree') throw invalid('Tree SHA does not exist');
  if (parents.some(parent => objects.commit(parent) === undefined))
    throw invalid('Parent SHA does not exist or is not a commit object');
  const signed = signatureOf(call, author);
  const sha = objects.addCommit({
    tree,
    parents,
    author: signed,
    committer: committer === undefined ? signed : signatureOf(call, committer),
    message,
  });
  return created(gitCommitShape(world, repository, sha));
}

function getCommit(call: Call) {
  refuseEmpty(call);
  const { world, repository, params } = call;
  const sha = params.commit_sha ?? '';
  found(repository.objects.commit(sha));
  return ok(gitCommitShape(world, repository, sha));
}

function createTag(call: Call) {
  refuseEmpty(call);
  const { repository } = call;
  type Body = { tag: string; message: string; object: string; type: string; tagger?: NewSignature };
  const { tag, message, object, type, tagger } = call.json<Body>();
  if (repository.objects.find(object)?.type !== type)
    throw failed({ resource: 'Tag', field: 'object', code: 'invalid' });
  return created(
    tagShape(call, repository.objects.addTag({ tag, message, object, type, tagger: signatureOf(call, tagger) })),
  );
}

function getTag(call: Call) {
  refuseEmpty(call);
  return ok(tagShape(call, call.params.tag_sha ?? ''));
}

function tagShape({ world: { urls }, repository }: Call, sha: string): object {
  const { tag, message, object, type, tagger } = found(repository.objects.tag(sha));
  return {
    node_id: nodeId('T', sha),
    sha,
    url: apiUrl(urls, repository, `/git/tags/${sha}`),
    tagger: { ...signatureShape(tagger), date: timeText(new Date(tagger.seconds * 1000)) },
    object: { sha: object, type, url: apiUrl(urls, repository, `/git/${type}s/${object}`) },
    tag,
    message,
  };
}

const base = '/repos/{owner}/{repo}/git';
const [reading, writing] = ['contents=read', 'contents=write'];

/** The endpoints of git's objects. */
export const gitObjectRoutes: readonly Route[] = [
  { method: 'POST', path: `${base}/blobs`, needs: writing, handle: createBlob },
  { method: 'GET', path: `${base}/blobs/{file_sha}`, needs: reading, handle: getBlob },
  { method: 'POST', path: `${base}/trees`, needs: `${writing}; ${writing},workflows=write`, handle: createTree },
  { method: 'GET', path: `${base}/trees/{tree_sha}`, needs: reading, handle: getTree },
  { method: 'POST', path: `${base}/commits`, needs: writing, handle: createCommit },
  { method: 'GET', path: `${base}/commits/{commit_sha}`, needs: reading, handle: getCommit },
  { method: 'POST', path: `${base}/tags`, needs: writing, handle: createTag },
  { method: 'GET', path: `${base}/tags/{tag_sha}`, needs: reading, handle: getTag },
];
