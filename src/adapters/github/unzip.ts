// What a job uploaded, unpacked: plain files only, inside the folder, and no more bytes than were expected.
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { faultOfPath } from '../../core/artifact-path.ts';
import { fail, RelevoError } from '../../errors.ts';

/** A zip to unpack. */
export interface Unzipping {
  readonly path: string;
  /** What messages call it. */
  readonly name: string;
  /** An empty folder. */
  readonly folder: string;
  readonly maxBytes: number;
  readonly maxFiles?: number;
}

const MOST_FILES = 20_000;

class Refused extends Error {}

/** Unpacks a zip, or refuses all of it at the first entry that is not as expected. */
export async function unzip(wanted: Unzipping): Promise<void> {
  const { path, name } = wanted;
  try {
    const zip = await openPromise(path, {
      lazyEntries: true,
      strictFileNames: true,
      validateEntrySizes: true,
      autoClose: false,
    });
    try {
      await unpackAll(zip, wanted);
    } finally {
      zip.close();
    }
  } catch (thrown) {
    if (thrown instanceof RelevoError || (thrown as Partial<NodeJS.ErrnoException>).syscall !== undefined) throw thrown;
    throw fail('github-archive', { name, reason: sentence((thrown as Error).message) }, thrown);
  }
}

async function unpackAll(zip: ZipFile, { folder, maxBytes, maxFiles = MOST_FILES }: Unzipping): Promise<void> {
  let left = maxBytes;
  let files = 0;
  const seen = new Set<string>();
  for await (const entry of zip.eachEntry()) {
    const { fileName } = entry;
    if (fileName.endsWith('/')) continue;
    refuseUnless(++files <= maxFiles, `It holds more than ${maxFiles} files`);
    refuseUnless(!isLink(entry), `${JSON.stringify(fileName)} is a link`);
    const fault = faultOfPath(fileName);
    refuseUnless(fault === undefined, `${JSON.stringify(fileName)} cannot be used: ${fault}`);
    refuseUnless(!seen.has(fileName.toLowerCase()), `${JSON.stringify(fileName)} is in it twice`);
    seen.add(fileName.toLowerCase());
    refuseUnless(entry.uncompressedSize <= left, `It holds more than ${maxBytes} bytes`);
    left -= entry.uncompressedSize;
    await unpackEntry(zip, entry, join(folder, fileName));
  }
}

async function unpackEntry(zip: ZipFile, entry: Entry, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const source = await zip.openReadStreamPromise(entry);
  let bytes = 0;
  // The size in the directory is a claim as well.
  const bound = new Transform({
    transform(piece: Buffer, _, done) {
      bytes += piece.length;
      done(bytes > entry.uncompressedSize ? new Refused('It holds more bytes than it says') : null, piece);
    },
  });
  await pipeline(source, bound, createWriteStream(path, { flags: 'wx' }));
}

/** The upper half of the attributes is what Unix calls the mode. */
function isLink({ externalFileAttributes }: Entry): boolean {
  const kind = (externalFileAttributes >>> 16) & 0o170000;
  return kind !== 0 && kind !== 0o100000 && kind !== 0o040000;
}

function refuseUnless(isFine: boolean, reason: string): void {
  if (!isFine) throw new Refused(reason);
}

const sentence = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1).replace(/\.$/, '');
