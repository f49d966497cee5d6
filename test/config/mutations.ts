// Valid configs, damaged in every way that hands, editors and attackers damage them; tests and a benchmark read them.
import fc from 'fast-check';
import { completeExample, sharedExample } from '../../src/config/example.ts';
import { minimal } from './parsing.ts';

const originals: readonly string[] = [minimal, completeExample, sharedExample];

/** What YAML, JavaScript, shells and terminals each give a meaning of their own. */
const payloads: readonly string[] = [
  ...[
    '&a',
    '*a',
    '!!str',
    '!!binary',
    '<<',
    '- ',
    '? ',
    ': ',
    '{',
    '}',
    '[',
    ']',
    ',',
    '"',
    "'",
    '|',
    '>',
    '>-',
    '#',
    '%YAML 1.1',
  ],
  ...[
    '---',
    '...',
    '\t',
    '\0',
    '\r',
    '\r\n',
    '\u0085',
    '\u2028',
    '\uFEFF',
    '\uD800',
    '\u001b[31m',
    '💥',
    'é',
    '  ',
    '\n',
    '\\',
    '@',
    '`',
  ],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'models', 'defaults', 'task', 'policy', 'sales'],
  ...[
    'null',
    '~',
    'true',
    'no',
    '0x1F',
    '0o7',
    '.inf',
    '-.inf',
    '.nan',
    '1e400',
    '-0',
    '1_000',
    '2024-01-01',
    '12:30:45',
  ],
  ...[
    '30m',
    '2%',
    '-1%',
    '0.5 points',
    'wape <= 0.25',
    'bias within 1%',
    '$MODEL',
    '$(x)',
    '&& rm',
    '../..',
    '/etc',
    'a\\b',
  ],
  ...['x'.repeat(5000), '('.repeat(500), ' within '.repeat(100), '<='.repeat(200), '{a,b}'.repeat(50), '*'.repeat(300)],
];

/** Values of every wrong kind. */
const values: readonly string[] = [
  '3',
  '-1.5',
  '""',
  '[]',
  '{}',
  '[[a]]',
  '{ a: { b: c } }',
  'true',
  '~',
  '[1, "2", null]',
  '[, ]',
];

const tokensOf = (text: string): string[] => text.match(/\w+|[^\S\n]+|\n|[^\w\s]/g) ?? [];

/** A change of a text at one of its tokens, `index` being any number. */
type Mutation = (text: string, index: number, other: number, noise: string) => string;

const at = <Item>(items: readonly Item[], index: number): Item => items[index % items.length] as Item;

function edit(text: string, index: number, change: (token: string) => string): string {
  const tokens = tokensOf(text);
  if (tokens.length === 0) return change('');
  const place = index % tokens.length;
  return tokens.map((token, position) => (position === place ? change(token) : token)).join('');
}

function editLine(text: string, index: number, change: (line: string) => string): string {
  const lines = text.split('\n');
  const place = index % lines.length;
  return lines.map((line, position) => (position === place ? change(line) : line)).join('\n');
}

const nestings: readonly string[] = ['[', '{a: ', '- ', '? ', '{', '[{', '(', '"'];

const mutations: Readonly<Record<string, Mutation>> = {
  delete: (text, index) => edit(text, index, () => ''),
  duplicate: (text, index) => edit(text, index, token => token + token),
  swap: (text, index, other) => edit(text, index, () => at(tokensOf(text), other) ?? ''),
  replace: (text, index, other) => edit(text, index, () => at(payloads, other)),
  insert: (text, index, other) => edit(text, index, token => token + at(payloads, other)),
  noise: (text, index, _, noise) => edit(text, index, token => token + noise),
  retype: (text, index, other) => editLine(text, index, line => line.replace(/:\s.*$/, `: ${at(values, other)}`)),
  flow: (text, index, other) => edit(text, index, token => (/^\w+$/.test(token) ? at(values, other) : token)),
  deleteLine: (text, index) => editLine(text, index, () => ''),
  duplicateLine: (text, index) => editLine(text, index, line => `${line}\n${line}`),
  indent: (text, index, other) => editLine(text, index, line => `${' '.repeat(other % 9)}${line}`),
  dedent: (text, index, other) => editLine(text, index, line => line.slice(other % 9)),
  nest: (text, index, other) => edit(text, index, token => token + at(nestings, other).repeat(other % 3000)),
  cut: (text, index) => text.slice(0, index % (text.length + 1)),
  append: (text, index) => text + at(originals, index),
};

const step = fc.tuple(
  fc.constantFrom(...Object.keys(mutations)),
  fc.nat(),
  fc.nat(),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

/** Texts that were valid configs before one to eight things happened to them. */
export const mutatedConfigs: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom(...originals), fc.array(step, { minLength: 1, maxLength: 8 }))
  .map(([original, steps]) =>
    steps.reduce(
      (text, [name, index, other, noise]) => (mutations[name] as Mutation)(text, index, other, noise),
      original,
    ),
  );
