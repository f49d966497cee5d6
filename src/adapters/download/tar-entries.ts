// The entries of a tar that somebody else wrote, in any of the formats in use: ustar, pax and GNU. Only files come out; what
// could lead out of a folder, or is no file, ends the reading.
import { faultOfPath } from '../../core/artifact-path.ts';
import type { ByteReader } from '../registry/byte-reader.ts';
import { BLOCK, paddingAfter } from '../registry/tar-header.ts';

/** One file of a tar; its content is to be read before the next one. */
export interface ForeignEntry {
  readonly path: string;
  readonly bytes: number;
  readonly executable: boolean;
}

/** Why a tar is not read any further. */
export class TarRefused extends Error {}

/** Names, and what else stands before an entry, take less. */
const MOST_EXTRA_BYTES = 1 << 20;

/** What is said in an entry of its own about the one that follows. */
interface Extra {
  readonly path?: string;
  readonly bytes?: number;
}

/** Whether a first block is one of a tar. */
export const isTarBlock = (block: Uint8Array): boolean =>
  block.length >= BLOCK && Buffer.from(block.subarray(257, 262)).toString('latin1') === 'ustar';

/** Reads headers up to the end of the tar; `mostEntries` bounds them. */
export async function* readForeignTar(reader: ByteReader, mostEntries: number): AsyncGenerator<ForeignEntry> {
  let extra: Extra = {};
  for (let count = 0; ; count++) {
    if (count > mostEntries) throw new TarRefused(`it has more than ${mostEntries} entries`);
    const block = await reader.take(BLOCK);
    if (block.every(byte => byte === 0)) return;
    const header = readHeader(block);
    const said = await readExtra(reader, header);
    if (said !== null) {
      extra = { ...extra, ...said };
      continue;
    }
    const entry = entryOf(header, extra);
    extra = {};
    if (entry === null) continue;
    yield entry;
    await reader.take(paddingAfter(entry.bytes));
  }
}

interface Header {
  readonly path: string;
  readonly bytes: number;
  readonly type: string;
  readonly mode: number;
}

function readHeader(block: Buffer): Header {
  const sum = block.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 0x20 : byte), 0);
  if (sum !== readNumber(block, 148, 8)) throw new TarRefused('a header in it is damaged');
  // GNU's own format has other things where POSIX has the prefix.
  const isPosix = block.toString('latin1', 257, 263) === 'ustar\0';
  const prefix = isPosix ? readText(block, 345, 155) : '';
  const name = readText(block, 0, 100);
  return {
    path: prefix === '' ? name : `${prefix}/${name}`,
    bytes: readNumber(block, 124, 12),
    type: block.toString('latin1', 156, 157),
    mode: readNumber(block, 100, 8),
  };
}

function readText(block: Buffer, at: number, length: number): string {
  const field = block.subarray(at, at + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end === -1 ? length : end);
}

/** Octal digits; a size beyond what those hold is no part of a model. */
function readNumber(block: Buffer, at: number, length: number): number {
  const digits = /^ *([0-7]*)[ \0]*$/.exec(block.toString('latin1', at, at + length))?.[1];
  if (digits === undefined) throw new TarRefused('a number in it cannot be read');
  return digits === '' ? 0 : Number.parseInt(digits, 8);
}

/** What pax headers and GNU's long names say; null for an entry that is none of these. */
async function readExtra(reader: ByteReader, { type, bytes }: Header): Promise<Extra | null> {
  if (!/^[xgLK]$/.test(type)) return null;
  if (bytes > MOST_EXTRA_BYTES) throw new TarRefused('a header in it is too long');
  const text = (await reader.take(bytes)).toString('utf8');
  await reader.take(paddingAfter(bytes));
  if (type === 'x') return readRecords(text);
  // `g` speaks of no file in particular, `K` of the aim of a link, which is refused by itself.
  return type === 'L' ? { path: text.replace(/\0.*$/s, '') } : {};
}

/** Records of pax: `<length> <key>=<value>\n`, whose length counts bytes. */
function readRecords(text: string): Extra {
  let extra: Extra = {};
  for (let rest = Buffer.from(text, 'utf8'); rest.length > 0; ) {
    const length = Number(/^(\d+) /.exec(rest.toString('latin1', 0, 20))?.[1] ?? Number.NaN);
    if (!(length > 0 && length <= rest.length)) throw new TarRefused('a pax header in it is damaged');
    const [, key, value] = /^\d+ ([^=]*)=(.*)\n$/s.exec(rest.toString('utf8', 0, length)) ?? [];
    if (key === 'path' && value !== undefined) extra = { ...extra, path: value };
    if (key === 'size') extra = { ...extra, bytes: Number(value) };
    rest = rest.subarray(length);
  }
  return extra;
}

const KINDS: Readonly<Record<string, string>> = {
  '1': 'a hard link',
  '2': 'a symbolic link',
  '3': 'a device',
  '4': 'a device',
  '6': 'a named pipe',
  S: 'a sparse file',
};

/** The file of a header; null for a folder, which is made with what stands in it. */
function entryOf(header: Header, extra: Extra): ForeignEntry | null {
  const path = (extra.path ?? header.path).replace(/^(?:\.\/+)+/, '');
  const bytes = extra.bytes ?? header.bytes;
  const refuse = (fault: string): Error => new TarRefused(`${JSON.stringify(path)} cannot be used: ${fault}`);
  if (header.type === '5' || path === '' || path === '.') return null;
  if (!/^[0\0]$/.test(header.type)) throw refuse(`it is ${KINDS[header.type] ?? 'neither a file nor a folder'}`);
  const fault = faultOfPath(path);
  if (fault !== undefined) throw refuse(fault);
  if (!Number.isSafeInteger(bytes) || bytes < 0) throw refuse('its size cannot be read');
  return { path, bytes, executable: (header.mode & 0o100) !== 0 };
}
