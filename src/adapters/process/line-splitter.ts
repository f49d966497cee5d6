// Cuts a stream of bytes into lines, whatever their length: of a very long one only the start is kept.
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const MOST_BYTES = 16_384;

/** Calls back once a line, without its end. A carriage return inside a line starts it anew, as it does on a terminal. */
export class LineSplitter {
  readonly #onLine: (line: string) => void;
  readonly #mostBytes: number;
  #kept: Buffer[] = [];
  #keptBytes = 0;
  #droppedBytes = 0;
  #isReturned = false;

  constructor(onLine: (line: string) => void, mostBytes: number = MOST_BYTES) {
    this.#onLine = onLine;
    this.#mostBytes = mostBytes;
  }

  /** Takes the next bytes. */
  write(chunk: Buffer): void {
    let start = 0;
    for (let feed = chunk.indexOf(LINE_FEED); feed !== -1; feed = chunk.indexOf(LINE_FEED, start)) {
      this.#endLine(chunk.subarray(start, feed));
      start = feed + 1;
    }
    this.#add(chunk.subarray(start));
  }

  /** Gives out what stands after the last line end. */
  end(): void {
    if (this.#keptBytes > 0) this.#emit();
  }

  #endLine(bytes: Buffer): void {
    // Nearly every line arrives in one piece, without a carriage return.
    const isPlain = this.#keptBytes === 0 && !this.#isReturned && bytes.length <= this.#mostBytes;
    if (isPlain && !bytes.includes(RETURN)) {
      this.#onLine(bytes.toString('utf8'));
      return;
    }
    this.#add(bytes);
    this.#emit();
  }

  #add(bytes: Buffer): void {
    if (bytes.length === 0) return;
    const end = withoutReturns(bytes);
    if (end > 0) {
      const isAnew = this.#isReturned;
      const start = bytes.lastIndexOf(RETURN, end - 1) + 1;
      if (isAnew || start > 0) this.#reset();
      this.#keep(bytes.subarray(start, end));
    }
    this.#isReturned = end < bytes.length;
  }

  #keep(bytes: Buffer): void {
    const room = Math.max(0, this.#mostBytes - this.#keptBytes);
    // A copy: a slice would hold on to the whole chunk.
    if (room > 0) this.#kept.push(Buffer.from(bytes.subarray(0, room)));
    this.#keptBytes += Math.min(room, bytes.length);
    this.#droppedBytes += Math.max(0, bytes.length - room);
  }

  #emit(): void {
    const text = new TextDecoder().decode(Buffer.concat(this.#kept), { stream: this.#droppedBytes > 0 });
    const rest = this.#droppedBytes === 0 ? '' : ` … (${this.#droppedBytes} bytes more)`;
    this.#reset();
    this.#onLine(text + rest);
  }

  #reset(): void {
    this.#kept = [];
    this.#keptBytes = 0;
    this.#droppedBytes = 0;
    this.#isReturned = false;
  }
}

/** Where the carriage returns at the end of some bytes begin. */
function withoutReturns(bytes: Buffer): number {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === RETURN) end--;
  return end;
}
