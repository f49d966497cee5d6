// Keys are found on the lines where they are written; those that are not, on the line of the nearest key above them.
import { describe, expect, test } from '@jest/globals';
import { keyLines } from '../../src/config/key-lines.ts';

const text = `# sales
models:
  daily-sales:
    metrics: [wape, mae]
    policy:
      limits:
        - wape <= 0.25
        - model_mb <= 50
`;

describe('the line of a key', () => {
  test.each<[readonly (string | number)[], number]>([
    [['models'], 2],
    [['models', 'daily-sales'], 3],
    [['models', 'daily-sales', 'metrics', 1], 4],
    [['models', 'daily-sales', 'policy', 'limits', 1], 8],
    [['models', 'daily-sales', 'policy', 'margin'], 5],
    [['models', 'unknown', 'policy'], 2],
    [[], 1],
  ])('%j', (keys, line) => {
    expect(keyLines(text, 'relevo.yml')(keys)).toBe(line);
  });

  test('of a text that cannot be read is the first', () => {
    expect(keyLines('models: [', 'relevo.yml')(['models', 'daily-sales'])).toBe(1);
  });
});
