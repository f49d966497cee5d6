// What of YAML is refused, each thing with its line; and what people fear of YAML that does not happen.
import { describe, expect, test } from '@jest/globals';
import { linesOf, minimal, modelOf, problemsOf, withLines } from './parsing.ts';

type Row = readonly [what: string, text: string, first: RegExp];

const refused: readonly Row[] = [
  ['anchors', withLines('was: &a [b]'), /^7:10 : anchors and aliases are not used here; found "&a"$/],
  ['aliases', withLines('was: *a'), /^7:10 : anchors and aliases/],
  ['an alias bomb', `a: &a [x,x]\nb: &b [*a,*a]\n${minimal}`, /^1:4 : anchors/],
  ['merge keys', withLines('<<: { dir: x }'), /^7:5 models\.sales\["<<"\]: merge keys/],
  ['tags', withLines('dir: !!str x'), /^7:10 : tags are not used here; found "!!str"$/],
  ['tags of JavaScript', withLines('dir: !!js/function "x"'), /^7:10 : tags/],
  ['directives', `%YAML 1.1\n---\n${minimal}`, /^1:1 : directives are not used here/],
  ['a key twice', withLines('dir: a', 'dir: b'), /^8:5 models\.sales\.dir: this key stands here twice$/],
  ['a model twice', `${minimal}  sales: {}\n`, /^7:3 models\.sales: this key stands here twice$/],
  ['__proto__', withLines('__proto__: { dir: x }'), /^7:5 models\.sales\.__proto__: this word cannot be a key$/],
  ['constructor', `${minimal}  constructor: {}\n`, /^7:3 models\.constructor: this word cannot be a key$/],
  ['a number as key', `${minimal}  2024: {}\n`, /^7:3 models: a key is a text; found the number 2024$/],
  ['true as key', withLines('true: 1'), /^7:5 models\.sales: a key is a text; found true$/],
  ['nothing as key', withLines('~: 1'), /^7:5 models\.sales: a key is a text; found nothing$/],
  ['a list as key', withLines('? [a]', ': 1'), /^7:7 models\.sales: a key is a text; found an empty list$/],
  ['a second document', `${minimal}---\n${minimal}`, /^7:1 : a second document begins here$/],
  ['tabs', 'models:\n\ta: 1\n', /^2:1 : a tab indents this line$/],
  ['bad indentation', 'models:\n  a:\n     b: 1\n   c: 2\n', /^4:/],
  ['an open quote', 'models: "a\n', /^\d:\d+ : /],
  ['an open bracket', 'models: [a\n', /^\d:\d+ : /],
  [
    'not a number',
    withLines('keep: { versions: .nan }'),
    /^7:23 models\.sales\.keep\.versions: expected a finite number/,
  ],
  ['depth', `models: ${'['.repeat(100_000)}`, /^1:\d+ : nested deeper than any key/],
  ['depth of maps', `models: ${'{a: '.repeat(5000)}`, /^1:\d+ : nested deeper than any key/],
  ['depth of dashes', '- '.repeat(5000), /^1:\d+ : nested deeper than any key/],
  ['depth of question marks', '? '.repeat(5000), /nested deeper/],
  ['depth of colons', ': '.repeat(5000), /nested deeper/],
  [
    'a staircase',
    Array.from({ length: 60 }, (_, step) => `${' '.repeat(step)}a:`).join('\n'),
    /^40:41 : nested deeper/,
  ],
  ['size', `# ${'x'.repeat(2 ** 20)}\n${minimal}`, /^1:1 : the file is larger than 1 MB/],
];

test.each(refused)('%s', (_, text, first) => {
  expect(linesOf(text)).toContainEqual(expect.stringMatching(first));
});

test('what is refused of YAML does not hide what else is wrong', () => {
  const text = withLines('dir: !!str x', 'promot: on-push', 'was: &a b');
  expect(problemsOf(text).map(({ line }) => line)).toEqual([7, 8, 9]);
});

describe('YAML 1.2, whatever the fears', () => {
  test('no, on, off, dates and versions are texts', () => {
    const text = minimal.replace('target: y', 'target: y, slices: [no, on, off, Yes, 2024-01-01, 1.2.3, 12:30, 0o7x]');
    expect(modelOf(text).holdout.slices).toEqual(['no', 'on', 'off', 'Yes', '2024-01-01', '1.2.3', '12:30', '0o7x']);
  });

  test('a byte order mark and Windows line ends change nothing', () => {
    expect(modelOf(`\uFEFF${minimal.replaceAll('\n', '\r\n')}`)).toEqual(modelOf(minimal));
    expect(linesOf(`\uFEFF${withLines('promot: x').replaceAll('\n', '\r\n')}`)).toEqual([
      '7:5 models.sales.promot: unknown key',
    ]);
  });

  test('block texts are texts', () => {
    expect(
      modelOf(minimal.replace('{ command: node train.js }', '\n      command: >-\n        node\n        train.js')),
    ).toEqual(modelOf(minimal));
  });

  test('many keys take little time: they are looked up, not compared with each other', () => {
    const text = `models:\n${Array.from({ length: 20_000 }, (_, index) => `  m${index}: {}\n`).join('')}`;
    expect(linesOf(text)).toEqual(['1:1 models: at most 256 models; found 20000']);
  });
});
