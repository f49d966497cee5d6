// The artifact in a tar. Reading compares: what Relevo would not have written, byte for byte, is refused, so there is no link,
// device, path or trailing byte to guard against one by one.
import { createHash } from 'node:crypto';
import { chmod, type FileHandle, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type ArtifactFile, type ArtifactManifest, MANIFEST, readManifest } from '../../core/artifact-manifest.ts';
import { digestOf } from '../../core/digest.ts';
import { fail } from '../../errors.ts';
import { MOST_MANIFEST_BYTES } from './artifact-check.ts';
import { ByteReader, StreamEnded } from './byte-reader.ts';
import { makeNewFolder, writeNewFile } from './durable.ts';
import { type ArtifactLimits, defaultLimits } from './folder-scan.ts';
import { sha256 } from './read-through.ts';
import { BLOCK, paddingAfter, type TarEntry, writeHeader } from './tar-header.ts';
import { listEntries, manifestEntry, TAR_END } from './tar-write.ts';

/** A tar to read: its bytes, what messages call it, and the folder to make. */
export interface Unpacking {
  readonly source: AsyncIterable<Uint8Array>;
  readonly name: string;
  /** Does not exist yet; stays away when the tar is refused. */
  readonly folder: string;
  readonly limits?: ArtifactLimits;
}

/** Why a tar is not read any further. */
class Refused extends Error {}

/** Makes the folder of the artifact in a tar, verified to the last byte; memory does not depend on its size. */
export async function unpackTar({
  source,
  name,
  folder,
  limits = defaultLimits,
}: Unpacking): Promise<ArtifactManifest> {
  await makeNewFolder(folder);
  const reader = new ByteReader(source);
  try {
    const { manifest, text } = await readFirstEntry(reader, limits);
    for (const entry of listEntries(manifest)) await readEntry(reader, folder, entry);
    await expectZeros(reader, TAR_END, 'it has no end');
    if (!(await reader.isAtEnd())) throw new Refused('something follows its end');
    await writeNewFile(join(folder, MANIFEST), handle => handle.writeFile(text));
    return manifest;
  } catch (thrown) {
    await rm(folder, { recursive: true, force: true });
    if (!(thrown instanceof Refused || thrown instanceof StreamEnded)) throw thrown;
    throw fail('artifact-invalid', { place: name, reason: thrown.message }, thrown);
  } finally {
    await reader.close();
  }
}

async function readFirstEntry(reader: ByteReader, limits: ArtifactLimits) {
  const header = await reader.take(BLOCK);
  const size = /^[0-7]{11}$/.exec(header.toString('latin1', 124, 135))?.[0];
  const bytes = size === undefined ? Number.POSITIVE_INFINITY : Number.parseInt(size, 8);
  const isManifest = bytes <= MOST_MANIFEST_BYTES && header.equals(writeHeader(manifestEntry(bytes)));
  if (!isManifest) throw new Refused(`it does not begin with ${MANIFEST} as Relevo writes it`);
  const text = decodeUtf8(await reader.take(bytes));
  await expectZeros(reader, paddingAfter(bytes), `${MANIFEST} is not followed by zeros`);
  const reading = readManifest(text, sha256);
  if (!reading.ok) throw new Refused(`${MANIFEST} is not as Relevo writes it: ${reading.reason}`);
  const entries = listEntries(reading.manifest);
  const total = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  if (entries.length > limits.files) throw new Refused(`it holds more than ${limits.files} files`);
  if (total > limits.bytes) throw new Refused(`it holds more than ${limits.bytes} bytes`);
  return { manifest: reading.manifest, text };
}

async function readEntry(reader: ByteReader, folder: string, entry: ArtifactFile): Promise<void> {
  const path = JSON.stringify(entry.path);
  await expectHeader(reader, entry, `where ${path} should begin is something else`);
  await mkdir(dirname(join(folder, entry.path)), { recursive: true });
  await writeNewFile(join(folder, entry.path), async handle => {
    if ((await readContent(reader, handle, entry.bytes)) !== entry.sha256) {
      throw new Refused(`${path} has other content`);
    }
  });
  await chmod(join(folder, entry.path), entry.executable ? 0o755 : 0o644);
  await expectZeros(reader, paddingAfter(entry.bytes), `${path} is not followed by zeros`);
}

async function readContent(reader: ByteReader, handle: FileHandle, bytes: number) {
  const hash = createHash('sha256');
  for await (const part of reader.pass(bytes)) {
    hash.update(part);
    await handle.writeFile(part);
  }
  return digestOf(hash.digest('hex'));
}

async function expectHeader(reader: ByteReader, entry: TarEntry, otherwise: string): Promise<void> {
  const expected = writeHeader(entry);
  if (!(await reader.take(expected.length)).equals(expected)) throw new Refused(otherwise);
}

async function expectZeros(reader: ByteReader, bytes: number, otherwise: string): Promise<void> {
  if ((await reader.take(bytes)).some(byte => byte !== 0)) throw new Refused(otherwise);
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Refused(`${MANIFEST} is not UTF-8 text`);
  }
}
