// The files around a relevo.yml: what git knows, what patterns match on disk, which columns a table has.
import { join } from 'node:path';
import picomatch from 'picomatch';
import { RelevoError } from '../errors.ts';
import type { PathPatterns, Rows } from '../ports.ts';
import { listFolder, walkFolder } from './repository.ts';
import { exists, isFile } from './system.ts';

/** Looks around in the folder that relevo.yml stands in; `read` is how tables there are opened. */
export function createWorkspace(root: string, env: NodeJS.ProcessEnv, rows: Rows) {
  const listings = new Map<string, Promise<readonly string[]>>();
  const list = (dir: string): Promise<readonly string[]> => {
    const known = listings.get(dir) ?? listFolder(join(root, dir), env).then(({ files }) => files);
    listings.set(dir, known);
    return known;
  };
  return {
    match: async (dir: string, patterns: readonly string[]) => {
      const found = new Set(await list(dir));
      // Data is often kept out of git: what the patterns reach on disk counts as well.
      for (const path of await reachable(join(root, dir), patterns)) found.add(path);
      return selectFiles([...found].sort(), patterns);
    },
    exists: (path: string) => exists(join(root, path)),
    columns: (path: string) => readColumns(join(root, path), rows),
  };
}

/** The paths that a list of patterns selects: any of them matches, and no pattern with `!` takes it out again. */
export function selectFiles(paths: readonly string[], patterns: readonly string[]): string[] {
  const [out, into] = [patterns.filter(isExclusion), patterns.filter(pattern => !isExclusion(pattern))];
  const isIn = into.length === 0 ? () => false : picomatch([...into], matching);
  const isOut =
    out.length === 0
      ? () => false
      : picomatch(
          out.map(pattern => pattern.slice(1)),
          matching,
        );
  return paths.filter(path => isIn(path) && !isOut(path));
}

/** The port for paths that are not on this disk. */
export const pathPatterns: PathPatterns = { select: selectFiles };

/** Patterns reach hidden files too, for those can shape a model as well; they know only *, **, ?, [a-z] and {a,b}. */
const matching = { dot: true, noextglob: true, nonegate: true, strictSlashes: true } as const;

const isExclusion = (pattern: string) => pattern.startsWith('!');

/** The files on disk that patterns name, or that are below the folders at which they begin. */
async function reachable(folder: string, patterns: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const pattern of patterns.filter(each => !isExclusion(each))) {
    const { base, isGlob } = picomatch.scan(pattern, matching);
    // A pattern that begins at the folder itself is for what git knows: below it could be anything.
    if (isGlob && base !== '')
      for (const path of await walkFolder(folder, base, Number.POSITIVE_INFINITY)) found.push(path);
    if (!isGlob && (await isFile(join(folder, pattern)))) found.push(pattern);
  }
  return found;
}

/** Undefined when there is no table that can be read; reading it for real will say why. */
async function readColumns(path: string, rows: Rows): Promise<readonly string[] | undefined> {
  try {
    return await (await rows.open(path)).columns();
  } catch (thrown) {
    if (thrown instanceof RelevoError) return undefined;
    throw thrown;
  }
}
