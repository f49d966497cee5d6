// The situations that people meet on a pull request, each as the view that the flow makes of it.
import type { Comparison } from '../../src/core/comparison.ts';
import type { ModelView, PullRequestView } from '../../src/report/pull-request-view.ts';
import type { Report } from '../../src/report/report-schema.ts';
import { policyOf } from '../core/policies.ts';
import { compared, dailySales } from './cases.ts';
import { comparisonOf, modelOf, pullOf, reportOf } from './views.ts';

const run = (name: string, more: Partial<Report> = {}): Report => reportOf(comparisonOf(name), more);

/** A pull request with one model, of one of the cases. */
const of = (name: string, model: Partial<ModelView> = {}, pull: Partial<PullRequestView> = {}): PullRequestView =>
  pullOf([modelOf(run(name), model)], pull);

/** Against the mean, as a first version is judged. */
function first(share: number): Comparison {
  const sample = dailySales(share);
  const mean = sample.target === undefined ? 0 : 480;
  return compared({ ...sample, baseline: sample.baseline.map(() => mean) }, policyOf({ require: 'better' }));
}

const constant = { name: 'the best constant', version: null, event: null, problem: null };
const firstOf = (share: number): PullRequestView =>
  pullOf([
    modelOf(reportOf(first(share), { baseline: constant }), {
      production: null,
      effect: { kind: 'merging', makes: 1, by: 'merge' },
    }),
  ]);

const failed = (failure: Report['failure'], more: Partial<Report> = {}): Report =>
  reportOf(null, {
    failure,
    prediction: null,
    judged_on_holdout: 0,
    digests: { ...reportOf(null).digests, candidate: null, predictions: null },
    ...more,
  });

const training = (last: readonly string[]): Report['training'] => ({
  ...reportOf(null).training,
  how: 'failed',
  seconds: 12.3,
  cpu_seconds: 11.8,
  last_lines: last,
});

const didNotTrain = failed(
  {
    code: 'train-failed',
    what: 'Training daily-sales ended with exit code 1.',
    why: 'The command `node train.js` said last what stands below.',
    remedy: 'Mend it and push again.',
  },
  {
    training: training([
      'reading data/history.csv',
      'epoch 1: loss 0.41',
      'Error: ENOSPC: no space left on device, write',
      '    at writeFileSync (node:fs:2425:20)',
    ]),
  },
);

const unable = {
  code: 'production-cannot-predict',
  what: 'v11 of daily-sales could not predict this holdout.',
  why: 'Its own packaged code was run, and said: Cannot find module "lodash".',
  remedy: 'Name under predict.setup what the packaged code needs, or keep the holdout that production was judged on.',
};

const versions = [
  { version: 6, value: 0.097, holdout: null },
  ...[0.0884, 0.0812, 0.0771, 0.0779, 0.0692].map((value, index) => ({
    version: 7 + index,
    value,
    holdout: `sha256:${'c'.repeat(64)}`,
  })),
];

const named = (model: string, name: string, more: Partial<ModelView> = {}): ModelView =>
  modelOf(run(name, { model }), more);

/** By what a reader learns from it. */
export const situations: Readonly<Record<string, () => PullRequestView>> = {
  better: () => of('better', { versions }),
  'not-worse': () => of('not worse'),
  'slightly-worse': () => of('a little worse'),
  identical: () => of('identical'),
  worse: () => of('worse'),
  'slice-broken': () => of('a slice broken'),
  'guard-broken': () => of('a guard broken'),
  'limit-broken': () => of('a limit broken'),
  undecided: () => of('undecided'),
  'undefined-metric': () => of('an undefined metric'),
  first: () => firstOf(1),
  'first-undecided': () => firstOf(1.46),
  'first-worse': () => firstOf(4),
  stale: () =>
    pullOf([
      modelOf(run('better'), {
        standing: { kind: 'reported', report: run('better'), stale: { now: 'v12' } },
        production: { version: 12, url: null },
        effect: { kind: 'merging', makes: 13, by: 'merge' },
      }),
    ]),
  'not-trained': () => of('better', { standing: { kind: 'not-trained', when: 'command' }, page: null }),
  'not-trained-label': () => of('better', { standing: { kind: 'not-trained', when: 'label' }, page: null }),
  'did-not-train': () => pullOf([modelOf(didNotTrain)]),
  'production-cannot-predict': () =>
    pullOf([
      modelOf(failed(unable, { verdict: 'inconclusive', baseline: { ...run('better').baseline, problem: unable } })),
    ]),
  'no-report': () =>
    of('better', {
      standing: {
        kind: 'no-report',
        why: 'the run was cancelled after 30 minutes',
        remedy: 'Raise `train.timeout`, or the job’s own limit.',
      },
      page: null,
    }),
  'config-invalid': () =>
    pullOf([], {
      known: null,
      config: {
        file: 'relevo.yml',
        run: { id: 4711, attempt: 1, url: 'https://github.com/octo/shops/actions/runs/4711' },
        problems: [
          { line: 3, column: 5, path: 'models.daily-sales.polcy', message: 'unknown key', nearest: 'policy' },
          {
            line: 9,
            column: 12,
            path: 'models.daily-sales.metrics',
            message: 'expected the names of metrics; found the number 3',
            hint: 'For example [wape, mae].',
          },
        ],
      },
    }),
  'several-models': () =>
    pullOf([
      named('daily-sales', 'better'),
      named('returns', 'worse'),
      named('stock', 'undecided'),
      named('prices', 'identical'),
      named('visits', 'better', { standing: { kind: 'not-trained', when: 'label' }, page: null }),
    ]),
  'rules-changed': () =>
    pullOf([
      modelOf(run('better', { former: { rules: `sha256:${'8'.repeat(64)}`, verdict: 'inconclusive' } }), {
        yardstick: { rules: ['margin 1% → 2%', 'guard bias within 1% removed'], rows: null },
      }),
    ]),
  'rules-changed-passes-both': () =>
    pullOf([
      modelOf(run('better', { former: { rules: `sha256:${'8'.repeat(64)}`, verdict: 'pass' } }), {
        yardstick: { rules: ['margin 2% → 1%'], rows: '1,095 → 1,460 rows' },
      }),
    ]),
  'fresh-rows': () => of('better', { yardstick: { rules: [], rows: '1,095 → 1,460 rows' } }),
  fork: () => of('better', {}, { fork: true }),
  frozen: () => of('better', { frozen: { by: 'ana', reason: 'the shops take stock until Monday' } }),
  'by-command': () => of('better', { effect: { kind: 'merging', makes: 12, by: 'command' } }),
  'returning-although-worse': () => of('worse', { effect: { kind: 'returning', to: 9 } }),
  returned: () =>
    of('worse', {
      effect: {
        kind: 'returned',
        version: 9,
        url: 'https://github.com/octo/shops/releases/tag/daily-sales%2Fv9',
        reason: 'The default branch has the inputs of v9 again.',
      },
      production: { version: 9, url: null },
    }),
  promoted: () =>
    of('better', {
      effect: {
        kind: 'promoted',
        version: 12,
        url: 'https://github.com/octo/shops/releases/tag/daily-sales%2Fv12',
        because: null,
      },
      production: { version: 12, url: null },
    }),
  'promoted-by-command': () =>
    of('undecided', {
      effect: { kind: 'promoted', version: 12, url: null, because: 'the new shop needs it by Friday' },
      production: { version: 12, url: null },
    }),
  withheld: () =>
    of('better', {
      effect: {
        kind: 'withheld',
        reason: 'It was compared with v10, but v11 is in production now.',
        remedy: 'Evaluate it again, against what is in production.',
      },
    }),
  'pushed-without-pull-request': () => of('better', { effect: { kind: 'deciding' } }, { place: 'branch' }),
  'rows-named': () => {
    const report = run('few rows differ');
    return pullOf([modelOf(report, { settings: { inconclusive: 'failure', rows: 'ids' } })]);
  },
};
