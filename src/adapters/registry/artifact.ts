// Artifacts as folders: packaged once, and verified whenever they are opened.
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  type ArtifactFacts,
  type ArtifactFile,
  type ArtifactManifest,
  MANIFEST,
  makeManifest,
} from '../../core/artifact-manifest.ts';
import { fail } from '../../errors.ts';
import { verifyArtifact } from './artifact-check.ts';
import { type ArtifactLimits, defaultLimits, type ScannedFile, scanFolder } from './folder-scan.ts';
import { FILES_AT_ONCE, FileChanged, hashFile, inParallel, sha256 } from './read-through.ts';

/** What to package, and all that the manifest says beyond the list of files. */
export interface Packaging {
  readonly folder: string;
  readonly facts: Omit<ArtifactFacts, 'files' | 'documents'>;
  readonly limits?: ArtifactLimits;
}

/** Writes relevo.json into a folder, and makes it an artifact by that. */
export async function packageArtifact({ folder, facts, limits = defaultLimits }: Packaging): Promise<ArtifactManifest> {
  const scan = await scanFolder(folder, limits);
  if (!scan.ok) {
    if (scan.problem === 'size') throw fail('artifact-too-large', { folder, found: scan.found, most: scan.most });
    throw fail('artifact-refused', { folder, reason: scan.reason });
  }
  if (scan.hasManifest)
    throw fail('artifact-refused', { folder, reason: `it holds ${MANIFEST}, which Relevo itself writes` });
  const files: ArtifactFile[] = [];
  await inParallel(scan.files, FILES_AT_ONCE, async file => {
    files.push(await describeFile(folder, file));
  });
  const made = makeManifest({ ...facts, files, documents: [] }, sha256);
  if (!made.ok) throw fail('artifact-refused', { folder, reason: made.reason });
  await writeFile(join(folder, MANIFEST), made.text, { flag: 'wx' });
  return made.manifest;
}

async function describeFile(folder: string, { path, bytes, executable }: ScannedFile): Promise<ArtifactFile> {
  try {
    return { path, sha256: await hashFile(join(folder, path), bytes), bytes, executable };
  } catch (thrown) {
    if (!(thrown instanceof FileChanged)) throw thrown;
    throw fail('artifact-refused', { folder, reason: thrown.message }, thrown);
  }
}

/** Adds a text that tells about an artifact, such as its model card, beside what its digest names. */
export async function addDocument(folder: string, path: string, text: string): Promise<ArtifactManifest> {
  const { schema: _, digest: __, ...facts } = await openArtifact(folder);
  const document = { path, sha256: sha256(text), bytes: Buffer.byteLength(text), executable: false };
  const others = facts.documents.filter(other => other.path !== path);
  const made = makeManifest({ ...facts, documents: [...others, document] }, sha256);
  if (!made.ok) throw fail('artifact-refused', { folder, reason: made.reason });
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
  await writeFile(join(folder, `${MANIFEST}.new`), made.text);
  await rename(join(folder, `${MANIFEST}.new`), join(folder, MANIFEST));
  return made.manifest;
}

/** The manifest of an artifact whose files are all there, are no more, and are what the manifest says. */
export async function openArtifact(folder: string, limits: ArtifactLimits = defaultLimits): Promise<ArtifactManifest> {
  const verified = await verifyArtifact(folder, limits);
  if (verified.ok) return verified.manifest;
  throw fail('artifact-invalid', { place: folder, reason: verified.reason });
}
