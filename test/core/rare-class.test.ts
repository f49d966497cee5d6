// Metrics of a rare class: what models do on other rows is no evidence about it.
import { expect, test } from '@jest/globals';
import { compare } from '../../src/core/comparison.ts';
import { type ChosenMetric, chooseMetric } from '../../src/core/metrics/catalogue.ts';
import { PairedEvidence } from '../../src/core/paired-evidence.ts';

test('a hundred rows that differ, none of them positive, prove nothing of recall', () => {
  const metrics = [chooseMetric('recall', 'binary') as ChosenMetric];
  const evidence = new PairedEvidence({
    task: 'binary',
    metrics,
    scoreDirection: 'higher',
    slices: [],
    unit: 'row',
    weighted: false,
    ids: [],
    origin: 0,
  });
  const rows = 200;
  const target = Float64Array.from({ length: rows }, (_, row) => (row < 6 ? 1 : 0));
  evidence.add({
    count: rows,
    target,
    // Of the six positives both models find the same three; on a hundred negatives they disagree.
    baseline: Float64Array.from(target, (y, row) => (y === 1 ? (row < 3 ? 0.9 : 0.1) : 0.2)),
    candidate: Float64Array.from(target, (y, row) => (y === 1 ? (row < 3 ? 0.9 : 0.1) : row % 2 === 0 ? 0.8 : 0.2)),
    baselineProbabilities: null,
    candidateProbabilities: null,
    weight: null,
    units: null,
    slices: [],
    fairness: [],
    idOf: () => [],
  });
  const margin = { kind: 'relative', amount: 0.02, text: '2%' } as const;
  const comparison = compare(
    evidence,
    { require: 'not-worse', margin, guards: [], slices: { required: [], margin }, limits: [], alpha: 0.05 },
    { seed: 0, series: { seasonMs: null, horizon: null }, quantities: {} },
  );
  expect(comparison.metrics[0]?.improvement).toBe(0);
  expect(comparison.verdict).toBe('inconclusive');
});
