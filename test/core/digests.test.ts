import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Digest, digestOf } from '../../src/core/digest.ts';
import {
  canonical,
  comparisonDigest,
  type RulesFacts,
  rulesDigest,
  type TrainingFacts,
  trainingDigest,
  yardstickDigest,
} from '../../src/core/digests.ts';

const sha256 = (text: string): Digest => digestOf(createHash('sha256').update(text).digest('hex'));
const digest = (text: string): Digest => sha256(text);

const facts: TrainingFacts = {
  model: 'daily-sales',
  command: ['node', 'train.js'],
  inputs: [
    { path: 'train.js', content: 'git:1' },
    { path: 'lib/a.js', content: 'git:2' },
  ],
  data: [
    { path: 'data/b.csv', digest: digest('b') },
    { path: 'data/a.csv', digest: digest('a') },
  ],
  locks: [{ path: 'package-lock.json', content: 'git:3' }],
  predictor: { kind: 'module', module: 'predict.js', setup: null },
  seed: 0,
};

describe('the training digest', () => {
  test('is the same in every version of Relevo, or everybody trains again', () => {
    expect(trainingDigest(facts, sha256)).toMatchInlineSnapshot(
      `"sha256:e39b3fd9e120d090037644ea82a1d2333e8747566589b94034889cdb0b65477a"`,
    );
  });

  test('does not depend on the order in which files were listed', () => {
    const turned = { ...facts, inputs: [...facts.inputs].reverse(), data: [...facts.data].reverse() };
    expect(trainingDigest(turned, sha256)).toBe(trainingDigest(facts, sha256));
  });

  const changes: Readonly<Record<string, Partial<TrainingFacts>>> = {
    model: { model: 'other' },
    command: { command: ['node train.js'] },
    'the content of an input': { inputs: [{ path: 'train.js', content: 'git:9' }, ...facts.inputs.slice(1)] },
    'the name of an input': { inputs: [{ path: 'Train.js', content: 'git:1' }, ...facts.inputs.slice(1)] },
    'one input less': { inputs: facts.inputs.slice(1) },
    data: { data: [{ path: 'data/a.csv', digest: digest('c') }, ...facts.data.slice(0, 1)] },
    'a lock file': { locks: [] },
    'an input that is a lock file too': { inputs: [...facts.inputs, ...facts.locks], locks: [] },
    predictor: { predictor: { kind: 'module', module: 'predict.js', setup: ['npm', 'ci'] } },
    seed: { seed: 1 },
  };

  test('differs for each thing that shapes the weights', () => {
    const all = [facts, ...Object.values(changes).map(change => ({ ...facts, ...change }))];
    expect(new Set(all.map(one => trainingDigest(one, sha256))).size).toBe(all.length);
  });
});

describe('yardstick and comparison digests', () => {
  const rules: RulesFacts = {
    task: 'regression',
    columns: { target: 'sales', id: ['date'] },
    metrics: ['wape', 'mae'],
    policy: { margin: { amount: 0.02 } },
  };

  test('rules are how rows are read, the metrics in their order, and the policy', () => {
    const all: RulesFacts[] = [
      rules,
      { ...rules, task: 'score' },
      { ...rules, columns: { target: 'sales', id: ['date', 'shop'] } },
      { ...rules, metrics: ['mae', 'wape'] },
      { ...rules, policy: { margin: { amount: 0.03 } } },
    ];
    expect(new Set(all.map(one => rulesDigest(one, sha256))).size).toBe(all.length);
  });

  test('a yardstick is the rules and the rows', () => {
    const [a, b] = [digest('a'), digest('b')];
    const all = [
      { rules: a, holdout: b },
      { rules: b, holdout: a },
      { rules: a, holdout: a },
    ];
    expect(new Set(all.map(one => yardstickDigest(one, sha256))).size).toBe(all.length);
  });

  test('a comparison is candidate, baseline and yardstick, each in its place', () => {
    const [a, b, c] = [digest('a'), digest('b'), digest('c')];
    const all = [
      { candidate: a, baseline: b, yardstick: c },
      { candidate: b, baseline: a, yardstick: c },
      { candidate: a, baseline: null, yardstick: c },
      { candidate: a, baseline: b, yardstick: a },
    ];
    expect(new Set(all.map(one => comparisonDigest(one, sha256))).size).toBe(all.length);
  });
});

describe('canonical text', () => {
  test('is JSON with sorted keys, and nothing for what is undefined', () => {
    expect(canonical({ b: [1, { z: null, y: undefined }], a: 'é"', c: undefined })).toBe(
      '{"a":"é\\"","b":[1,{"z":null}]}',
    );
  });

  test('is equal for equal values and different for different ones, whatever the order of keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        expect(JSON.parse(canonical(one))).toEqual(JSON.parse(JSON.stringify(one)));
        expect(canonical(turned(one))).toBe(canonical(one));
        if (canonical(one) === canonical(other))
          expect(JSON.parse(JSON.stringify(one))).toEqual(JSON.parse(JSON.stringify(other)));
      }),
      { seed: 42 },
    );
  });
});

/** The same value with the keys of every object in the reverse order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, part]) => [key, turned(part)]),
  );
}
