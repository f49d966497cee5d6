// The report of a run, `relevo.report/1`: everything a surface shows, and the seam between untrusted work and trusted acts.
import { z } from 'zod';
import { comparisonBody } from './comparison-schema.ts';

const SCHEMA = 'relevo.report/1';

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
  column_names: z.array(text).readonly().optional().describe('The first of them; absent in reports of old.'),
});

const inputs = z.object({
  files: z
    .array(
      z.object({ path: text, content: text.describe('`git:` and an object id, or `sha256:` where no commit has it.') }),
    )
    .readonly()
    .describe('By path, from the model’s folder; the first of them where there are very many.'),
  rest: z.object({ files: count, digest }).nullable().describe('What is not listed; null when all of it is.'),
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
    schema: z.literal(SCHEMA),
    relevo: text,
    model: text,
    task: z.enum(['regression', 'binary', 'multiclass', 'score']),
    run,
    digests,
    baseline,
    training,
    inputs: inputs
      .optional()
      .describe('The files that shaped the weights, lock files included; absent in reports of old.'),
    data: z.array(data).readonly(),
    prediction: prediction.nullable(),
    comparison: z.object(comparisonBody).nullable(),
    former: z
      .object({ rules: digest, verdict })
      .nullable()
      .describe('The verdict under the rules at the baseline’s commit, when those were others.'),
    judged_on_holdout: count.describe('Distinct candidates judged on this holdout, this one included.'),
    policy: z.record(z.string(), z.unknown()).describe('As the config has it.'),
    config: z
      .record(z.string(), text)
      .optional()
      .describe('Every key of the model in relevo.yml with its value, as text; absent in reports of old.'),
    failure: failure.nullable(),
    verdict,
    outcome: z.enum(['identical', 'better', 'slightly-worse', 'not-worse', 'worse', 'inconclusive']).nullable(),
  })
  .describe('One evaluation of a model at a commit.');

/** The report's type. */
export type Report = z.infer<typeof reportSchema>;

/** Reads a report that this or another version of Relevo wrote; the reason when it cannot be read. */
export function readReport(json: string): { ok: true; report: Report } | { ok: false; reason: string } {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return { ok: false, reason: 'it is no JSON' };
  }
  const parsed = reportSchema.safeParse(value);
  if (parsed.success) return { ok: true, report: parsed.data };
  const { schema } = Object(value) as { schema?: unknown };
  if (schema !== SCHEMA)
    return { ok: false, reason: `its schema is ${JSON.stringify(schema) ?? 'missing'}, not "${SCHEMA}"` };
  const [issue] = parsed.error.issues;
  return { ok: false, reason: `${issue?.path.join('.') || 'it'} is not as declared: ${issue?.message ?? 'unknown'}` };
}

/** The JSON Schema (draft 2020-12) of the document. */
export const reportJsonSchema = (): unknown => z.toJSONSchema(reportSchema, { target: 'draft-2020-12' });
