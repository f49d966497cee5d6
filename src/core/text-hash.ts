// Hashes of texts as numbers: equal texts are equal, and others hardly ever.

const HASH_FACTOR = 0x01000193;
const SEEDS = [0x811c9dc5, 0x2f0b4c47] as const;
const HIGH_BITS = 21;
const LAST_ASCII = 0x7f;

/** A hash of 32 bits (FNV-1a, mixed) over UTF-16 units. */
export const hashText = (text: string): number => hashWith(text, SEEDS[0]);

function hashWith(text: string, seed: number): number {
  let hash = seed;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), HASH_FACTOR);
  return mix(hash);
}

/** A text as a whole number of 53 bits, from two such hashes. */
export const keyOf = (text: string): number => joined(hashWith(text, SEEDS[1]), hashWith(text, SEEDS[0]));

/** The key of ASCII text from its bytes; NaN where a byte is not ASCII. */
export function keyOfBytes(bytes: Uint8Array, start: number, end: number): number {
  let high: number = SEEDS[1];
  let low: number = SEEDS[0];
  for (let position = start; position < end; position++) {
    const byte = bytes[position] as number;
    if (byte > LAST_ASCII) return Number.NaN;
    high = Math.imul(high ^ byte, HASH_FACTOR);
    low = Math.imul(low ^ byte, HASH_FACTOR);
  }
  return joined(mix(high), mix(low));
}

/** The key of several keys in their order. */
export function joinKeys(before: number, next: number): number {
  const high = Math.imul((before / 2 ** 32) | 0, 31) + ((next / 2 ** 32) | 0);
  return joined(mix(high), mix(Math.imul(before | 0, 31) + (next | 0)));
}

const joined = (high: number, low: number): number => (high >>> (32 - HIGH_BITS)) * 2 ** 32 + (low >>> 0);

/** Spreads the bits of a 32-bit number (the finalizer of MurmurHash3, A. Appleby). */
export function mix(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
