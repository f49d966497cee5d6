// What a file is: told by its first bytes, and by its name where they leave it open.
import { fail } from '../../errors.ts';

/** How a table is written. */
export type TableFormat = 'csv' | 'json-lines' | 'parquet';

/** So many first bytes tell a format. */
export const HEAD_BYTES = 4096;

const PARQUET = 'PAR1';
const GZIP = '\x1f\x8b';

/** Formats that people pass by mistake, by the bytes with which they begin. */
const FOREIGN: readonly { readonly magic: string; readonly found: string; readonly remedy: string }[] = [
  { magic: 'PARE', found: 'an encrypted Parquet file', remedy: 'Write it without encryption.' },
  {
    magic: 'PK\x03\x04',
    found: 'an Excel workbook or a zip archive',
    remedy: 'Save the sheet as CSV (UTF-8), or unzip it.',
  },
  { magic: '\xd0\xcf\x11\xe0', found: 'an old Excel workbook', remedy: 'Save the sheet as CSV (UTF-8).' },
  { magic: 'ARROW1', found: 'an Arrow file', remedy: 'Write it as Parquet.' },
  { magic: '\x28\xb5\x2f\xfd', found: 'compressed with Zstandard', remedy: 'Decompress it, or compress it with gzip.' },
  { magic: 'BZh', found: 'compressed with bzip2', remedy: 'Decompress it, or compress it with gzip.' },
  { magic: '\xfd7zXZ', found: 'compressed with xz', remedy: 'Decompress it, or compress it with gzip.' },
];

const BY_NAME: readonly { readonly name: RegExp; readonly format: TableFormat }[] = [
  { name: /\.(?:parquet|pq)$/i, format: 'parquet' },
  { name: /\.(?:jsonl|ndjson|json)(?:\.gz)?$/i, format: 'json-lines' },
];

const startsWith = (head: Buffer, magic: string): boolean => head.toString('latin1', 0, magic.length) === magic;

/** Whether these first bytes are those of gzip. */
export function isGzip(head: Buffer): boolean {
  return startsWith(head, GZIP);
}

/** Whether a file with these first bytes consists of lines: it is neither compressed nor Parquet. */
export const isLines = (head: Buffer): boolean =>
  !isGzip(head) && !startsWith(head, PARQUET) && FOREIGN.every(({ magic }) => !startsWith(head, magic));

/** UTF-16 is told by its mark, or by each other byte being zero, as in text of Latin letters. */
function isUtf16(head: Buffer): boolean {
  if (startsWith(head, '\xff\xfe') || startsWith(head, '\xfe\xff')) return true;
  const first = head.subarray(0, 32);
  return first.length > 3 && [0, 1].some(odd => first.every((byte, index) => index % 2 !== odd || byte === 0));
}

/** Tells the format of a file from its first bytes, decompressed; refuses what is no table with the way to make it one. */
export function tellFormat(file: string, head: Buffer): TableFormat {
  if (head.length === 0) throw fail('table-empty', { file });
  if (startsWith(head, PARQUET)) return 'parquet';
  const foreign = FOREIGN.find(({ magic }) => startsWith(head, magic));
  if (foreign !== undefined) throw fail('table-format', { file, found: foreign.found, remedy: foreign.remedy });
  if (isUtf16(head)) throw fail('text-utf16', { file });
  const text = head
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart();
  if (/^\[\s*(?:[{\]]|$)/.test(text)) throw fail('json-array', { file });
  if (/^\{\s*["}]/.test(text)) return 'json-lines';
  const named = BY_NAME.find(({ name }) => name.test(file))?.format ?? 'csv';
  if (named === 'parquet')
    throw fail('parquet-unreadable', { file, reason: 'It does not begin as a Parquet file does.' });
  return named;
}
