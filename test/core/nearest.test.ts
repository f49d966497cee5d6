import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { editDistance, nearest } from '../../src/core/nearest.ts';

describe('the distance of two words', () => {
  test.each([
    ['', '', 0],
    ['sales', 'sales', 0],
    ['sale', 'sales', 1],
    ['slaes', 'sales', 1],
    ['seles', 'sales', 1],
    ['ca', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['', 'abc', 3],
    ['😀a', 'a😀', 1],
  ])('%j and %j: %d', (one, other, distance) => {
    expect(editDistance(one, other)).toBe(distance);
  });

  test('is the same both ways, 0 for the same word only, and at most the longer length', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        const distance = editDistance(one, other);
        expect(editDistance(other, one)).toBe(distance);
        expect(distance === 0).toBe(one === other);
        expect(distance).toBeLessThanOrEqual(Math.max(one.length, other.length));
      }),
      { seed: 42 },
    );
  });
});

describe('the nearest known word', () => {
  const known = ['prediction', 'sales', 'shop', 'weekday', 'id'];
  test.each([
    ['predicton', 'prediction'],
    ['Sales', 'sales'],
    ['weekdya', 'weekday'],
    ['shops', 'shop'],
    ['ID', 'id'],
    ['temperature', undefined],
    ['x', undefined],
  ])('of %j is %j', (word, expected) => {
    expect(nearest(word, known)).toBe(expected);
  });

  test('is the first of those that are equally near', () => {
    expect(nearest('cot', ['cat', 'cut'])).toBe('cat');
    expect(nearest('a', [])).toBeUndefined();
  });
});
