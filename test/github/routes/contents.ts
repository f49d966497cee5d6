// Files by path: read at any commit, written one at a time.
import { type Answer, conflict, created, forbidden, found, invalid, ok, Refusal } from '../answer.ts';
import type { Call, Route } from '../call.ts';
import { gitCommitShape } from '../shapes/commit.ts';
import { byToken } from '../state/events.ts';
import { type TreeEntry, typeOfMode } from '../state/git-format.ts';
import type { TreeFile } from '../state/git-objects.ts';
import { moveRef } from '../state/ref-move.ts';
import { resolveCommit } from '../state/repository.ts';
import { apiUrl, htmlUrl } from '../state/urls.ts';
import { isWorkflowPath, lacksWorkflows } from '../state/workflow-files.ts';
import { base64Lines, isRaw, signatureOf } from './git-objects.ts';
import { refuseByRules } from './git-refs.ts';

/** Larger files come without content, and those above 100 MB not at all. */
const inlineBytes = 1024 * 1024;
const largestBytes = 100 * 1024 * 1024;

function getContents(call: Call): Answer {
  const { repository, params, query, accept } = call;
  const { objects, defaultBranch } = repository;
  const ref = query.get('ref') ?? defaultBranch;
  const path = (params.path ?? '').replace(/\/$/, '');
  if (repository.refs.size === 0) throw new Refusal(404, 'This repository is empty.');
  const commit = resolveCommit(repository, ref);
  if (commit === undefined) throw new Refusal(404, `No commit found for the ref ${ref}`);
  const entry = found(objects.at(objects.treeOf(commit)!, path));
  if (entry.mode === '040000') return ok(folderShape(call, entry, path, ref));
  const bytes = found(objects.bytes('blob', entry.sha));
  if (isRaw(accept))
    return { status: 200, bytes: { type: 'application/vnd.github.raw; charset=utf-8', content: bytes } };
  if (bytes.length > largestBytes) throw tooLarge();
  const isInline = bytes.length <= inlineBytes;
  const content = isInline ? { content: base64Lines(bytes), encoding: 'base64' } : { content: '', encoding: 'none' };
  return ok({ ...entryShape(call, entry, path, ref), ...content });
}

const tooLarge = () =>
  new Refusal(
    403,
    'This API returns blobs up to 100 MB in size. The requested blob is too large to fetch via the API.',
    {
      errors: [{ resource: 'Blob', field: 'data', code: 'too_large' }],
    },
  );

function folderShape(call: Call, folder: TreeEntry, path: string, ref: string): object {
  const prefix = path === '' ? '' : `${path}/`;
  const entries = (call.repository.objects.tree(folder.sha) ?? []).map(entry =>
    entryShape(call, entry, `${prefix}${entry.name}`, ref),
  );
  if (!call.accept.includes('application/vnd.github.object')) return entries;
  return { ...entryShape(call, folder, path, ref), entries };
}

const kinds = { blob: 'file', tree: 'dir', commit: 'submodule' } as const;

function entryShape({ world: { urls }, repository }: Call, entry: TreeEntry, path: string, ref: string) {
  const type = typeOfMode(entry.mode);
  const place = encodeURI(path);
  const self = apiUrl(urls, repository, `/contents/${place}?ref=${ref}`);
  const git = apiUrl(urls, repository, `/git/${type === 'tree' ? 'trees' : 'blobs'}/${entry.sha}`);
  const html = htmlUrl(urls, repository, `/${type}/${ref}/${place}`);
  return {
    name: entry.name,
    path,
    sha: entry.sha,
    size: repository.objects.bytes('blob', entry.sha)?.length ?? 0,
    url: self,
    html_url: html,
    git_url: git,
    download_url: type === 'blob' ? htmlUrl(urls, repository, `/raw/${ref}/${place}`) : null,
    type: kinds[type],
    _links: { self, git, html },
  };
}

interface Change {
  readonly message: string;
  readonly content?: string;
  readonly sha?: string;
  readonly branch?: string;
  readonly committer?: { name: string; email: string; date?: string };
  readonly author?: { name: string; email: string; date?: string };
}

function putContents(call: Call): Answer {
  const change = call.json<Change>();
  const isNew = changeFile(call, change, files => {
    const path = call.params.path ?? '';
    const known = files.get(path);
    refuseOtherSha(change, known, path);
    const sha = call.repository.objects.add('blob', Buffer.from(change.content ?? '', 'base64'));
    files.set(path, { mode: known?.mode ?? '100644', sha });
    return known === undefined;
  });
  return isNew.result ? created(isNew.body) : ok(isNew.body);
}

/** A file that is there is changed only by who knows what is in it. */
function refuseOtherSha({ sha }: Change, known: TreeFile | undefined, path: string): void {
  if (known === undefined || known.sha === sha) return;
  if (sha === undefined) throw invalid(`Invalid request.\n\n"sha" wasn't supplied.`);
  throw conflict(`${path} does not match ${sha}`);
}

/** Commits one file on the end of a branch; an empty repository gets its first commit this way. */
function changeFile<Result>(call: Call, change: Change, edit: (files: Map<string, TreeFile>) => Result) {
  const { world, repository, token, params } = call;
  const { objects, refs, defaultBranch } = repository;
  const branch = change.branch ?? defaultBranch;
  const parent = refs.get(`refs/heads/${branch}`);
  if (parent === undefined && refs.size > 0) throw new Refusal(404, `Branch ${branch} not found`);
  if (lacksWorkflows(token) && isWorkflowPath(params.path ?? '')) throw forbidden();
  const files = parent === undefined ? new Map<string, TreeFile>() : objects.files(objects.treeOf(parent)!);
  const result = edit(files);
  const tree = objects.addFiles(files);
  const author = signatureOf(call, change.author ?? change.committer);
  const committer = signatureOf(call, change.committer ?? { name: 'GitHub', email: 'noreply@github.com' });
  const parents = parent === undefined ? [] : [parent];
  const sha = objects.addCommit({ tree, parents, author, committer, message: change.message });
  refuseByRules(call, `refs/heads/${branch}`, sha, 409);
  moveRef(world, repository, `refs/heads/${branch}`, sha, byToken(token));
  const entry = objects.at(tree, params.path ?? '');
  const content = entry === undefined ? null : entryShape(call, entry, params.path ?? '', branch);
  return { result, body: { content, commit: gitCommitShape(world, repository, sha) } };
}

const path = '/repos/{owner}/{repo}/contents/{path}';
const writing = 'contents=write; contents=write,workflows=write';

/** The endpoints of files. */
export const contentRoutes: readonly Route[] = [
  { method: 'GET', path, needs: 'contents=read', handle: getContents },
  { method: 'PUT', path, needs: writing, handle: putContents },
];
