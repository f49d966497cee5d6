// Pages of any size, from comparisons that the real core made.
import { createHash } from 'node:crypto';
import type { Comparison } from '../../../src/core/comparison.ts';
import type { Digest } from '../../../src/core/digest.ts';
import { foldState, type ModelState } from '../../../src/core/model-state.ts';
import { calibrationBins, errorShares, periodLosses, residualBins } from '../../../src/core/row-shapes.ts';
import { seeded, uniform } from '../../../src/core/statistics/generator.ts';
import type { PageParts } from '../../../src/report/page/page.ts';
import type { FlipDetail, RowDetails } from '../../../src/report/page/row-details.ts';
import type { Report } from '../../../src/report/report-schema.ts';
import { comparisonOf, reportOf } from '../views.ts';

export const sha256 = (text: string): Digest => `sha256:${createHash('sha256').update(text).digest('hex')}`;

const consequence = {
  pass: 'merging makes it v12',
  otherwise: 'merging keeps v11',
  identical: 'merging changes nothing',
};

/** A model with one version, as its ledger tells it. */
export const oneVersion = (report: Report): ModelState => ({
  ...foldState([]),
  production: { event: sha256('v11'), version: 11, artifact: sha256('artifact'), since: '2026-04-01T00:00:00.000Z' },
  versions: [
    {
      version: 11,
      event: sha256('v11'),
      made: {
        event: 'promoted',
        model: report.model,
        at: '2026-04-01T00:00:00.000Z',
        by: 'ben',
        writer: 'actions',
        version: 11,
        artifact: sha256('artifact'),
        holdout: report.digests.holdout as Digest,
        metrics: { wape: 0.081 },
        verdict: 'pass',
        commit: '0123456789abcdef0123456789abcdef01234567',
      } as unknown as ModelState['versions'][number]['made'],
    },
  ],
});

/** A page's parts; what is not given is that of a candidate that is better. */
export function partsOf(more: Partial<PageParts> = {}): PageParts {
  const report = more.report ?? reportOf(comparisonOf('better'));
  return {
    report,
    details: null,
    missing: null,
    rows: 'ids',
    state: oneVersion(report),
    consequence,
    script: '',
    sha256,
    ...more,
  };
}

/** A comparison with so many slices, whose names and numbers all differ. */
export function withSlices(
  comparison: Comparison,
  count: number,
  name = (index: number) => `shop ${index}`,
): Comparison {
  const chance = seeded(5);
  const [model] = comparison.metrics.filter(({ slice }) => slice !== null);
  if (model === undefined) throw new Error('The comparison has no slice to copy.');
  const slices = Array.from({ length: count }, (_, index) => {
    const improvement = 0.02 * (uniform(chance) - 0.5);
    const reach = 0.002 + 0.01 * uniform(chance);
    return {
      ...model,
      slice: { shop: name(index) },
      rows: 20 + index,
      improvement,
      interval: [improvement - reach, improvement + reach] as const,
      outcome:
        improvement - reach > 0
          ? ('better' as const)
          : improvement + reach < 0
            ? ('worse' as const)
            : ('inconclusive' as const),
    };
  });
  return { ...comparison, metrics: [...comparison.metrics.filter(({ slice }) => slice === null), ...slices] };
}

/** So many flips, half of them each way. */
export const flipsOf = (count: number, name = (index: number) => `row ${index}`): FlipDetail[] =>
  Array.from({ length: count }, (_, index) => ({
    names: [name(index), `shop ${index % 7}`],
    target: 100 + (index % 50),
    baseline: 90 + (index % 31),
    candidate: 95 + (index % 17),
    change: (index % 2 === 0 ? 1 : -1) * (100 - index / count),
  }));

/** What rows of numbers tell. */
export function regressionDetails(flips: readonly FlipDetail[] | null): RowDetails {
  const chance = seeded(11);
  const draw = (size: number) => Float64Array.from({ length: 2000 }, () => 100 + size * (uniform(chance) - 0.5));
  const outcome = draw(80);
  const side = (size: number) => ({ outcome, forecast: outcome.map(value => value + size * (uniform(chance) - 0.5)) });
  const [baseline, candidate] = [side(20), side(12)];
  const [before = [], after = []] = errorShares([baseline, candidate]);
  const moments = Array.from({ length: 90 }, (_, day) => ({
    time: Date.UTC(2026, 0, 1 + day),
    rows: 20,
    baseline: 100 + day,
    candidate: 80,
  }));
  return {
    rows: 2000,
    stride: 1,
    flips: flips === null ? null : { columns: ['id', 'shop'], rows: flips, leftOut: 0 },
    calibration: null,
    residuals: { baseline: residualBins(baseline), candidate: residualBins(candidate) },
    errors: { baseline: before, candidate: after },
    periods: periodLosses(moments),
  };
}

/** What rows with probabilities tell. */
export function binaryDetails(): RowDetails {
  const chance = seeded(12);
  const forecast = Float64Array.from({ length: 3000 }, () => uniform(chance));
  const outcome = forecast.map(p => (uniform(chance) < p ? 1 : 0));
  const bold = forecast.map(p => Math.min(1, Math.max(0, 1.6 * (p - 0.5) + 0.5)));
  return {
    ...regressionDetails([]),
    residuals: null,
    errors: null,
    calibration: {
      baseline: calibrationBins({ forecast: bold, outcome }, 0.05),
      candidate: calibrationBins({ forecast, outcome }, 0.05),
    },
  };
}
