import { describe, expect, test } from '@jest/globals';
import { chooseMetric, metrics, metricsOf } from '../../../src/core/metrics/catalogue.ts';
import type { Task } from '../../../src/core/metrics/metric.ts';

const chosen = (text: string, task: Task): unknown => {
  const found = chooseMetric(text, task);
  return 'problem' in found ? found.problem : [found.metric.name, found.argument, found.text];
};

describe('a metric as somebody asks for it', () => {
  test.each<[string, Task, unknown]>([
    ['wape', 'regression', ['wape', null, 'wape']],
    ['  wape ', 'regression', ['wape', null, 'wape']],
    ['pinball', 'regression', ['pinball', 0.5, 'pinball']],
    ['pinball( 0.9 )', 'regression', ['pinball', 0.9, 'pinball(0.9)']],
    ['pinball()', 'regression', ['pinball', 0.5, 'pinball']],
    ['recall', 'binary', ['recall', null, 'recall']],
    ['recall( sea cat )', 'multiclass', ['recall', 'sea cat', 'recall(sea cat)']],
    ['recall(a (b))', 'multiclass', ['recall', 'a (b)', 'recall(a (b))']],
    ['top_k_accuracy', 'multiclass', ['top_k_accuracy', 2, 'top_k_accuracy']],
    ['top_k_accuracy(5)', 'multiclass', ['top_k_accuracy', 5, 'top_k_accuracy(5)']],
    [
      'demographic_parity_difference(sex)',
      'binary',
      ['demographic_parity_difference', 'sex', 'demographic_parity_difference(sex)'],
    ],
    ['accuracy', 'multiclass', ['accuracy', null, 'accuracy']],
  ])('%s for %s', (text, task, expected) => {
    expect(chosen(text, task)).toEqual(expected);
  });

  test.each<[string, Task, string]>([
    ['wap', 'regression', 'there is no metric "wap"'],
    ['', 'regression', 'there is no metric ""'],
    ['wape', 'binary', 'wape is a metric of regression, not of binary'],
    ['recall', 'multiclass', 'recall is written with its class in brackets'],
    ['recall(cat)', 'binary', 'recall takes nothing in brackets'],
    ['demographic_parity_difference', 'binary', 'demographic_parity_difference is written with its column in brackets'],
    ['pinball(1)', 'regression', 'pinball does not take "1"'],
    ['pinball(x)', 'regression', 'pinball does not take "x"'],
    ['pinball(0)', 'regression', 'pinball does not take "0"'],
    ['top_k_accuracy(1.5)', 'multiclass', 'top_k_accuracy does not take "1.5"'],
    ['top_k_accuracy(0)', 'multiclass', 'top_k_accuracy does not take "0"'],
    ['wape(3)', 'regression', 'wape takes nothing in brackets'],
  ])('%s for %s is refused: %s', (text, task, problem) => {
    expect(chosen(text, task)).toBe(problem);
  });
});

test('a task knows a metric by one name, with brackets and without', () => {
  for (const task of ['regression', 'binary', 'multiclass', 'score'] as const) {
    const names = metricsOf(task).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  }
  expect(metrics.filter(({ tasks }) => tasks.length === 0)).toEqual([]);
});
