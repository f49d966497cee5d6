// How people name a model, a version, an artifact or a run.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatModelRef, isModelName, isRunId, parseModelRef } from '../../src/core/model-ref.ts';

describe('a reference', () => {
  const digits = 'ab'.repeat(32);

  test.each([
    ['daily-sales@production', { model: 'daily-sales', target: { kind: 'production' } }],
    ['daily-sales@v3', { model: 'daily-sales', target: { kind: 'version', version: 3 } }],
    [`daily-sales@sha256:${digits}`, { model: 'daily-sales', target: { kind: 'digest', start: digits } }],
    ['sha256:0123abcd', { model: null, target: { kind: 'digest', start: '0123abcd' } }],
    ['v12', { model: null, target: { kind: 'version', version: 12 } }],
    ['production', { model: null, target: { kind: 'production' } }],
    ['9182736450.2', { model: null, target: { kind: 'run', run: '9182736450.2' } }],
    ['m@run-7', { model: 'm', target: { kind: 'run', run: 'run-7' } }],
  ])('%s is read and written the same', (text, ref) => {
    expect(parseModelRef(text)).toEqual(ref);
    expect(formatModelRef(ref as Parameters<typeof formatModelRef>[0])).toBe(text);
  });

  test.each([
    '',
    '@v3',
    'daily-sales@',
    'Daily@v3',
    'daily-sales@v0',
    'daily-sales@v03',
    'daily-sales@sha256:0123ABCD',
    'daily-sales@sha256:0123',
    `sha256:${digits}0`,
    'a@b@v3',
    '../x@v1',
    'daily-sales@-rf',
  ])('"%s" is none', text => {
    expect(parseModelRef(text)).toBeUndefined();
  });

  test('that can be read is written back as it was', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), text => {
        const ref = parseModelRef(text);
        expect(ref === undefined ? text : formatModelRef(ref)).toBe(text);
      }),
      { seed: 42, numRuns: 5000 },
    );
  });
});

describe('a model name', () => {
  test.each(['a', 'daily-sales', 'vision_2', 'eu.sales', 'x'.repeat(64)])('%s is one', name => {
    expect(isModelName(name)).toBe(true);
  });

  test.each([
    '',
    '.',
    '..',
    'a..b',
    'a.',
    '-a',
    'a-',
    'Sales',
    'a b',
    'a/b',
    'a\\b',
    'a\n',
    'con',
    'nul.v2',
    'com1',
    'refs.lock',
    'production',
    'v3',
    'ä',
    'x'.repeat(65),
  ])('"%s" is none', name => {
    expect(isModelName(name)).toBe(false);
  });
});

test.each([
  ['9182736450.2', true],
  ['20250704-1200', true],
  ['', false],
  ['production', false],
  ['v3', false],
  ['../1', false],
  ['a b', false],
])('"%s" as a run id: %s', (text, expected) => {
  expect(isRunId(text)).toBe(expected);
});
