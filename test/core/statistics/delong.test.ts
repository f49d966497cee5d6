import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { delong, type ScoredRows } from '../../../src/core/statistics/delong.ts';
import { seeded, uniform } from '../../../src/core/statistics/generator.ts';
import { caution } from '../../../src/core/statistics/inference.ts';
import { unitMoments } from '../../../src/core/statistics/paired-t.ts';
import { expectConsistent, expectMirrored, expectOrdered } from './inference-laws.ts';
import { oracle } from './oracles.ts';

interface Synthetic {
  y: number[];
  score_a: number[];
  score_b: number[];
  auc: [number, number];
  cov: [[number, number], [number, number]];
  diff: number;
  se: number;
  z: number;
  p_one_sided_greater: number;
  ci95: [number, number];
}

interface Row {
  readonly y: number;
  readonly a: number;
  readonly b: number;
  readonly group: number;
}

const rowsOf = (rows: readonly Row[], grouped = false): ScoredRows => ({
  target: rows.map(row => row.y),
  baseline: Float64Array.from(rows, row => row.a),
  candidate: Float64Array.from(rows, row => row.b),
  clusters: grouped ? Int32Array.from(rows, row => row.group) : null,
});

const level = fc.integer({ min: -4, max: 4 }).map(step => step / 4);
const row = fc.record({ y: fc.nat({ max: 1 }), a: level, b: level, group: fc.nat({ max: 5 }) });
const bothClasses = fc
  .array(row, { minLength: 6, maxLength: 40 })
  .filter(rows => rows.filter(({ y }) => y === 1).length > 1 && rows.filter(({ y }) => y === 0).length > 1);

describe('a published construction', () => {
  const facts = oracle<Synthetic>('delong_synthetic');
  const result = delong({
    target: facts.y,
    baseline: Float64Array.from(facts.score_b),
    candidate: Float64Array.from(facts.score_a),
    clusters: null,
  });

  test('areas and their covariance', () => {
    expect([result.aucCandidate, result.aucBaseline]).toEqual(facts.auc.map(auc => expect.closeTo(auc, 14)));
    expect(result.covariance).toEqual(
      [facts.cov[1][1], facts.cov[0][1], facts.cov[0][0]].map(value => expect.closeTo(value, 14)),
    );
  });

  test('the difference', () => {
    const { inference } = result;
    expect(inference.estimate).toBeCloseTo(facts.diff, 14);
    expect(inference.se).toBeCloseTo(facts.se, 14);
    expect(inference.pAbove(0)).toBeCloseTo(facts.p_one_sided_greater, 12);
    expect([inference.lower(0.025), inference.upper(0.025)]).toEqual(facts.ci95.map(end => expect.closeTo(end, 12)));
    expect(inference.warnings).toEqual([caution.fewUnits]);
  });
});

describe('against the definition', () => {
  const wins = (positive: number, negative: number): number =>
    positive > negative ? 1 : positive === negative ? 0.5 : 0;

  test('the area is the share of pairs in the right order, ties half', () => {
    fc.assert(
      fc.property(bothClasses, rows => {
        const [positives, negatives] = [1, 0].map(y => rows.filter(each => each.y === y)) as [Row[], Row[]];
        const pairs = positives.flatMap(p => negatives.map(n => wins(p.b, n.b)));
        const area = pairs.reduce((sum, win) => sum + win, 0) / pairs.length;
        expect(delong(rowsOf(rows)).aucCandidate).toBeCloseTo(area, 12);
      }),
      { seed: 42 },
    );
  });

  test('groups of one row each change the variance in nothing', () => {
    fc.assert(
      fc.property(bothClasses, rows => {
        const plain = delong(rowsOf(rows));
        const single = delong(
          rowsOf(
            rows.map((each, group) => ({ ...each, group })),
            true,
          ),
        );
        expect(single.covariance).toEqual(plain.covariance.map(value => expect.closeTo(value, 12)));
        expect(single.inference.df ?? rows.length - 1).toBe(rows.length - 1);
      }),
      { seed: 42 },
    );
  });

  test('a row written k times in its group changes neither area nor variance', () => {
    fc.assert(
      fc.property(bothClasses, rows => {
        const own = rows.map((each, group) => ({ ...each, group }));
        const [once, thrice] = [delong(rowsOf(own, true)), delong(rowsOf([...own, ...own, ...own], true))];
        expect(thrice.covariance).toEqual(once.covariance.map(value => expect.closeTo(value, 12)));
      }),
      { seed: 42 },
    );
  });

  test('influence values average to the combination, and spread as its variance, up to n/(n − 1)', () => {
    const generator = seeded(3);
    const rows = Array.from({ length: 4000 }, (_, group) => {
      const [y, shared] = [uniform(generator) < 0.4 ? 1 : 0, uniform(generator)];
      return { y, a: shared + y * 0.3, b: shared * uniform(generator) + y * 0.4, group };
    });
    const { combine, influence } = delong(rowsOf(rows));
    const { mean, variance, n } = unitMoments(influence(-1, 1));
    const inference = combine(-1, 1);
    expect(mean).toBeCloseTo(inference.estimate, 12);
    expect(Math.sqrt(variance / n) / (inference.se ?? Number.NaN)).toBeCloseTo(1, 3);
  });
});

describe('edges', () => {
  test('one class has no area, and proves nothing', () => {
    const result = delong(rowsOf([1, 1, 1].map((y, group) => ({ y, a: group, b: -group, group }))));
    expect([result.aucBaseline, result.aucCandidate]).toEqual([NaN, NaN]);
    expect([result.inference.lower(0.05), result.inference.pAbove(-1)]).toEqual([-Infinity, 1]);
  });

  test('a single positive has an area, and proves nothing', () => {
    const result = delong(rowsOf([1, 0, 0, 0].map((y, i) => ({ y, a: i, b: -i, group: i }))));
    expect([result.aucBaseline, result.aucCandidate]).toEqual([0, 1]);
    expect(result.inference.warnings).toEqual([caution.noUnits]);
  });

  test('positive and negative zero are one score', () => {
    const scores = Float64Array.from({ length: 600 }, (_, i) => (i % 2 === 0 ? 0 : -0));
    const target = Array.from({ length: 600 }, (_, i) => (i % 4 < 2 ? 1 : 0));
    expect(delong({ target, baseline: scores, candidate: scores, clusters: null }).aucBaseline).toBe(0.5);
  });
});

describe('laws', () => {
  test('swapping the models negates; row order changes nothing; p-values and bounds agree', () => {
    fc.assert(
      fc.property(bothClasses, fc.boolean(), (rows, grouped) => {
        const { inference } = delong(rowsOf(rows, grouped));
        const swapped = rows.map(each => ({ ...each, a: each.b, b: each.a }));
        expectMirrored(inference, delong(rowsOf(swapped, grouped)).inference);
        const reversed = delong(rowsOf([...rows].reverse(), grouped)).inference;
        expect(reversed.lower(0.05)).toBeCloseTo(inference.lower(0.05), 12);
        expectConsistent(inference, [-0.1, 0, 0.1]);
        expectOrdered(inference);
      }),
      { seed: 42 },
    );
  });

  test('any increasing change of the scores changes nothing', () => {
    fc.assert(
      fc.property(bothClasses, rows => {
        const bent = rows.map(each => ({ ...each, a: Math.exp(each.a), b: each.b ** 3 }));
        expect(delong(rowsOf(bent)).covariance).toEqual(delong(rowsOf(rows)).covariance);
      }),
      { seed: 42 },
    );
  });
});
