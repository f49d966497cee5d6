// Whether a folder still is the artifact that it says it is; copies are made only of what is, byte by byte.
import { chmod, lstat, mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type ArtifactFile, type ArtifactManifest, MANIFEST, readManifest } from '../../core/artifact-manifest.ts';
import type { Digest } from '../../core/digest.ts';
import { codeOf, makeNewFolder, syncFolder, writeNewFile, writeSynced } from './durable.ts';
import { type ArtifactLimits, defaultLimits, scanFolder } from './folder-scan.ts';
import { FILES_AT_ONCE, FileChanged, hashFile, inParallel, sha256 } from './read-through.ts';

/** More than a manifest of any allowed number of files takes. */
export const MOST_MANIFEST_BYTES = 32 << 20;

interface Readable {
  readonly ok: true;
  readonly manifest: ArtifactManifest;
  /** relevo.json as it stands. */
  readonly text: string;
}

/** A verified artifact, or what is wrong with it. */
export type VerifiedArtifact = Readable | { readonly ok: false; readonly reason: string };

const anotherArtifact: VerifiedArtifact = { ok: false, reason: 'it is another artifact' };

/** Compares a folder with its manifest, file by file, and with the artifact that is expected when one is. */
export async function verifyArtifact(
  folder: string,
  limits: ArtifactLimits = defaultLimits,
  digest?: Digest,
): Promise<VerifiedArtifact> {
  const listed = await listArtifact(folder, limits);
  if (!listed.ok) return listed;
  if (digest !== undefined && listed.manifest.digest !== digest) return anotherArtifact;
  const { files, documents } = listed.manifest;
  const reasons: string[] = [];
  await inParallel([...files, ...documents], FILES_AT_ONCE, async file => {
    const reason = await compareFile(folder, file);
    if (reason !== undefined) reasons.push(reason);
  });
  const [reason] = reasons.sort();
  return reason === undefined ? listed : { ok: false, reason };
}

/** A copy to make. `isKept`: it shall survive a power cut; a copy to work with need not, and is made faster. */
export interface Copying {
  readonly from: string;
  /** Does not exist yet. */
  readonly to: string;
  readonly limits: ArtifactLimits;
  readonly isKept: boolean;
  /** The artifact that is expected; any when not given. */
  readonly digest?: Digest;
}

/** Copies an artifact, and verifies every byte on the way; half a copy is removed. */
export async function copyArtifact(copying: Copying): Promise<VerifiedArtifact> {
  const { from, to, limits, digest } = copying;
  const listed = await listArtifact(from, limits);
  if (!listed.ok) return listed;
  if (digest !== undefined && listed.manifest.digest !== digest) return anotherArtifact;
  await makeNewFolder(to);
  const copied = await copyFiles(copying, listed).catch(async (thrown: unknown) => {
    await rm(to, { recursive: true, force: true });
    throw thrown;
  });
  if (!copied.ok) await rm(to, { recursive: true, force: true });
  return copied;
}

/** Reads the manifest, and compares the list of what stands in the folder with it. */
export async function listArtifact(folder: string, limits: ArtifactLimits): Promise<VerifiedArtifact> {
  const read = await readManifestFile(folder);
  if (!read.ok) return read;
  const scan = await scanFolder(folder, limits);
  if (!scan.ok) return { ok: false, reason: scan.problem === 'size' ? `it holds ${scan.found}` : scan.reason };
  const found = new Map(scan.files.map(file => [file.path, file.bytes]));
  for (const { path, bytes } of [...read.manifest.files, ...read.manifest.documents]) {
    if (!found.has(path)) return { ok: false, reason: `${JSON.stringify(path)} is missing` };
    if (found.get(path) !== bytes) return { ok: false, reason: `${JSON.stringify(path)} has another size` };
    found.delete(path);
  }
  const [extra] = found.keys();
  return extra === undefined ? read : { ok: false, reason: `${JSON.stringify(extra)} is in no list` };
}

async function readManifestFile(folder: string): Promise<VerifiedArtifact> {
  try {
    const path = join(folder, MANIFEST);
    const stats = await lstat(path);
    if (!stats.isFile() || stats.size > MOST_MANIFEST_BYTES) return { ok: false, reason: `${MANIFEST} is no manifest` };
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(path));
    const reading = readManifest(text, sha256);
    return reading.ok ? reading : { ok: false, reason: `${MANIFEST} is not as Relevo writes it: ${reading.reason}` };
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT' || codeOf(thrown) === 'ENOTDIR')
      return { ok: false, reason: `it has no ${MANIFEST}` };
    if (codeOf(thrown) !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw thrown;
    return { ok: false, reason: `${MANIFEST} is not UTF-8 text` };
  }
}

async function compareFile(folder: string, { path, bytes, sha256 }: ArtifactFile): Promise<string | undefined> {
  return compareDigest(path, sha256, () => hashFile(join(folder, path), bytes));
}

/** Copies in the manifest's order, itself last: half a copy that nobody could remove is no artifact. */
async function copyFiles(copying: Copying, listed: Readable): Promise<VerifiedArtifact> {
  const { to, isKept } = copying;
  const files = [...listed.manifest.files, ...listed.manifest.documents];
  for (const file of files) {
    await mkdir(dirname(join(to, file.path)), { recursive: true });
    const reason = await copyFile(copying, file);
    if (reason !== undefined) return { ok: false, reason };
  }
  const write = isKept ? writeSynced : writeNewFile;
  await write(join(to, MANIFEST), handle => handle.writeFile(listed.text));
  if (isKept) for (const folder of foldersOf(files)) await syncFolder(join(to, folder));
  return listed;
}

async function copyFile({ from, to, isKept }: Copying, file: ArtifactFile): Promise<string | undefined> {
  const { path, bytes, sha256, executable } = file;
  const write = isKept ? writeSynced : writeNewFile;
  let reason: string | undefined;
  await write(join(to, path), async handle => {
    const copy = () => hashFile(join(from, path), bytes, piece => handle.writeFile(piece));
    reason = await compareDigest(path, sha256, copy);
  });
  await chmod(join(to, path), executable ? 0o755 : 0o644);
  return reason;
}

async function compareDigest(path: string, expected: Digest, hash: () => Promise<Digest>): Promise<string | undefined> {
  try {
    if ((await hash()) === expected) return undefined;
  } catch (thrown) {
    if (!(thrown instanceof FileChanged)) throw thrown;
  }
  return `${JSON.stringify(path)} has other content`;
}

function foldersOf(files: readonly ArtifactFile[]): ReadonlySet<string> {
  const folders = new Set(['.']);
  for (const { path } of files) {
    for (let end = path.lastIndexOf('/'); end !== -1; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}
