// Commits and what lies between them.
import { conflict, found, invalid, ok, Refusal } from '../answer.ts';
import type { Call, Route } from '../call.ts';
import { answerPage } from '../page.ts';
import { commitShape, commitWithFilesShape, fileChangeShape } from '../shapes/commit.ts';
import { listCommits, mergeBase } from '../state/git-history.ts';
import { type Repository, resolveCommit } from '../state/repository.ts';
import { changedFiles } from '../state/tree-diff.ts';
import { apiUrl, htmlUrl } from '../state/urls.ts';

/** The commit that a part of the path names, or GitHub's refusal. */
export function commitOf({ repository }: Call, name: string): string {
  if (repository.refs.size === 0) throw conflict('Git Repository is empty.');
  const sha = resolveCommit(repository, name) ?? byPrefix(repository, name);
  if (sha === undefined) throw invalid(`No commit found for SHA: ${name}`);
  return sha;
}

/** A commit by the first letters of its id, as people write it in comments. */
function byPrefix({ objects, refs }: Repository, name: string): string | undefined {
  if (!/^[0-9a-f]{7,39}$/.test(name)) return undefined;
  const tips = [...refs.values()].flatMap(sha => objects.peel(sha) ?? []);
  return tips.flatMap(tip => listCommits(objects, tip)).find(sha => sha.startsWith(name));
}

function getCommit(call: Call) {
  const { world, repository, params } = call;
  return ok(commitWithFilesShape(world, repository, commitOf(call, params.ref ?? '')));
}

function getCommits(call: Call) {
  const { world, repository, query } = call;
  const { objects, defaultBranch } = repository;
  const from = commitOf(call, query.get('sha') ?? defaultBranch);
  const path = query.get('path');
  const all = listCommits(objects, from).filter(sha => path === null || touches(repository, sha, path));
  return answerPage(call, all, sha => commitShape(world, repository, sha));
}

/** Whether a commit changes what stands at a path. */
function touches({ objects }: Repository, sha: string, path: string): boolean {
  const idAt = (commit: string | undefined) => {
    const tree = commit === undefined ? undefined : objects.treeOf(commit);
    return tree === undefined ? undefined : objects.at(tree, path)?.sha;
  };
  return idAt(sha) !== idAt(objects.commit(sha)?.parents[0]);
}

function compare(call: Call) {
  const { world, repository, params } = call;
  const { objects } = repository;
  const [baseName, headName] = (params.basehead ?? '').split('...');
  const [base, head] = [endOf(call, baseName), endOf(call, headName)];
  const common = mergeBase(objects, base, head);
  if (common === undefined) throw new Refusal(404, `No common ancestor between ${baseName} and ${headName}.`);
  const ahead = listCommits(objects, head, [base]).reverse();
  const behind = listCommits(objects, base, [head]);
  const status =
    ahead.length === 0 ? (behind.length === 0 ? 'identical' : 'behind') : behind.length === 0 ? 'ahead' : 'diverged';
  const html = htmlUrl(world.urls, repository, `/compare/${base}...${head}`);
  const files = changedFiles(objects, objects.treeOf(common), objects.treeOf(head)!);
  return ok({
    url: apiUrl(world.urls, repository, `/compare/${encodeURIComponent(params.basehead ?? '')}`),
    html_url: html,
    permalink_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    base_commit: commitShape(world, repository, base),
    merge_base_commit: commitShape(world, repository, common),
    status,
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    commits: ahead.slice(-250).map(sha => commitShape(world, repository, sha)),
    files: files.slice(0, 300).map(file => fileChangeShape(world, repository, head, file)),
  });
}

/** One end of a comparison: a name here, or `owner:branch` in a fork. */
function endOf({ world, repository }: Call, name = ''): string {
  const [, owner, branch] = /^([^:]+):(.+)$/.exec(name) ?? [];
  if (owner === undefined || branch === undefined) return found(resolveCommit(repository, name));
  const related = world.repositories.find(
    other => other.objects === repository.objects && other.owner.login.toLowerCase() === owner.toLowerCase(),
  );
  return found(resolveCommit(found(related), branch));
}

const base = '/repos/{owner}/{repo}';
const needs = 'contents=read';

/** The endpoints of commits. */
export const commitRoutes: readonly Route[] = [
  { method: 'GET', path: `${base}/commits`, needs, handle: getCommits },
  { method: 'GET', path: `${base}/commits/{ref}`, needs, handle: getCommit },
  { method: 'GET', path: `${base}/compare/{basehead}`, needs, handle: compare },
];
