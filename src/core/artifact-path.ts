// Which paths an artifact may hold: those that mean the same file on every system, and never one outside it.
import { isReservedOnWindows } from './model-ref.ts';

/** The longest path, and the longest name in it, in UTF-8 bytes; what tar, ext4 and NTFS all hold. */
const LONGEST_PATH = 1024;
const LONGEST_NAME = 255;

/** Why a path, relative and with `/`, cannot stand in an artifact; undefined when it can. */
export function faultOfPath(path: string): string | undefined {
  if (path.startsWith('/')) return 'it is absolute';
  if (bytesOf(path) > LONGEST_PATH) return `it is longer than ${LONGEST_PATH} bytes`;
  for (const name of path.split('/')) {
    const fault = faultOfName(name);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

const faults: readonly (readonly [fault: string, has: (name: string) => boolean])[] = [
  ['it has an empty part', name => name === ''],
  ['it leaves the folder', name => name === '..'],
  ['it has a part that is only a dot', name => name === '.'],
  [`it has a part longer than ${LONGEST_NAME} bytes`, name => bytesOf(name) > LONGEST_NAME],
  ['it is not valid Unicode', name => /\p{Surrogate}/u.test(name)],
  ['it has a control character', name => /\p{Control}/u.test(name)],
  ['it has a character that Windows refuses in names: \\ : * ? " < > |', name => /[\\:*?"<>|]/.test(name)],
  ['it has a part that ends in a dot or space, which Windows drops', name => /[. ]$/.test(name)],
  ['it has a part that Windows reserves for a device', isReservedOnWindows],
];

function faultOfName(name: string): string | undefined {
  return faults.find(([, has]) => has(name))?.[0];
}

/**
 * The first two paths that are one on a system that ignores letter case or Unicode normalisation, or of which one is the
 * folder of the other. Paths without a fault are expected.
 */
export function findCollision(paths: readonly string[]): readonly [string, string] | undefined {
  const seen = new Map<string, string>();
  for (const path of paths) {
    const other = seen.get(keyOf(path));
    if (other !== undefined) return [other, path];
    seen.set(keyOf(path), path);
  }
  return findFolderCollision(paths, seen);
}

function findFolderCollision(
  paths: readonly string[],
  files: ReadonlyMap<string, string>,
): readonly [string, string] | undefined {
  const folders = new Map<string, string>();
  for (const path of paths) {
    for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1)) {
      const folder = path.slice(0, end);
      const key = keyOf(folder);
      const other = files.get(key) ?? folders.get(key) ?? folder;
      if (other !== folder || files.has(key)) return [other, path];
      folders.set(key, folder);
    }
  }
  return undefined;
}

/** Equal for names that some system takes for one; upper case first, because ß becomes SS and ſ becomes S only that way. */
function keyOf(path: string): string {
  return path.normalize('NFKD').toUpperCase().toLowerCase().normalize('NFKD');
}

/** Length in UTF-8. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
