// What changed in the rules is named by its key, with both values; what is no rule is not named.
import { expect, test } from '@jest/globals';
import type { ModelConfig } from '../../src/config/config.ts';
import { parseConfig } from '../../src/config/parse.ts';
import { rulesChanges } from '../../src/config/rules-changes.ts';

function modelWith(lines: string): ModelConfig {
  const text = `models:
  daily-sales:
    task: regression
    train: { command: node train.js }
    predict: { module: predict.js }
    holdout: { data: holdout.csv, target: sales, slices: [shop] }
${lines}`;
  const parsed = parseConfig(text, 'relevo.yml');
  if (!('config' in parsed)) throw new Error(JSON.stringify(parsed.problems));
  return parsed.config.models['daily-sales'] as ModelConfig;
}

test('nothing changed', () => {
  expect(rulesChanges(modelWith(''), modelWith(''))).toEqual([]);
});

test('each changed key, with both values as they were written', () => {
  const former = modelWith('    metrics: [wape, mae, bias]\n    policy: { margin: 2%, guard: [bias within 1%] }\n');
  const now = modelWith(
    '    metrics: [mae, wape, bias]\n    policy: { margin: 5%, alpha: 0.1, inconclusive: failure }\n',
  );
  expect(rulesChanges(former, now)).toEqual([
    'metrics wape, mae, bias → mae, wape, bias',
    'policy.alpha 0.05 → 0.1',
    'policy.guard bias within 1% → nothing',
    'policy.margin 2% → 5%',
  ]);
});
