// The report of a run, `relevo.report/1`: everything a surface shows, and the seam between untrusted work and trusted acts.
import { z } from 'zod';
import { comparisonBody } from './comparison-schema.ts';

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();
const number = z.number().nullable();
const text = z.string();

/** What went wrong, in the words of the catalogue. */
const failure = z.object({ code: text, what: text, why: text, remedy: text });

const run = z.object({
  id: text,
  at: text,
  by: text,
  origin: z.enum(['push', 'branch', 'pull-request', 'fork', 'merge-group', 'local']),
  commit: text.nullable(),
  tree: text.nullable(),
  branch: text.nullable(),
  dirty: z.boolean().describe('Made from files that no commit holds: never promotable.'),
});

const digests = z.object({
  training: digest,
  rules: digest.describe('Metrics, policy and how the holdout is read.'),
  yardstick: digest.describe('The rules and the holdout together.'),
  holdout: digest,
  comparison: digest.nullable(),
  candidate: digest.nullable(),
  predictions: digest.nullable(),
});

const training = z.object({
  how: z.enum(['trained', 'known', 'elsewhere', 'failed', 'not-trained']),
  when: z
    .enum(['label', 'command', 'never'])
    .nullable()
    .describe('`train.when`, where it kept this run from training.'),
  source: text.nullable().describe('Where a model that was trained elsewhere was taken from.'),
  command: z.array(text).readonly(),
  seed: count,
  seconds: number,
  cpu_seconds: number,
  peak_mb: number,
  last_lines: z.array(text).readonly(),
  repeats: z
    .array(z.object({ seed: count, value: number }))
    .readonly()
    .describe('The primary metric of the same training with other seeds.'),
});

const data = z.object({
  path: text,
  part: z.enum(['training', 'holdout']),
  digest,
  rows: count,
  columns: count,
  range: z.tuple([text, text]).readonly().nullable(),
});

const prediction = z.object({
  rows: count,
  backend: text.nullable(),
  note: text.nullable(),
  ms_per_row: number,
  load_ms: number,
  model_mb: number,
});

const baseline = z.object({
  name: text.describe('`v11`, or `the best constant`.'),
  version: count.nullable(),
  event: digest.nullable().describe('The ledger event that made it production.'),
  problem: failure.nullable().describe('Why production could not predict here.'),
});

const verdict = z.enum(['pass', 'fail', 'inconclusive']);

/** The document. */
export const reportSchema = z
  .object({
    schema: z.literal('relevo.report/1'),
    relevo: text,
    model: text,
    task: z.enum(['regression', 'binary', 'multiclass', 'score']),
    run,
    digests,
    baseline,
    training,
    data: z.array(data).readonly(),
    prediction: prediction.nullable(),
    comparison: z.object(comparisonBody).nullable(),
    former: z
      .object({ rules: digest, verdict })
      .nullable()
      .describe('The verdict under the rules at the baseline’s commit, when those were others.'),
    judged_on_holdout: count.describe('Distinct candidates judged on this holdout, this one included.'),
    policy: z.record(z.string(), z.unknown()).describe('As the config has it.'),
    failure: failure.nullable(),
    verdict,
    outcome: z.enum(['identical', 'better', 'slightly-worse', 'not-worse', 'worse', 'inconclusive']).nullable(),
  })
  .describe('One evaluation of a model at a commit.');

/** The report's type. */
export type Report = z.infer<typeof reportSchema>;

/** The JSON Schema (draft 2020-12) of the document. */
export const reportJsonSchema = (): unknown => z.toJSONSchema(reportSchema, { target: 'draft-2020-12' });
