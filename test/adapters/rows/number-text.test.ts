import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseNumber, parseNumberBytes } from '../../../src/adapters/rows/number-text.ts';

const fromBytes = (text: string): number => {
  const bytes = Buffer.from(`x${text},`);
  return parseNumberBytes(bytes, 1, bytes.length - 1);
};

describe('a number in a cell', () => {
  test.each([
    ['0', 0],
    ['-0', -0],
    ['12', 12],
    ['+1.5', 1.5],
    ['.5', 0.5],
    ['5.', 5],
    ['-.5', -0.5],
    ['1e-3', 0.001],
    ['1E5', 100000],
    ['2.5e+2', 250],
    [' 7.25 ', 7.25],
    ['\t7\t', 7],
    ['007', 7],
    ['0.1', 0.1],
    ['0.30000000000000004', 0.30000000000000004],
    ['9007199254740993', 9007199254740992],
    ['123456789012345678901234567890', 1.2345678901234568e29],
    ['0.000000000000000000000000000001', 1e-30],
    ['1.7976931348623157e308', Number.MAX_VALUE],
    ['5e-324', 5e-324],
    ['100.16062179140847', 100.16062179140847],
  ])('%j is %d', (text, value) => {
    expect(fromBytes(text)).toBe(value);
    expect(parseNumber(text)).toBe(value);
  });

  test.each([
    'abc',
    'NaN',
    'nan',
    'inf',
    'Infinity',
    '-Infinity',
    '0x10',
    '0b1',
    '0o7',
    '1_000',
    '1,5',
    '1.000,5',
    '1 000',
    '1e',
    '1e+',
    'e5',
    '.',
    '+',
    '-',
    '+-1',
    '--1',
    '1.2.3',
    '1-2',
    '$5',
    '5%',
    '1e999',
    '-1e999',
    '−1',
    '١',
    'true',
    '1n',
    "1'000",
    '',
    ' ',
  ])('%j is none', text => {
    expect(fromBytes(text)).toBeNaN();
    expect(parseNumber(text)).toBeNaN();
  });

  test('every double comes back from its shortest text, bit for bit', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), value =>
        Object.is(fromBytes(String(value)), value === 0 ? 0 : value),
      ),
      { seed: 42, numRuns: 5000 },
    );
  });

  test('digits around a point are rounded as Number rounds them', () => {
    const digits = fc.stringMatching(/^[0-9]{1,14}$/);
    fc.assert(
      fc.property(fc.constantFrom('', '-', '+'), digits, digits, (sign, whole, fraction) => {
        const text = `${sign}${whole}.${fraction}`;
        return Object.is(fromBytes(text), Number(text));
      }),
      { seed: 42, numRuns: 5000 },
    );
  });

  test('halfway between two doubles, the even one is taken', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 2n ** 52n, max: 2n ** 53n - 1n }), half => {
        const odd = half * 2n + 1n;
        const quarters = String(odd * 25n);
        const text = `${quarters.slice(0, -2)}.${quarters.slice(-2)}`;
        return fromBytes(String(odd)) === Number(odd) && fromBytes(text) === Number(text);
      }),
      { seed: 42, numRuns: 5000 },
    );
  });
});
