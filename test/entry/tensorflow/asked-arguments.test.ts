import { describe, expect, test } from '@jest/globals';
import { askedOf } from '../../../src/entry/tensorflow/asked-arguments.ts';

/** What a function of this text asks for. */
const asked = (text: string) => askedOf(new Function(`return (${text})`)() as () => unknown);
const nothing = { tf: false, model: false };
const everything = { tf: true, model: true };

describe('a function that takes its argument apart asks for what it names', () => {
  test.each([
    ['({ rows }) => rows', nothing],
    ['function predict({ rows, folder }) { return rows; }', nothing],
    ['async ({ rows, folder = "." } = {}) => rows', nothing],
    ['async function({\n  rows, // all of them\n  folder,\n}) {}', nothing],
    ['function predict({ rows: all }) { return all.map(row => row.tf); }', nothing],
    ['({ rows, model }) => rows', { tf: false, model: true }],
    ['({ tf: tensors, rows }) => rows', { tf: true, model: false }],
    ['({ "tf": t, rows }) => rows', { tf: true, model: false }],
    ['({ tf, model, rows }) => rows', everything],
  ])('%s', (text, expected) => {
    expect(asked(text)).toEqual(expected);
  });
});

describe('a function of which that is not sure may use everything', () => {
  test.each([
    '(given) => given.rows',
    'function predict(given) { const { rows } = given; return rows; }',
    'function predict() { return arguments[0].rows; }',
    'function predict({ rows }) { return arguments[0].tf; }',
    '({ rows, ...others }) => rows',
    '({ rows, ["t" + "f"]: tensors }) => rows',
    '({ rows, "\\u0074f": tensors }) => rows',
    '({ rows: { length } }) => length',
    'function predict({ rows }) { return eval("arguments")[0]; }',
    '((...given) => given).bind(null)',
    'new Proxy(({ rows }) => rows, {})',
    'class Predict { constructor({ rows }) {} }',
  ])('%s', text => {
    expect(asked(text)).toEqual(everything);
  });

  test('as a method it is read like the others', () => {
    expect(askedOf({ predict: ({ rows }: { rows: unknown }) => rows }.predict)).toEqual(nothing);
    const shorthand = new Function('return { async predict({ rows }) {}, with({ model }) {} }')();
    expect([askedOf(shorthand.predict), askedOf(shorthand.with)]).toEqual([nothing, { tf: false, model: true }]);
  });
});
