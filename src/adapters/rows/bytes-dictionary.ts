// A dictionary from the bytes of a label to its code, so that a label seen before costs no string.

const QUOTE = 0x22;
const HASH_SEED = 0x811c9dc5;
const HASH_FACTOR = 0x01000193;
/** A power of two. */
const RECENT = 256;

function hash(bytes: Uint8Array, start: number, end: number): number {
  let value = HASH_SEED;
  for (let position = start; position < end; position++) {
    value = Math.imul(value ^ (bytes[position] as number), HASH_FACTOR);
  }
  return value ^ (value >>> 15);
}

/** Codes of labels in the order in which they first came; open addressing over FNV-1a hashes. */
export class BytesDictionary {
  readonly labels: string[] = [];
  /** Codes that came before, by the labels' lengths and ends: most labels are found here, and cost no hash. */
  readonly #recent = new Int32Array(RECENT).fill(-1);
  #table = new Int32Array(64).fill(-1);
  #hashes = new Int32Array(32);
  #stops = new Float64Array(33);
  #stored: Buffer = Buffer.allocUnsafeSlow(1024);
  #unquoted: Buffer = Buffer.allocUnsafeSlow(256);

  /** The code of the label that stands between `start` and `end`. */
  codeOf(bytes: Buffer, start: number, end: number): number {
    const guess = ((end - start) * 31 + (bytes[start] as number) * 7 + (bytes[end - 1] as number)) & (RECENT - 1);
    const recent = this.#recent[guess] as number;
    if (recent >= 0 && this.#equals(recent, bytes, start, end)) return recent;
    const code = this.#find(bytes, start, end);
    this.#recent[guess] = code;
    return code;
  }

  #find(bytes: Buffer, start: number, end: number): number {
    const key = hash(bytes, start, end);
    const mask = this.#table.length - 1;
    let place = key & mask;
    for (;;) {
      const code = this.#table[place] as number;
      if (code < 0) return this.#add(bytes, start, end, key, place);
      if (this.#hashes[code] === key && this.#equals(code, bytes, start, end)) return code;
      place = (place + 1) & mask;
    }
  }

  /** The code of a label in which each quote is doubled. */
  codeOfDoubled(bytes: Buffer, start: number, end: number): number {
    if (this.#unquoted.length < end - start) this.#unquoted = Buffer.allocUnsafeSlow((end - start) * 2);
    let length = 0;
    for (let position = start; position < end; position++) {
      const byte = bytes[position] as number;
      this.#unquoted[length++] = byte;
      if (byte === QUOTE) position++;
    }
    return this.codeOf(this.#unquoted, 0, length);
  }

  #equals(code: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.#stops[code] as number;
    if ((this.#stops[code + 1] as number) - from !== end - start) return false;
    for (let offset = 0; offset < end - start; offset++) {
      if (this.#stored[from + offset] !== bytes[start + offset]) return false;
    }
    return true;
  }

  #add(bytes: Buffer, start: number, end: number, key: number, place: number): number {
    const code = this.labels.length;
    const from = this.#stops[code] as number;
    const stop = from + end - start;
    if (stop > this.#stored.length) {
      const larger = Buffer.allocUnsafeSlow(stop * 2);
      this.#stored.copy(larger, 0, 0, from);
      this.#stored = larger;
    }
    bytes.copy(this.#stored, from, start, end);
    this.#stops[code + 1] = stop;
    this.#hashes[code] = key;
    this.#table[place] = code;
    this.labels.push(bytes.toString('utf8', start, end));
    if (this.labels.length === this.#hashes.length) this.#grow();
    return code;
  }

  /** Doubles the table, which is at most half full. */
  #grow(): void {
    const hashes = new Int32Array(this.#hashes.length * 2);
    hashes.set(this.#hashes);
    const stops = new Float64Array(hashes.length + 1);
    stops.set(this.#stops);
    const table = new Int32Array(hashes.length * 2).fill(-1);
    const mask = table.length - 1;
    for (let code = 0; code < this.labels.length; code++) {
      let place = (hashes[code] as number) & mask;
      while ((table[place] as number) >= 0) place = (place + 1) & mask;
      table[place] = code;
    }
    this.#hashes = hashes;
    this.#stops = stops;
    this.#table = table;
  }
}
