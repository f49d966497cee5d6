// Flips summed up, with the exact test of whether the candidate is right more often.
import { describe, expect, test } from '@jest/globals';
import type { ComparisonPlan } from '../../src/core/comparison-plan.ts';
import { flipsOf } from '../../src/core/flip-summary.ts';
import { type ChosenMetric, chooseMetric } from '../../src/core/metrics/catalogue.ts';
import { PairedEvidence } from '../../src/core/paired-evidence.ts';
import { mcnemar } from '../../src/core/statistics/mcnemar.ts';

const planOf = (unit: ComparisonPlan['unit']): ComparisonPlan => ({
  task: 'binary',
  metrics: [chooseMetric('accuracy', 'binary') as ChosenMetric],
  scoreDirection: 'higher',
  slices: [],
  unit,
  weighted: false,
  ids: [],
  origin: 0,
});

/** Twelve rows of class 1: nine newly right, two newly wrong, one right twice. */
function evidence(unit: ComparisonPlan['unit']): PairedEvidence {
  const before = [...new Array<number>(9).fill(0.2), 0.9, 0.9, 0.9];
  const after = [...new Array<number>(9).fill(0.8), 0.1, 0.1, 0.9];
  const folded = new PairedEvidence(planOf(unit));
  folded.add({
    count: 12,
    target: new Float64Array(12).fill(1),
    baseline: Float64Array.from(before),
    candidate: Float64Array.from(after),
    baselineProbabilities: null,
    candidateProbabilities: null,
    weight: null,
    units: unit === 'row' ? null : Int32Array.from({ length: 12 }, (_, row) => row % 4),
    slices: [],
    fairness: [],
    idOf: () => [],
  });
  return folded;
}

describe('flips summed up', () => {
  test('independent rows have the exact McNemar p-value', () => {
    const flips = flipsOf(evidence('row'), []);
    expect([flips.wrong_to_right, flips.right_to_wrong]).toEqual([9, 2]);
    expect(flips.mcnemar_p).toBe(mcnemar(9, 2).exactGreater);
    expect(flips.mcnemar_p).toBeCloseTo(67 / 2048, 12);
  });

  test('grouped rows have none: they are not independent', () => {
    expect(flipsOf(evidence('group'), []).mcnemar_p).toBeNull();
  });
});
