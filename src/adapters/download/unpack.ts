// What a verified download comes to: the files of a tar, compressed or not, or the one file that it is.
import { createReadStream } from 'node:fs';
import { chmod, mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { faultOfPath } from '../../core/artifact-path.ts';
import { fail } from '../../errors.ts';
import { ByteReader, StreamEnded } from '../registry/byte-reader.ts';
import { codeOf, writeNewFile } from '../registry/durable.ts';
import { defaultLimits } from '../registry/folder-scan.ts';
import { BLOCK } from '../registry/tar-header.ts';
import { type ForeignEntry, isTarBlock, readForeignTar, TarRefused } from './tar-entries.ts';

/** A file that has been verified, what messages call it, and the empty folder for what is in it. */
export interface Unpacking {
  readonly file: string;
  readonly place: string;
  /** What the file is called when it is no tar. */
  readonly name: string;
  readonly folder: string;
  readonly maxBytes: number;
}

/** Fills the folder. What is in the file is told by its content, never by its name. */
export async function unpack(unpacking: Unpacking): Promise<void> {
  const { file, folder, name, place } = unpacking;
  for (const isZipped of [false, true]) {
    if (isTarBlock(await readHead(file, isZipped))) return unpackTar(unpacking, isZipped);
  }
  const fault = faultOfPath(name);
  if (fault !== undefined) {
    throw fail('artifact-refused', { folder: place, reason: `${JSON.stringify(name)} cannot be used: ${fault}` });
  }
  await rename(file, join(folder, name));
}

/** The first block; less when there is less, or when it is not compressed as it was read. */
async function readHead(file: string, isZipped: boolean): Promise<Uint8Array> {
  const reader = new ByteReader(bytesOf(file, isZipped));
  try {
    return await reader.take(BLOCK);
  } catch (thrown) {
    if (thrown instanceof StreamEnded || isDamage(thrown)) return new Uint8Array();
    throw thrown;
  } finally {
    await reader.close();
  }
}

const isDamage = (thrown: unknown): boolean => codeOf(thrown)?.startsWith('Z_') === true;

async function* bytesOf(file: string, isZipped: boolean): AsyncGenerator<Uint8Array> {
  const stored = createReadStream(file, { highWaterMark: 1 << 20 });
  // Errors reach whoever iterates; the callback only keeps them from being thrown a second time.
  yield* isZipped ? pipeline(stored, createGunzip(), () => undefined) : stored;
}

async function unpackTar({ file, place, folder, maxBytes }: Unpacking, isZipped: boolean): Promise<void> {
  const reader = new ByteReader(bytesOf(file, isZipped));
  let [files, bytes] = [0, 0];
  try {
    // Folders are entries too, and a small archive can hold many.
    for await (const entry of readForeignTar(reader, 2 * defaultLimits.files)) {
      files += 1;
      bytes += entry.bytes;
      if (files > defaultLimits.files) throw new TarRefused(`it has more than ${defaultLimits.files} files`);
      if (bytes > maxBytes) throw new TarRefused(`its files are more than ${maxBytes} bytes`);
      await writeEntry(reader, folder, entry);
    }
    if (files === 0) throw new TarRefused('it has no file');
  } catch (thrown) {
    const isTar = thrown instanceof TarRefused || thrown instanceof StreamEnded || isDamage(thrown);
    if (!isTar) throw thrown;
    throw fail('artifact-refused', { folder: place, reason: (thrown as Error).message }, thrown);
  } finally {
    await reader.close();
  }
}

async function writeEntry(reader: ByteReader, folder: string, entry: ForeignEntry): Promise<void> {
  const path = join(folder, entry.path);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeNewFile(path, async handle => {
      for await (const part of reader.pass(entry.bytes)) await handle.writeFile(part);
    });
    if (entry.executable) await chmod(path, 0o755);
  } catch (thrown) {
    const isTwice = ['EEXIST', 'ENOTDIR', 'EISDIR'].includes(codeOf(thrown) ?? '');
    throw isTwice ? new TarRefused(`${JSON.stringify(entry.path)} stands in it twice`) : thrown;
  }
}
