// An artifact as one tar, with the same bytes on every machine: the manifest first, then the files in its order.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type ArtifactFile, type ArtifactManifest, MANIFEST } from '../../core/artifact-manifest.ts';
import { digestOf } from '../../core/digest.ts';
import { fail } from '../../errors.ts';
import { listArtifact } from './artifact-check.ts';
import { type ArtifactLimits, defaultLimits } from './folder-scan.ts';
import { FileChanged, readPieces } from './read-through.ts';
import { BLOCK, MOST_TAR_BYTES, paddingAfter, type TarEntry, writeHeader } from './tar-header.ts';

/** A tar that is made while it is read, and how long it will be. */
export interface ArtifactTar {
  readonly manifest: ArtifactManifest;
  readonly bytes: number;
  /** The tar, piece by piece; ends in an error when a file is not what the manifest says. */
  read(): AsyncGenerator<Uint8Array, void, void>;
}

/** Two empty blocks. */
export const TAR_END = 2 * BLOCK;

/** What stands in the tar, in order. */
export function listEntries({ files, documents }: ArtifactManifest): readonly ArtifactFile[] {
  return [...files, ...documents];
}

/** The manifest as an entry of its own tar. */
export function manifestEntry(bytes: number): TarEntry {
  return { path: MANIFEST, bytes, executable: false };
}

/** Prepares the tar of an artifact. Its files are verified while they are read, so each is read once. */
export async function packTar(folder: string, limits: ArtifactLimits = defaultLimits): Promise<ArtifactTar> {
  const listed = await listArtifact(folder, limits);
  if (!listed.ok) throw fail('artifact-invalid', { place: folder, reason: listed.reason });
  const { manifest } = listed;
  const text = Buffer.from(listed.text, 'utf8');
  const entries = listEntries(manifest);
  const large = entries.find(({ bytes }) => bytes > MOST_TAR_BYTES);
  if (large !== undefined) {
    const found = `a file of ${large.bytes} bytes`;
    throw fail('artifact-too-large', { folder, found, most: `${MOST_TAR_BYTES} bytes a file` });
  }
  const sizes = [manifestEntry(text.length), ...entries].map(sizeOf);
  const bytes = sizes.reduce((total, size) => total + size, TAR_END);
  return { manifest, bytes, read: () => writeTar(folder, text, entries) };
}

function sizeOf(entry: TarEntry): number {
  return writeHeader(entry).length + entry.bytes + paddingAfter(entry.bytes);
}

async function* writeTar(
  folder: string,
  manifest: Buffer,
  entries: readonly ArtifactFile[],
): AsyncGenerator<Uint8Array, void, void> {
  yield writeHeader(manifestEntry(manifest.length));
  yield manifest;
  yield new Uint8Array(paddingAfter(manifest.length));
  for (const entry of entries) {
    yield writeHeader(entry);
    yield* writeContent(folder, entry);
    yield new Uint8Array(paddingAfter(entry.bytes));
  }
  yield new Uint8Array(TAR_END);
}

async function* writeContent(folder: string, { path, bytes, sha256 }: ArtifactFile): AsyncGenerator<Uint8Array> {
  const file = join(folder, path);
  const hash = createHash('sha256');
  // A copy: whoever sends the pieces may still hold one when the next is read.
  for await (const piece of readPieces(file, bytes)) {
    hash.update(piece);
    yield Uint8Array.from(piece);
  }
  if (digestOf(hash.digest('hex')) !== sha256) throw new FileChanged(file);
}
