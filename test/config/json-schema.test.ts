// relevo.schema.json: takes what relevo.yml takes, and refuses what a JSON Schema can know to be wrong.
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { completeExample, sharedExample } from '../../src/config/example.ts';
import { makeJsonSchema } from '../../src/config/json-schema.ts';
import { linesOf, minimal, withLines } from './parsing.ts';

const validate = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false }).compile(makeJsonSchema());

const errorsOf = (text: string): string[] => {
  validate(parse(text));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
};

const holdout = (more: string): string => minimal.replace('target: y', more);

const valid: readonly (readonly [what: string, text: string])[] = [
  ['as little as possible', minimal],
  ['the complete example', completeExample],
  ['the shared example', sharedExample],
  ['keys left empty', withLines('metrics:', 'policy:', 'monitor:', 'was:', 'promote:', 'keep: { versions: }')],
  ['one item for a list', withLines('was: old', 'metrics: mae', 'policy: { guard: [], limits: mae <= 3 }')],
  ['numbers', withLines('policy: { margin: 0.02, alpha: 0.1 }', 'monitor: { data: a.csv, tolerance: 0.1 }')],
  ['percentages', withLines('policy: { margin: 2 %, alpha: 5% }', 'monitor: { data: a.csv, tolerance: 5% }')],
  ['durations', holdout('target: y, time: t, season: 7d, horizon: 14')],
  ['sizes', minimal.replace('train.js', 'train.js, max_size: 500 MB, timeout: 1.5h')],
  ['commands as lists', minimal.replace('node train.js', '[bash, -c, "a && b"]')],
  ['features', minimal.replace('module: predict.js', 'features: [a, b]')],
  ['an artifact', minimal.replace('command: node train.js', `artifact: "https://a.b/c@sha256:${'0'.repeat(64)}"`)],
  ['a score', `${holdout('id: a').replace('regression', 'score')}    direction: lower\n`],
  ['metrics with brackets', withLines('metrics: ["pinball(0.9)", mae]')],
  ['business metrics', withLines('monitor: { data: a.csv, business: [revenue must not fall] }')],
  ['a positive label', holdout('target: y, positive: 1').replace('regression', 'binary')],
];

describe('what relevo.yml takes', () => {
  test.each(valid)('%s', (_, text) => {
    expect(linesOf(text)).toEqual([]);
    expect(errorsOf(text)).toEqual([]);
  });
});

const invalid: readonly (readonly [what: string, text: string])[] = [
  ['an unknown key', withLines('promot: x')],
  ['an unknown key at the top', `task: binary\n${minimal}`],
  ['an unknown key further down', withLines('policy: { slices: { requird: [] } }')],
  ['no models', 'models: {}'],
  ['nothing', 'defaults: {}'],
  ['a capital name', minimal.replace('sales', 'Sales')],
  ['no task', minimal.replace('    task: regression\n', '')],
  ['an empty task', minimal.replace('regression', '')],
  ['an unknown task', minimal.replace('regression', 'regresion')],
  ['no predictor', minimal.replace('module: predict.js', 'package: a')],
  ['two predictors', minimal.replace('predict.js', 'predict.js, features: [a]')],
  ['no training', minimal.replace('command: node train.js', 'output: a')],
  ['two sources', minimal.replace('train.js', 'train.js, artifact: out')],
  ['no holdout data', minimal.replace('data: holdout.csv, ', '')],
  ['no target', holdout('id: a')],
  ['a season without time', holdout('target: y, season: 7d')],
  ['a score without direction', holdout('id: a').replace('regression', 'score')],
  ['a direction without score', withLines('direction: lower')],
  ['a path that leads out', minimal.replace('holdout.csv', '../holdout.csv')],
  ['a path with a drive', minimal.replace('holdout.csv', 'c:/holdout.csv')],
  ['a path with backslashes', minimal.replace('holdout.csv', 'a\\b.csv')],
  ['a pattern that leads out', minimal.replace('train.js', 'train.js, inputs: [a, /etc/**]')],
  ['a number for a duration', minimal.replace('train.js', 'train.js, timeout: 30')],
  ['a duration without unit', minimal.replace('train.js', 'train.js, timeout: "30"')],
  ['a size without unit', minimal.replace('train.js', 'train.js, max_size: "30"')],
  ['too many repeats', minimal.replace('train.js', 'train.js, repeats: 1000')],
  ['half a repeat', minimal.replace('train.js', 'train.js, repeats: 1.5')],
  ['a map for a command', minimal.replace('node train.js', '{ a: b }')],
  ['a number in a command', minimal.replace('node train.js', '[node, 3]')],
  ['a negative margin', withLines('policy: { margin: -1% }')],
  ['a margin in words', withLines('policy: { margin: small }')],
  ['an alpha of one', withLines('policy: { alpha: 1 }')],
  ['a guard without within', withLines('policy: { guard: [mae < 3] }')],
  ['a limit without operator', withLines('policy: { limits: [mae 3] }')],
  ['an unknown metric', withLines('metrics: [wappe]')],
  ['no metric', withLines('metrics: []')],
  ['a column that is a number', holdout('target: 3')],
  ['a variable with its value', minimal.replace('train.js', 'train.js, env: [A=b]')],
  ['a monitor without data', withLines('monitor: { tolerance: 10% }')],
  ['yes for true', withLines('monitor: { data: a.csv, retrain: yes }')],
  ['a business metric in other words', withLines('monitor: { data: a.csv, business: [revenue grows] }')],
];

describe('what relevo.yml refuses', () => {
  test.each(invalid)('%s', (_, text) => {
    expect(linesOf(text)).not.toEqual([]);
    expect(errorsOf(text)).not.toEqual([]);
  });
});

test('every key says what it means, and every default is one that the key takes', () => {
  const model = (makeJsonSchema().$defs as Record<string, object>).model as { properties: Record<string, Key> };
  const keys = Object.entries(model.properties).flatMap(([name, key]) => keysIn(name, key));
  expect(keys.length).toBeGreaterThanOrEqual(80);
  for (const [path, { description, default: fallback, ...rest }] of keys) {
    expect([path, description]).toEqual([path, expect.stringMatching(/\.$/)]);
    if (fallback === undefined) continue;
    expect([path, new Ajv2020({ strict: false }).compile(rest)(fallback)]).toEqual([path, true]);
  }
});

interface Key {
  readonly description?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Key>>;
}

const keysIn = (path: string, key: Key): [string, Key][] => [
  [path, key],
  ...Object.entries(key.properties ?? {}).flatMap(([name, inner]) => keysIn(`${path}.${name}`, inner)),
];
