// The repository as its own tests see it: where it is, which files git would keep, and what stands in them.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that package.json stands in, with a slash at the end. */
export const root =
  // Bundled by scripts/run.mjs, this file stands elsewhere; the environment says where the repository is.
  process.env.RELEVO_ROOT === undefined
    ? fileURLToPath(new URL('..', import.meta.url))
    : join(process.env.RELEVO_ROOT, '/');

/** The text of a file, named from the root of the repository. */
export function readText(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** The files that git keeps or would keep, named from the root and sorted, whose path matches. */
export function listFiles(pattern: RegExp): readonly string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: root });
  return listed
    .toString('utf8')
    .split('\0')
    .filter(path => pattern.test(path) && existsSync(join(root, path)))
    .sort();
}
