// The one tar header that a file of an artifact has: no owner, no date, nothing that differs between two machines.

/** What tar counts in. */
export const BLOCK = 512;

/** A time that every program believes; an archive has no use for a true one. */
const TIME = Date.UTC(1980, 0, 1) / 1000;

/** What eleven octal digits hold. */
export const MOST_TAR_BYTES = 8 ** 11 - 1;

/** What tar needs to know about a file. */
export interface TarEntry {
  readonly path: string;
  readonly bytes: number;
  readonly executable: boolean;
}

/** The blocks before a file's content: its header, after a pax header where the path does not fit the old fields. */
export function writeHeader(entry: TarEntry): Uint8Array {
  const split = splitPath(entry.path);
  const mode = entry.executable ? 0o755 : 0o644;
  if (split !== undefined) return writeBlock({ ...split, bytes: entry.bytes, mode, type: '0' });
  const record = writeRecord('path', entry.path);
  const fallback = entry.path.replace(/[^\x20-\x7e]/g, '_').slice(-100);
  return Buffer.concat([
    writeBlock({ name: 'PaxHeader', prefix: '', bytes: record.length, mode: 0o644, type: 'x' }),
    record,
    Buffer.alloc(paddingAfter(record.length)),
    writeBlock({ name: fallback, prefix: '', bytes: entry.bytes, mode, type: '0' }),
  ]);
}

/** How many zero bytes follow content of this length. */
export function paddingAfter(bytes: number): number {
  return (BLOCK - (bytes % BLOCK)) % BLOCK;
}

/** Name and prefix of at most 100 and 155 ASCII characters, cut at a slash; undefined when there is no such cut. */
function splitPath(path: string): { readonly name: string; readonly prefix: string } | undefined {
  if (!/^[\x20-\x7e]*$/.test(path)) return undefined;
  if (path.length <= 100) return { name: path, prefix: '' };
  const cut = path.indexOf('/', path.length - 101);
  if (cut === -1 || cut > 155) return undefined;
  return { name: path.slice(cut + 1), prefix: path.slice(0, cut) };
}

interface Fields {
  readonly name: string;
  readonly prefix: string;
  readonly bytes: number;
  readonly mode: number;
  readonly type: '0' | 'x';
}

/** POSIX.1-1988 (ustar): fields of fixed width, numbers in octal, and the sum of all bytes with the sum itself as spaces. */
function writeBlock({ name, prefix, bytes, mode, type }: Fields): Buffer {
  const block = Buffer.alloc(BLOCK);
  const put = (offset: number, text: string) => block.write(text, offset, 'ascii');
  const octal = (number: number, digits: number) => number.toString(8).padStart(digits, '0');
  put(0, name);
  put(100, octal(mode, 7));
  put(108, octal(0, 7));
  put(116, octal(0, 7));
  put(124, octal(bytes, 11));
  put(136, octal(TIME, 11));
  put(148, ' '.repeat(8));
  put(156, type);
  put(257, 'ustar\0' + '00');
  put(329, octal(0, 7));
  put(337, octal(0, 7));
  put(345, prefix);
  const sum = block.reduce((total, byte) => total + byte, 0);
  put(148, `${octal(sum, 6)}\0 `);
  return block;
}

/** A pax record, whose length counts its own digits. */
function writeRecord(key: string, value: string): Buffer {
  const rest = Buffer.from(` ${key}=${value}\n`, 'utf8');
  let length = rest.length + 1;
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
  return Buffer.concat([Buffer.from(String(length)), rest]);
}
