// Texts as numbers: equal ones equal, whichever way they were read.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hashText, joinKeys, keyOf, keyOfBytes } from '../../src/core/text-hash.ts';

describe('a key', () => {
  test('is the same from text and from ASCII bytes, and a whole number of at most 53 bits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), text => {
        const bytes = Buffer.from(`<${text}>`);
        const key = keyOf(text);
        expect(keyOfBytes(bytes, 1, bytes.length - 1)).toBe(key);
        expect(Number.isSafeInteger(key) && key >= 0).toBe(true);
      }),
      { seed: 7 },
    );
  });

  test('is not told of bytes that are not ASCII', () => {
    const bytes = Buffer.from('A Coruña');
    expect(keyOfBytes(bytes, 0, bytes.length)).toBeNaN();
    expect(keyOf('A Coruña')).not.toBe(keyOf('A Corua'));
  });

  test('differs between a hundred thousand ids, alone and as pairs', () => {
    const alone = new Set<number>();
    const pairs = new Set<number>();
    for (let id = 0; id < 100_000; id++) {
      alone.add(keyOf(`r${id}`));
      pairs.add(joinKeys(keyOf(String(id % 300)), keyOf(String(Math.floor(id / 300)))));
    }
    expect([alone.size, pairs.size]).toEqual([100_000, 100_000]);
  });

  test('of a pair knows the order', () => {
    expect(joinKeys(keyOf('a'), keyOf('b'))).not.toBe(joinKeys(keyOf('b'), keyOf('a')));
  });
});

test('a hash has 32 bits and spreads', () => {
  const hashes = Array.from({ length: 10_000 }, (_, index) => hashText(`shop ${index}`));
  expect(new Set(hashes).size).toBe(10_000);
  expect(hashes.every(hash => hash === (hash | 0))).toBe(true);
});
