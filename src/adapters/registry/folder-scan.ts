// What stands in a folder that is, or shall be, an artifact: regular files with usable names, within bounds.
import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MANIFEST } from '../../core/artifact-manifest.ts';
import { faultOfPath } from '../../core/artifact-path.ts';

/** How much an artifact may hold. */
export interface ArtifactLimits {
  readonly bytes: number;
  readonly files: number;
}

/** A release asset must stay under 2 GiB, and ten thousand files are a mistake more often than a model. */
export const defaultLimits: ArtifactLimits = { bytes: 2_000_000_000, files: 10_000 };

/** A regular file of a folder. */
export interface ScannedFile {
  /** Relative, with `/`. */
  readonly path: string;
  readonly bytes: number;
  readonly executable: boolean;
}

/** The files of a folder, or the first thing that does not belong in an artifact. */
export type Scan =
  | { readonly ok: true; readonly files: readonly ScannedFile[]; readonly hasManifest: boolean }
  | { readonly ok: false; readonly problem: 'kind'; readonly reason: string }
  | { readonly ok: false; readonly problem: 'size'; readonly found: string; readonly most: string };

type Failure = Extract<Scan, { ok: false }>;

interface Progress {
  readonly root: string;
  readonly limits: ArtifactLimits;
  readonly files: ScannedFile[];
  hasManifest: boolean;
  bytes: number;
}

/** Lists a folder at any depth, without following a link. The manifest is counted apart; empty folders are no content. */
export async function scanFolder(root: string, limits: ArtifactLimits = defaultLimits): Promise<Scan> {
  const progress: Progress = { root, limits, files: [], hasManifest: false, bytes: 0 };
  const failure = await scanInto(progress, '');
  if (failure !== undefined) return failure;
  const { files, hasManifest } = progress;
  return { ok: true, files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), hasManifest };
}

async function scanInto(progress: Progress, folder: string): Promise<Failure | undefined> {
  for (const entry of await readdir(join(progress.root, folder), { withFileTypes: true, encoding: 'buffer' })) {
    const name = decodeName(entry.name);
    if (name === undefined) return refuse(folder || '.', 'a name in it is not UTF-8');
    const path = folder === '' ? name : `${folder}/${name}`;
    const fault = faultOfPath(path) ?? faultOfKind(entry);
    if (fault !== undefined) return refuse(path, fault);
    const failure = entry.isDirectory() ? await scanInto(progress, path) : await addFile(progress, path);
    if (failure !== undefined) return failure;
  }
  return undefined;
}

async function addFile(progress: Progress, path: string): Promise<Failure | undefined> {
  const stats = await lstat(join(progress.root, path));
  if (!stats.isFile()) return refuse(path, 'it changed while the folder was read');
  if (path === MANIFEST) {
    progress.hasManifest = true;
    return undefined;
  }
  // Windows knows no such bit and would call every file a program.
  const executable = process.platform !== 'win32' && (stats.mode & 0o100) !== 0;
  progress.files.push({ path, bytes: stats.size, executable });
  progress.bytes += stats.size;
  const { bytes, files } = progress.limits;
  if (progress.files.length > files) return tooLarge(`more than ${count(files)} files`, `${count(files)} files`);
  if (progress.bytes > bytes) return tooLarge(`more than ${count(bytes)} bytes`, `${count(bytes)} bytes`);
  return undefined;
}

const kinds: readonly (readonly [kind: string, is: (entry: Dirent<Buffer>) => boolean])[] = [
  ['a symbolic link', entry => entry.isSymbolicLink()],
  ['a named pipe', entry => entry.isFIFO()],
  ['a socket', entry => entry.isSocket()],
  ['a device', entry => entry.isBlockDevice() || entry.isCharacterDevice()],
  ['neither a file nor a folder', entry => !entry.isFile() && !entry.isDirectory()],
];

function faultOfKind(entry: Dirent<Buffer>): string | undefined {
  const kind = kinds.find(([, is]) => is(entry))?.[0];
  return kind === undefined ? undefined : `it is ${kind}`;
}

function decodeName(name: Buffer): string | undefined {
  const text = name.toString('utf8');
  return Buffer.from(text, 'utf8').equals(name) ? text : undefined;
}

function refuse(path: string, fault: string): Failure {
  return { ok: false, problem: 'kind', reason: `${JSON.stringify(path)} cannot be used: ${fault}` };
}

function tooLarge(found: string, most: string): Failure {
  return { ok: false, problem: 'size', found, most };
}

/** A number with its thousands apart, whatever the machine's language. */
function count(number: number): string {
  return number.toLocaleString('en-US');
}
