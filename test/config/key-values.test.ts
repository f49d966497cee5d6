// A model's keys as a flat list, as they were written.
import { expect, test } from '@jest/globals';
import type { ModelConfig } from '../../src/config/config.ts';
import { keyValues } from '../../src/config/key-values.ts';
import { parseConfig } from '../../src/config/parse.ts';

function valuesOf(train: string): Record<string, string> {
  const text = `models:
  daily-sales:
    task: regression
    train: { ${train} }
    predict: { module: predict.js }
    holdout: { data: holdout.csv, target: sales, time: date, season: 7d, slices: [shop, weekday] }
    policy: { margin: 5%, guard: [bias within 1%] }
    metrics: [wape, bias]
`;
  const parsed = parseConfig(text, 'relevo.yml');
  if (!('config' in parsed)) throw new Error(JSON.stringify(parsed.problems));
  return keyValues(parsed.config.models['daily-sales'] as ModelConfig);
}

test('every key with its value as text, defaults included', () => {
  const values = valuesOf('command: node train.js');
  expect(values).toMatchObject({
    task: 'regression',
    'train.command': 'node, train.js',
    'train.timeout': '30m',
    'train.artifact': 'nothing',
    'predict.module': 'predict.js',
    'holdout.season': '7d',
    'holdout.slices': 'shop, weekday',
    'policy.margin': '5%',
    'policy.guard': 'bias within 1%',
    metrics: 'wape, bias',
  });
  expect(Object.keys(values)).not.toContain('name');
});

test('an address without what may be a signature in it', () => {
  const digest = `sha256:${'ab'.repeat(32)}`;
  const values = valuesOf(`artifact: "https://example.org/m.tar?signature=secret@${digest}"`);
  expect(values['train.artifact']).toBe(`https://example.org/m.tar@${digest}`);
});
