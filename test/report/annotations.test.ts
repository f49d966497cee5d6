// Remarks at lines of the config: at lines that GitHub knows, and no more than a few requests take, whatever a report claims.
import { expect, test } from '@jest/globals';
import { annotationsOf } from '../../src/report/annotations.ts';
import { comparisonOf, modelOf, pullOf, reportOf } from './views.ts';

const source = { file: 'relevo.yml', lineOf: () => 7 };

test('problems stand at lines from 1 on', () => {
  const problems = [0, 3, Number.MAX_SAFE_INTEGER].map(line => ({ line, column: 0, path: 'models', message: 'wrong' }));
  const view = { ...pullOf([]), config: { file: 'relevo.yml', run: modelOf(reportOf(null)).run, problems } };
  expect(annotationsOf(view, source).map(({ line }) => line)).toEqual([1, 3, 1_000_000]);
});

test('a report with failed checks without number leads to ten requests', () => {
  const comparison = comparisonOf('worse');
  const check = comparison.checks.find(({ result }) => result === 'fail');
  if (check === undefined) throw new Error('no check failed');
  const checks = [...comparison.checks, ...Array.from({ length: 5000 }, () => check)];
  const view = pullOf([modelOf(reportOf({ ...comparison, checks }))]);
  const told = annotationsOf(view, source);
  expect(told).toHaveLength(500);
  expect(told[0]).toMatchObject({ path: 'relevo.yml', line: 7, level: 'failure' });
});
