// A stream of bytes, taken in the amounts that its reader wants, never more than one piece ahead.

/** The stream ended before the bytes that were wanted. */
export class StreamEnded extends Error {
  constructor() {
    super('it ends too early');
    this.name = 'StreamEnded';
  }
}

/** Takes bytes from a stream, from its beginning to its end. */
export class ByteReader {
  readonly #pieces: AsyncIterator<Uint8Array>;
  #piece: Uint8Array = new Uint8Array();

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#pieces = source[Symbol.asyncIterator]();
  }

  /** Exactly so many bytes, together: for headers and other small things. */
  async take(bytes: number): Promise<Buffer> {
    const parts: Uint8Array[] = [];
    for await (const part of this.pass(bytes)) parts.push(Uint8Array.from(part));
    return Buffer.concat(parts);
  }

  /** Exactly so many bytes, in parts as they come. */
  async *pass(bytes: number): AsyncGenerator<Uint8Array, void, void> {
    for (let left = bytes; left > 0; ) {
      if (!(await this.#fill())) throw new StreamEnded();
      const part = this.#piece.subarray(0, left);
      this.#piece = this.#piece.subarray(part.length);
      left -= part.length;
      yield part;
    }
  }

  /** Whether nothing is left. */
  async isAtEnd(): Promise<boolean> {
    return !(await this.#fill());
  }

  /** Lets go of the stream, read to its end or not. */
  async close(): Promise<void> {
    await this.#pieces.return?.();
  }

  async #fill(): Promise<boolean> {
    while (this.#piece.length === 0) {
      const { done, value } = await this.#pieces.next();
      if (done === true) return false;
      this.#piece = value;
    }
    return true;
  }
}
