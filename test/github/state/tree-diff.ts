// Which files differ between two trees, and by how much.
import type { GitObjects, TreeFile } from './git-objects.ts';
import { diffLines } from './line-diff.ts';

/** A file that differs. */
export interface FileChange {
  readonly path: string;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed';
  /** The blob after the change; before it, for a removed file. */
  readonly sha: string;
  readonly previousPath?: string;
  readonly additions: number;
  readonly deletions: number;
  /** Absent for binary files, and when only the name differs. */
  readonly patch?: string;
}

/** The files that differ between two trees, by path; a file that moved unchanged is `renamed`. */
export function changedFiles(objects: GitObjects, oldTree: string | undefined, youngTree: string): FileChange[] {
  const old = oldTree === undefined ? new Map<string, TreeFile>() : objects.files(oldTree);
  const young = objects.files(youngTree);
  const gone = new Map([...old].filter(([path]) => !young.has(path)).map(([path, { sha }]) => [sha, path]));
  const changes: FileChange[] = [];
  for (const [path, { sha, mode }] of young) {
    const before = old.get(path);
    if (before?.sha === sha && before.mode === mode) continue;
    const previousPath = before === undefined ? gone.get(sha) : undefined;
    if (previousPath !== undefined) {
      gone.delete(sha);
      changes.push({ path, status: 'renamed', sha, previousPath, additions: 0, deletions: 0 });
    } else {
      changes.push({ path, status: before ? 'modified' : 'added', sha, ...measure(objects, before?.sha, sha) });
    }
  }
  const moved = new Set(changes.flatMap(({ previousPath }) => previousPath ?? []));
  for (const [path, { sha }] of old) {
    if (young.has(path) || moved.has(path)) continue;
    changes.push({ path, status: 'removed', sha, ...measure(objects, sha, undefined) });
  }
  return changes.sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
}

type Measure = Pick<FileChange, 'additions' | 'deletions' | 'patch'>;

function measure(objects: GitObjects, old: string | undefined, young: string | undefined): Measure {
  const texts = [old, young].map(sha => (sha === undefined ? Buffer.alloc(0) : objects.bytes('blob', sha)));
  const [before, after] = texts;
  if (before === undefined || after === undefined || before.includes(0) || after.includes(0)) {
    return { additions: 0, deletions: 0 };
  }
  const { additions, deletions, patch } = diffLines(before.toString('utf8'), after.toString('utf8'));
  return { additions, deletions, ...(patch === '' ? {} : { patch }) };
}
