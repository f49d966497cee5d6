// A three-way merge of trees: file by file, and line by line where both sides changed a file.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GitObjects, TreeFile } from './git-objects.ts';

/** The tree that takes both sides' changes since `base`; undefined when they contradict each other. */
export function mergeTrees(
  objects: GitObjects,
  base: string | undefined,
  ours: string,
  theirs: string,
): string | undefined {
  const sides = [base, ours, theirs].map(tree =>
    tree === undefined ? new Map<string, TreeFile>() : objects.files(tree),
  );
  const [old, mine, other] = sides as [Map<string, TreeFile>, Map<string, TreeFile>, Map<string, TreeFile>];
  const merged = new Map<string, TreeFile>();
  for (const path of new Set(sides.flatMap(files => [...files.keys()]))) {
    const file = mergeFile(objects, old.get(path), mine.get(path), other.get(path));
    if (file === 'conflict') return undefined;
    if (file !== undefined) merged.set(path, file);
  }
  return objects.addFiles(merged);
}

const same = (a: TreeFile | undefined, b: TreeFile | undefined) => a?.sha === b?.sha && a?.mode === b?.mode;

function mergeFile(
  objects: GitObjects,
  old: TreeFile | undefined,
  mine: TreeFile | undefined,
  other: TreeFile | undefined,
): TreeFile | undefined | 'conflict' {
  if (same(mine, other) || same(old, other)) return mine;
  if (same(old, mine)) return other;
  if (old === undefined || mine === undefined || other === undefined) return 'conflict';
  const texts = [mine, old, other].map(({ sha }) => objects.bytes('blob', sha));
  const merged = mergeLines(texts);
  if (merged === undefined) return 'conflict';
  return { mode: old.mode === mine.mode ? other.mode : mine.mode, sha: objects.add('blob', merged) };
}

/** git's own merge of a file's three versions: ours, the base's, theirs. */
function mergeLines(texts: readonly (Buffer | undefined)[]): Buffer | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'merge-'));
  try {
    const paths = texts.map((text, index) => {
      const path = join(folder, `${index}`);
      writeFileSync(path, text ?? '');
      return path;
    });
    return execFileSync('git', ['merge-file', '--stdout', ...paths], { stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
