// A window that slides over a stream of bytes: what is not yet understood stays, more comes after it.
import type { ByteStream } from './byte-source.ts';
import { LINE_FEED } from './cell-scanner.ts';

/** A record may be this long; beyond, a quote was left open or the file is no table. */
const MOST_RECORD_BYTES = 64 * 2 ** 20;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** How many bytes to read at once, and how many a record may have. */
export interface WindowCut {
  readonly chunkBytes: number;
  readonly recordBytes?: number;
}

/** Bytes `start` up to `end` of `bytes` wait to be read; the byte at `end` is always a line feed, as a stop for loops. */
export class ByteWindow {
  bytes: Buffer;
  start = 0;
  end = 0;
  /** Nothing comes after `end`; a last line without a line feed has got one. */
  ended = false;
  /** The most bytes that a record may have. */
  readonly limit: number;
  readonly #stream: ByteStream;
  readonly #chunkBytes: number;
  #isFresh = true;

  constructor(stream: ByteStream, { chunkBytes, recordBytes = MOST_RECORD_BYTES }: WindowCut) {
    this.limit = recordBytes;
    this.#stream = stream;
    this.#chunkBytes = chunkBytes;
    this.bytes = Buffer.allocUnsafeSlow(2 * chunkBytes + 2);
    this.bytes[0] = LINE_FEED;
  }

  /** How many bytes wait. */
  get length(): number {
    return this.end - this.start;
  }

  /** Whether more bytes wait than a record may have. */
  get isTooLong(): boolean {
    return this.length > this.limit;
  }

  /** Reads on: a chunk, or as much again as waits already, so that a long record is not searched too often. */
  async fill(): Promise<void> {
    const wanted = Math.max(this.#chunkBytes, this.length, BYTE_ORDER_MARK.length);
    this.#makeRoom(wanted);
    const target = this.end + wanted;
    while (!this.ended && this.end < target) {
      const count = await this.#stream.read(this.bytes, this.end, target - this.end);
      this.end += count;
      if (count === 0) this.#finish();
    }
    this.bytes[this.end] = LINE_FEED;
    if (this.#isFresh) this.#skipMark();
  }

  /** Stops reading. */
  close(): Promise<void> {
    return this.#stream.close();
  }

  #makeRoom(wanted: number): void {
    const rest = this.length;
    const needed = rest + wanted + 2;
    const target = needed > this.bytes.length ? Buffer.allocUnsafeSlow(needed * 2) : this.bytes;
    this.bytes.copy(target, 0, this.start, this.end);
    this.bytes = target;
    this.start = 0;
    this.end = rest;
  }

  #finish(): void {
    this.ended = true;
    if (this.length > 0 && this.bytes[this.end - 1] !== LINE_FEED) this.bytes[this.end++] = LINE_FEED;
  }

  #skipMark(): void {
    this.#isFresh = false;
    if (BYTE_ORDER_MARK.every((byte, index) => this.bytes[this.start + index] === byte)) this.start += 3;
  }
}
