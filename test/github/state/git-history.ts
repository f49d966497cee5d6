// What can be told from the parents of commits: who descends from whom, and where two lines parted.
import type { GitObjects } from './git-objects.ts';

/** A commit and everything that it descends from. */
export function ancestors(objects: GitObjects, ...from: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const open = [...from];
  for (let sha = open.pop(); sha !== undefined; sha = open.pop()) {
    if (seen.has(sha)) continue;
    seen.add(sha);
    open.push(...(objects.commit(sha)?.parents ?? []));
  }
  return seen;
}

/** Whether `old` is `young` or one of its ancestors. */
export function isAncestor(objects: GitObjects, old: string, young: string): boolean {
  return ancestors(objects, young).has(old);
}

/** Commits reachable from `from` and not from `without`, children before parents, the newest first. */
export function listCommits(objects: GitObjects, from: string, without: readonly string[] = []): string[] {
  const hidden = ancestors(objects, ...without);
  const wanted = new Set([...ancestors(objects, from)].filter(sha => !hidden.has(sha)));
  const children = new Map([...wanted].map(sha => [sha, 0]));
  for (const sha of wanted) {
    for (const parent of parentsAmong(objects, sha, wanted)) children.set(parent, (children.get(parent) ?? 0) + 1);
  }
  const ready = [...wanted].filter(sha => children.get(sha) === 0);
  const list: string[] = [];
  for (let sha = takeNewest(objects, ready); sha !== undefined; sha = takeNewest(objects, ready)) {
    list.push(sha);
    for (const parent of parentsAmong(objects, sha, wanted)) {
      const left = (children.get(parent) ?? 0) - 1;
      children.set(parent, left);
      if (left === 0) ready.push(parent);
    }
  }
  return list;
}

const parentsAmong = (objects: GitObjects, sha: string, wanted: ReadonlySet<string>) =>
  (objects.commit(sha)?.parents ?? []).filter(parent => wanted.has(parent));

const committedAt = (objects: GitObjects, sha: string) => objects.commit(sha)?.committer.seconds ?? 0;

function takeNewest(objects: GitObjects, ready: string[]): string | undefined {
  let best = 0;
  ready.forEach((sha, index) => {
    if (committedAt(objects, sha) > committedAt(objects, ready[best]!)) best = index;
  });
  return ready.splice(best, 1)[0];
}

/** The best common ancestor of two commits; undefined when they share none. */
export function mergeBase(objects: GitObjects, one: string, other: string): string | undefined {
  const theirs = ancestors(objects, other);
  const common = [...ancestors(objects, one)].filter(sha => theirs.has(sha));
  const older = new Set(common.flatMap(sha => objects.commit(sha)?.parents ?? []));
  const best = common.filter(sha => !older.has(sha));
  return best.sort((a, b) => committedAt(objects, b) - committedAt(objects, a))[0];
}
