// Views of pull requests as the flow makes them, from comparisons that the real core made.
import type { Comparison } from '../../src/core/comparison.ts';
import type { ModelView, PullRequestView } from '../../src/report/pull-request-view.ts';
import { type Report, reportSchema } from '../../src/report/report-schema.ts';
import { cases } from './cases.ts';

const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;

/** The head of the pull request. */
export const HEAD = '1f2e3d4c5b6a79880123456789abcdef01234567';

const compared = new Map<string, Comparison>();

/** A comparison of the cases, by its name; each is made once. */
export function comparisonOf(name: string): Comparison {
  const comparison = compared.get(name) ?? (cases[name] as () => Comparison)();
  compared.set(name, comparison);
  return comparison;
}

/** A report of a run on a pull request, with this comparison. */
export function reportOf(comparison: Comparison | null, more: Partial<Report> = {}): Report {
  const whole: Report = {
    schema: 'relevo.report/1',
    relevo: '0.1.0',
    model: 'daily-sales',
    task: comparison?.task ?? 'regression',
    run: {
      id: '20260511-094200-1f2e3d',
      at: '2026-05-11T09:42:00.000Z',
      by: 'ana',
      origin: 'pull-request',
      commit: HEAD,
      tree: null,
      branch: 'more-lags',
      dirty: false,
    },
    digests: {
      training: digest('a'),
      rules: digest('9'),
      yardstick: digest('b'),
      holdout: digest('c'),
      comparison: comparison === null ? null : digest('d'),
      candidate: digest('e'),
      predictions: digest('f'),
    },
    baseline: { name: 'v11', version: 11, event: digest('1'), problem: null },
    training: {
      how: 'trained',
      when: null,
      source: null,
      command: ['node', 'train.js'],
      seed: 0,
      seconds: 94.2,
      cpu_seconds: 171.4,
      peak_mb: 812.3,
      last_lines: [],
      repeats: [],
    },
    data: [
      {
        path: 'data/history.csv',
        part: 'training',
        digest: digest('2'),
        rows: 4380,
        columns: 9,
        range: ['2021-01-01T00:00:00.000Z', '2023-12-31T00:00:00.000Z'],
      },
      {
        path: 'data/holdout.csv',
        part: 'holdout',
        digest: digest('c'),
        rows: 1460,
        columns: 9,
        range: ['2024-01-01T00:00:00.000Z', '2024-12-30T00:00:00.000Z'],
      },
    ],
    prediction: { rows: 1460, backend: 'wasm 4.22.0', note: null, ms_per_row: 0.0893, load_ms: 41.2, model_mb: 3.25 },
    comparison: comparison as Report['comparison'],
    former: null,
    judged_on_holdout: 14,
    policy: {},
    failure: null,
    verdict: comparison?.verdict ?? 'fail',
    outcome: comparison?.metrics.find(({ role, slice }) => role === 'primary' && slice === null)?.outcome ?? null,
    ...more,
  };
  return reportSchema.parse(whole);
}

/** A model of a pull request that is not merged. */
export const modelOf = (report: Report, more: Partial<ModelView> = {}): ModelView => ({
  model: report.model,
  run: { id: 4711, attempt: 1, url: 'https://github.com/octo/shops/actions/runs/4711' },
  standing: { kind: 'reported', report, stale: null },
  production: { version: 11, url: 'https://github.com/octo/shops/releases/tag/daily-sales%2Fv11' },
  effect: { kind: 'merging', makes: 12, by: 'merge' },
  frozen: null,
  yardstick: null,
  touched: true,
  settings: { inconclusive: 'neutral', rows: 'none' },
  versions: [],
  page: 'https://github.com/octo/shops/actions/runs/4711/artifacts/99',
  ...more,
});

/** A pull request of these models. */
export const pullOf = (models: readonly ModelView[], more: Partial<PullRequestView> = {}): PullRequestView => ({
  place: 'pull-request',
  fork: false,
  head: HEAD,
  models,
  known: models.map(({ model }) => model),
  config: null,
  ...more,
});
