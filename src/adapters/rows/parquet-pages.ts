// The pages of one column of one row group, read one by one, so that memory does not depend on a file's row groups.
import type { ParquetParsers, RowGroup, SchemaElement, SchemaTree } from 'hyparquet';
import { parquetHeader, readPage } from 'hyparquet/src/column.js';
import { convert, DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import { decompressPage, readDataPage, readDataPageV2 } from 'hyparquet/src/datapage.js';
import { compressors } from 'hyparquet-compressors';
import type { OpenBytes } from './byte-source.ts';

/** Enough for most pages and their headers in one read. */
const READ_AHEAD = 1 << 18;

type ColumnDecoder = Parameters<typeof convert>[1];
type PageHeader = ReturnType<typeof parquetHeader>;

/** A page's values, row after row. */
export class Page {
  readonly rows: number;
  readonly #values: ArrayLike<unknown>;
  readonly #dictionary: readonly unknown[] | undefined;
  readonly #levels: ArrayLike<number> | undefined;
  #row = 0;
  #taken = 0;

  /** `dictionary`: what the values are codes of, if they are; `levels`: 0 for each row without a value, if there is one. */
  constructor(
    rows: number,
    values: ArrayLike<unknown>,
    dictionary: readonly unknown[] | undefined,
    levels: ArrayLike<number> | undefined,
  ) {
    this.rows = rows;
    this.#values = values;
    this.#dictionary = dictionary;
    this.#levels = levels;
  }

  /** The value of the next row; undefined where it has none. */
  next(): unknown {
    if (this.#levels !== undefined && this.#levels[this.#row++] === 0) return undefined;
    const value = this.#values[this.#taken++];
    return this.#dictionary === undefined ? value : this.#dictionary[value as number];
  }
}

/** Where a column chunk is and how it is written. */
export interface ChunkOrigin {
  readonly bytes: OpenBytes;
  readonly root: SchemaTree;
  readonly column: SchemaTree;
  /** The column's element as its values are to be decoded. */
  readonly element: SchemaElement;
  readonly parsers: Partial<ParquetParsers>;
  readonly group: RowGroup;
}

/** Integers as numbers where numbers hold them. */
function narrow(values: ArrayLike<unknown>): ArrayLike<unknown> {
  if (!(values instanceof BigInt64Array)) return values;
  const halves = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  const narrowed: unknown[] = [];
  for (let index = 0; index < values.length; index++) {
    const value = (halves[2 * index + 1] as number) * 2 ** 32 + ((halves[2 * index] as number) >>> 0);
    narrowed.push(Number.isSafeInteger(value) ? value : values[index]);
  }
  return narrowed;
}

/** A size as a page's header may give it. */
function isSize(value: number | undefined, most: number): boolean {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most;
}

/** A damaged header must not send the reader anywhere: what it promises has to fit the bytes and the rows that are left. */
function checkHeader(header: PageHeader, rowsLeft: number): void {
  const { data_page_header: first, data_page_header_v2: second, dictionary_page_header: dictionary } = header;
  const bytes = header.compressed_page_size;
  const levels =
    (second?.definition_levels_byte_length ?? Number.NaN) + (second?.repetition_levels_byte_length ?? Number.NaN);
  const isSound = {
    DATA_PAGE: isSize(first?.num_values, rowsLeft) && first?.encoding !== undefined,
    DATA_PAGE_V2:
      isSize(second?.num_values, rowsLeft) &&
      isSize(second?.num_nulls, second?.num_values ?? 0) &&
      isSize(levels, Math.min(bytes, header.uncompressed_page_size)) &&
      second?.encoding !== undefined,
    DICTIONARY_PAGE: isSize(dictionary?.num_values, Number.MAX_SAFE_INTEGER),
    INDEX_PAGE: true,
  }[header.type];
  const areSizes = [bytes, header.uncompressed_page_size].every(size => isSize(size, Number.MAX_SAFE_INTEGER));
  if (isSound !== true || !areSizes) throw new Error('the header of a page is damaged');
}

/** A page must have a value for each row whose level is not 0. */
function checkCount(rows: number, values: number, levels: readonly number[] | undefined): void {
  const expected = levels === undefined ? rows : levels.reduce((sum, level) => (level === 0 ? sum : sum + 1), 0);
  const isWhole = levels === undefined || levels.length === rows;
  if (!isWhole || values !== expected)
    throw new Error(`a page of ${rows} rows has ${values} values instead of ${expected}`);
}

/** Each code must stand for an entry of the dictionary. */
function checkCodes(codes: ArrayLike<unknown>, entries: number): void {
  for (let index = 0; index < codes.length; index++) {
    const code = codes[index] as number;
    if (!(code < entries)) throw new Error(`a value has the code ${code} in a dictionary of ${entries}`);
  }
}

/** One column chunk's pages, from the first to the last. */
export class ChunkPages {
  readonly #bytes: OpenBytes;
  readonly #decoder: ColumnDecoder;
  #position: number;
  #window = Buffer.alloc(0);
  #windowStart = 0;
  #dictionary: readonly unknown[] = [];

  constructor({ bytes, root, column, element, parsers, group }: ChunkOrigin) {
    const [name] = column.path;
    const chunk = group.columns.find(({ meta_data: found }) => found?.path_in_schema[0] === name);
    const meta = chunk?.meta_data;
    if (chunk === undefined || meta === undefined) throw new Error(`a row group lacks the column "${name}"`);
    if (meta.type !== element.type) throw new Error(`the column "${name}" is ${meta.type} and not ${element.type}`);
    if (chunk.file_path !== undefined) throw new Error('its columns are in other files');
    this.#bytes = bytes;
    this.#position = Number(meta.dictionary_page_offset || meta.data_page_offset);
    this.#decoder = {
      pathInSchema: column.path,
      type: meta.type,
      element,
      schemaPath: [root, { ...column, element }],
      codec: meta.codec,
      parsers: { ...DEFAULT_PARSERS, ...parsers },
      compressors,
      utf8: false,
    };
  }

  /** The next page of data, of at most `rowsLeft` rows. */
  async next(rowsLeft: number): Promise<Page> {
    for (;;) {
      const header = await this.#header();
      checkHeader(header, rowsLeft);
      const body = await this.#take(header.compressed_page_size);
      if (header.type === 'DICTIONARY_PAGE') this.#dictionary = this.#readDictionary(header, body);
      else if (header.type !== 'INDEX_PAGE') return this.#readData(header, body);
    }
  }

  #readDictionary(header: PageHeader, body: Buffer): unknown[] {
    const reader = { view: new DataView(body.buffer, body.byteOffset, body.byteLength), offset: 0 };
    const { data } = readPage(reader, header, this.#decoder, undefined, undefined, 0);
    return Array.from(narrow(convert(data ?? [], this.#decoder)));
  }

  #readData(header: PageHeader, body: Buffer): Page {
    const first = header.data_page_header;
    const described = first ?? header.data_page_header_v2;
    if (described === undefined) throw new Error('a page has no description');
    const { codec } = this.#decoder;
    const { dataPage, definitionLevels } =
      first === undefined
        ? readDataPageV2(body, header, this.#decoder)
        : readDataPage(decompressPage(body, header.uncompressed_page_size, codec, compressors), first, this.#decoder);
    const isCoded = described.encoding === 'PLAIN_DICTIONARY' || described.encoding === 'RLE_DICTIONARY';
    const values = isCoded ? dataPage : narrow(convert(dataPage, this.#decoder));
    const levels = definitionLevels === undefined || definitionLevels.length === 0 ? undefined : definitionLevels;
    if (isCoded) checkCodes(values, this.#dictionary.length);
    checkCount(described.num_values, values.length, levels);
    return new Page(described.num_values, values, isCoded ? this.#dictionary : undefined, levels);
  }

  /** Reads a page's header, whose length only its end tells. */
  async #header(): Promise<PageHeader> {
    for (let length = 1024; ; length *= 8) {
      const bytes = await this.#peek(length);
      const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 };
      try {
        const header = parquetHeader(reader);
        this.#position += reader.offset;
        return header;
      } catch (error) {
        if (bytes.length < length || length > READ_AHEAD) throw error;
      }
    }
  }

  async #take(length: number): Promise<Buffer> {
    const bytes = await this.#peek(length);
    if (!(length >= 0 && bytes.length === length)) throw new Error(`a page of ${length} bytes goes beyond the file`);
    this.#position += length;
    return bytes;
  }

  /** The next bytes, fewer at the file's end. Values may go on using them, so each read has its own memory. */
  async #peek(length: number): Promise<Buffer> {
    const { size } = this.#bytes;
    const from = this.#position - this.#windowStart;
    const wanted = Math.max(0, Math.min(length, size - this.#position));
    if (from < 0 || from + wanted > this.#window.length) {
      const buffer = Buffer.from(new ArrayBuffer(Math.min(Math.max(wanted, READ_AHEAD), size - this.#position)));
      let filled = 0;
      while (filled < buffer.length) {
        const count = await this.#bytes.readAt(buffer, filled, buffer.length - filled, this.#position + filled);
        if (count === 0) break;
        filled += count;
      }
      this.#window = buffer.subarray(0, filled);
      this.#windowStart = this.#position;
    }
    const start = this.#position - this.#windowStart;
    return this.#window.subarray(start, start + length);
  }
}
