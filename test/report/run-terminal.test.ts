import { describe, expect, test } from '@jest/globals';
import { compare } from '../../src/core/comparison.ts';
import { type Report, reportSchema } from '../../src/report/report-schema.ts';
import { runTerminal } from '../../src/report/run-terminal.ts';
import { chosen, evidenceOf, type Sample } from '../core/paired-rows.ts';

const plain = { paint: (_: string, text: string) => text, emoji: false };
const consequence = {
  pass: '`relevo promote demand` makes it v3',
  otherwise: 'v2 stays in production',
  identical: 'promoting changes nothing',
};

/** 60 rows whose baseline is off by 8 and more; the candidate by a share of that. */
function compared(share: number, require: 'better' | 'not-worse' = 'not-worse'): Report['comparison'] {
  const target = Array.from({ length: 60 }, (_, row) => 100 + (row % 7));
  const error = (row: number): number => 8 + (row % 5);
  const sample: Sample = {
    target,
    baseline: target.map((value, row) => value + error(row)),
    candidate: target.map((value, row) => value + share * error(row)),
  };
  const policy = {
    require,
    margin: { kind: 'relative', amount: 0.02, text: '2%' },
    guards: [],
    slices: { required: [], margin: { kind: 'relative', amount: 0.1, text: '10%' } },
    limits: [],
    alpha: 0.05,
  } as const;
  const evidence = evidenceOf(sample, { task: 'regression', metrics: [chosen('wape', 'regression').text] });
  const facts = { seed: 0, series: { seasonMs: null, horizon: null }, quantities: {} };
  return compare(evidence, policy, facts) as Report['comparison'];
}

const digest = `sha256:${'ab'.repeat(32)}`;

function report(more: Partial<Report>): Report {
  const comparison = more.comparison ?? null;
  const whole: Report = {
    schema: 'relevo.report/1',
    relevo: '0.1.0',
    model: 'demand',
    task: 'regression',
    run: {
      id: '20260511-094200-1f2e3d',
      at: '2026-05-11T09:42:00.000Z',
      by: 'ana',
      origin: 'local',
      commit: '0123456789abcdef0123456789abcdef01234567',
      tree: null,
      branch: 'main',
      dirty: false,
    },
    digests: {
      training: digest,
      rules: digest,
      yardstick: digest,
      holdout: digest,
      comparison: null,
      candidate: digest,
      predictions: null,
    },
    baseline: { name: 'v2', version: 2, event: digest, problem: null },
    training: {
      how: 'trained',
      when: null,
      source: null,
      command: ['node', 'train.js'],
      seed: 0,
      seconds: 12.34,
      cpu_seconds: 20,
      peak_mb: 1234.5,
      last_lines: [],
      repeats: [],
    },
    data: [
      {
        path: 'data/holdout.csv',
        part: 'holdout',
        digest,
        rows: 60,
        columns: 4,
        range: ['2026-01-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'],
      },
    ],
    prediction: { rows: 60, backend: 'wasm 4.22.0', note: null, ms_per_row: 0.0123, load_ms: 41.2, model_mb: 3.25 },
    comparison,
    former: null,
    judged_on_holdout: comparison === null ? 0 : 3,
    policy: {},
    failure: null,
    verdict: comparison?.verdict ?? 'fail',
    outcome: comparison?.metrics[0]?.outcome ?? null,
    ...more,
  };
  return reportSchema.parse(whole);
}

/** The text without the comparison's own tables, which have tests of their own. */
function told(more: Partial<Report>): string {
  const blocks = runTerminal(report(more), consequence, plain).trimEnd().split('\n\n');
  const isTable = (block: string): boolean => /^(?: {2}metric|Rows:|Slices|An equally)/.test(block);
  return blocks.filter(block => !isTable(block)).join('\n\n');
}

const nothing = { training: { ...report({}).training, seconds: 12.34 }, prediction: null };

describe('a run on a terminal', () => {
  test('that passed', () => {
    expect(told({ comparison: compared(0.5) })).toMatchInlineSnapshot(`
"pass: demand: WAPE 9.72 % → 4.86 %, \`relevo promote demand\` makes it v3

4.86 points better (90 %: 4.71 to 5.01) on 60 rows.

  commit     0123456789 on main
  holdout    data/holdout.csv, 60 rows from 2026-01-01 to 2026-03-01, abababababab
  training   12.3 s, 20.0 s CPU, 1,235 MB at most, seed 0
  predictor  3.25 MB, loads in 41 ms, 0.012 ms a row, wasm 4.22.0
  judged     3 candidates on this holdout; tuning on its scores is not bounded
  run        20260511-094200-1f2e3d by ana"
`);
  });

  test('that failed, and was made from uncommitted files', () => {
    const run = { ...report({}).run, dirty: true };
    expect(told({ comparison: compared(2), run })).toMatchInlineSnapshot(`
"fail: demand: WAPE 9.72 % → 19.44 %, v2 stays in production

9.72 points worse (90 %: 9.42 to 10.02) on 60 rows.

fail: wape: not-worse: 9.72 points worse, 9.42 to 10 (90 %); needed: not worse by more than 0.194 points

  commit     0123456789 on main, with uncommitted changes: not promotable
  holdout    data/holdout.csv, 60 rows from 2026-01-01 to 2026-03-01, abababababab
  training   12.3 s, 20.0 s CPU, 1,235 MB at most, seed 0
  predictor  3.25 MB, loads in 41 ms, 0.012 ms a row, wasm 4.22.0
  judged     3 candidates on this holdout; tuning on its scores is not bounded
  run        20260511-094200-1f2e3d by ana"
`);
  });

  test('that a push did not start', () => {
    const training = { ...report({}).training, how: 'not-trained' as const, when: 'command' as const, seconds: null };
    const failure = { code: 'not-trained', what: 'demand was not trained on this push.', why: 'w.', remedy: 'r.' };
    const digests = { ...report({}).digests, candidate: null };
    const facts = { ...nothing, training, failure, digests, verdict: 'inconclusive' as const };
    expect(told({ ...facts, run: { ...report({}).run, origin: 'push' } })).toMatchInlineSnapshot(`
"inconclusive: demand: not trained on this push; comment /relevo evaluate

demand was not trained on this push.
  why: w.
  fix: r.

  commit    0123456789 on main
  holdout   data/holdout.csv, 60 rows from 2026-01-01 to 2026-03-01, abababababab
  training  none
  run       20260511-094200-1f2e3d by ana"
`);
    const never = { ...facts, training: { ...training, when: 'never' as const } };
    expect(told(never).split('\n')[0]).toBe('inconclusive: demand: not trained here; its config says never');
  });

  test('of a first version', () => {
    const baseline = { name: 'the best constant', version: null, event: null, problem: null };
    expect(told({ comparison: compared(0.5, 'better'), baseline }).split('\n')[0]).toMatchInlineSnapshot(
      `"pass: demand: first version, beats the best constant (WAPE 9.72 % → 4.86 %); \`relevo promote demand\` makes it v3"`,
    );
  });

  test('of a candidate that predicts the same', () => {
    const known = { ...report({}).training, how: 'known' as const };
    expect(told({ comparison: compared(1), training: known })).toMatchInlineSnapshot(`
"pass: demand: predicts exactly what v2 does; promoting changes nothing

No prediction differs on 60 rows.

  commit     0123456789 on main
  holdout    data/holdout.csv, 60 rows from 2026-01-01 to 2026-03-01, abababababab
  training   known: the same inputs made this candidate before
  predictor  3.25 MB, loads in 41 ms, 0.012 ms a row, wasm 4.22.0
  judged     3 candidates on this holdout; tuning on its scores is not bounded
  run        20260511-094200-1f2e3d by ana"
`);
  });

  test('with repeats, one of which failed', () => {
    const repeats = [
      { seed: 1, value: 0.049 },
      { seed: 2, value: null },
      { seed: 3, value: 0.046 },
    ];
    const training = { ...report({}).training, repeats };
    const line = told({ comparison: compared(0.5), training })
      .split('\n')
      .find(text => text.startsWith('  seeds'));
    expect(line).toMatchInlineSnapshot(
      `"  seeds      3 seeds give wape 4.60 % to 4.90 %: luck alone moves it by 0.30 points, and the candidate is 4.86 points better; 1 seed failed and is left out"`,
    );
  });

  test('whose training failed, with lines that cannot drive the terminal', () => {
    const failure = {
      code: 'train-failed',
      what: 'Training demand ended with exit code 1.',
      why: 'It said so.',
      remedy: `Mend it${' and look again'.repeat(10)}.`,
    };
    const training = {
      ...nothing.training,
      how: 'failed' as const,
      last_lines: ['reading', '\t\u001b[2Jno disk left'],
    };
    expect(told({ ...nothing, failure, training })).toMatchInlineSnapshot(`
"fail: demand: did not train, exit 1 after 12 s; v2 stays in production

Training demand ended with exit code 1.
  why: It said so.
  fix: Mend it and look again and look again and look again and look again and look again and look again and look again and look again and look again and look again.
  | reading
  |     �[2Jno disk left

  commit    0123456789 on main
  holdout   data/holdout.csv, 60 rows from 2026-01-01 to 2026-03-01, abababababab
  training  12.3 s, 20.0 s CPU, 1,235 MB at most, seed 0
  run       20260511-094200-1f2e3d by ana"
`);
  });

  test('whose production could not predict', () => {
    const problem = {
      code: 'production-cannot-predict',
      what: 'v2 could not predict this holdout.',
      why: 'npm failed.',
      remedy: 'Name it.',
    };
    const baseline = { ...report({}).baseline, problem };
    expect(told({ ...nothing, failure: problem, baseline, verdict: 'inconclusive' })).toMatchInlineSnapshot(`
"inconclusive: demand: undecided, v2 could not predict here; v2 stays in production

v2 could not predict this holdout.
  why: npm failed.
  fix: Name it.

  commit    0123456789 on main
  holdout   data/holdout.csv, 60 rows from 2026-01-01 to 2026-03-01, abababababab
  training  12.3 s, 20.0 s CPU, 1,235 MB at most, seed 0
  run       20260511-094200-1f2e3d by ana"
`);
  });

  test('whose candidate failed, whatever production could do', () => {
    const problem = {
      code: 'production-cannot-predict',
      what: 'v2 could not predict this holdout.',
      why: 'npm failed.',
      remedy: 'Name it.',
    };
    const failure = {
      code: 'predict-rows',
      what: 'demand predicted 59 of 60 rows.',
      why: 'It stopped.',
      remedy: 'Predict all.',
    };
    const baseline = { ...report({}).baseline, problem };
    expect(told({ ...nothing, failure, baseline }).split('\n')[0]).toMatchInlineSnapshot(
      `"fail: demand: could not be judged: demand predicted 59 of 60 rows; v2 stays in production"`,
    );
  });
});
