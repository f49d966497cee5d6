import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));

// src/core/text-hash.ts
var HASH_FACTOR = 16777619;
var SEEDS = [2166136261, 789269575];
var HIGH_BITS = 21;
var LAST_ASCII = 127;
var hashText = (text) => hashWith(text, SEEDS[0]);
function hashWith(text, seed) {
  let hash = seed;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), HASH_FACTOR);
  return mix(hash);
}
var keyOf = (text) => joined(hashWith(text, SEEDS[1]), hashWith(text, SEEDS[0]));
function keyOfBytes(bytes, start, end) {
  let high = SEEDS[1];
  let low = SEEDS[0];
  for (let position = start; position < end; position++) {
    const byte = bytes[position];
    if (byte > LAST_ASCII) return Number.NaN;
    high = Math.imul(high ^ byte, HASH_FACTOR);
    low = Math.imul(low ^ byte, HASH_FACTOR);
  }
  return joined(mix(high), mix(low));
}
function joinKeys(before, next) {
  const high = Math.imul(before / 2 ** 32 | 0, 31) + (next / 2 ** 32 | 0);
  return joined(mix(high), mix(Math.imul(before | 0, 31) + (next | 0)));
}
var joined = (high, low) => (high >>> 32 - HIGH_BITS) * 2 ** 32 + (low >>> 0);
function mix(value) {
  let mixed = value ^ value >>> 16;
  mixed = Math.imul(mixed, 2246822507);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 3266489909);
  return mixed ^ mixed >>> 16;
}

export {
  hashText,
  keyOf,
  keyOfBytes,
  joinKeys,
  mix
};
