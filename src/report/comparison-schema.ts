// The JSON of a comparison, `relevo.comparison/1`: one declaration for its type, its check on reading, and its JSON Schema.
import { z } from 'zod';
import type { Comparison } from '../core/comparison.ts';

const number = z.number().nullable();
const slice = z.record(z.string(), z.string());
const bounds = z.tuple([number, number]).readonly();
const unit = z.enum(['rows', 'groups', 'hours', 'days', 'weeks', 'periods']);
const count = z.number().int().nonnegative();

const metric = z.object({
  metric: z.string().describe('As it was asked for: `wape`, `pinball(0.9)`.'),
  role: z.enum(['primary', 'guard', 'shown', 'limit']),
  direction: z.enum(['higher', 'lower', 'zero']).describe('Which way is better.'),
  shown_as: z.enum(['percent', 'target', 'number']).describe('How people read it; values here are plain numbers.'),
  slice: slice.nullable().describe('null: all rows.'),
  rows: count,
  groups: count.describe('Independent units among the rows.'),
  baseline: number,
  candidate: number,
  improvement: number.describe('Oriented: plus is better. Absolute, in the metric’s own unit.'),
  interval: bounds.nullable().describe('Two-sided at `level`: its ends are one-sided bounds at alpha.'),
  level: z.number(),
  se: number,
  df: number,
  method: z.string().nullable(),
  p_better: number.describe('One-sided p-value for improvement > 0.'),
  p_margin: number.describe('One-sided p-value for improvement > −margin.'),
  p_holm: number.describe('For a slice: p-value of being worse than the margin, adjusted over all slices tested.'),
  margin: z.object({ given: z.string(), absolute: number }).nullable(),
  outcome: z.enum(['identical', 'better', 'slightly-worse', 'not-worse', 'worse', 'inconclusive']),
  rows_needed: z.object({ additional: count, unit, power: z.number() }).nullable(),
  reason: z.string().nullable().describe('Why a number is null, or what to know about the method.'),
});

const flipCounts = { right_to_wrong: count, wrong_to_right: count };

const check = z.object({
  name: z.string(),
  metric: z.string(),
  slice: slice.nullable(),
  expected: z.string(),
  actual: number,
  interval: bounds.nullable(),
  result: z.enum(['pass', 'fail', 'inconclusive', 'skipped']),
  message: z.string(),
});

/** What was compared, by content: `sha256:…` of each file read. */
const inputs = z.record(z.string(), z.string());

const verdict = z.enum(['pass', 'fail', 'inconclusive']);

/** What both a comparison's document and a report hold of it. */
export const comparisonBody = {
  task: z.enum(['regression', 'binary', 'multiclass', 'score']),
  rows: count,
  groups: count,
  unit,
  alpha: z.number(),
  require: z.enum(['better', 'not-worse']),
  seed: z.number().int(),
  metrics: z.array(metric).readonly(),
  slices: z.object({
    too_small: z.array(z.object({ slice, rows: count, groups: count })).readonly(),
    left_out: count,
  }),
  flips: z.object({
    ...flipCounts,
    tolerance: number.describe('How much a row’s loss must change to count; null for classes.'),
    mcnemar_p: number.describe(
      'Exact one-sided McNemar p-value for the candidate being right more often; null where it does not apply.',
    ),
    slices: z.array(z.object({ slice, ...flipCounts })).readonly(),
    worst: z
      .array(
        z.object({
          kind: z.enum(['right_to_wrong', 'wrong_to_right']),
          id: z.record(z.string(), z.string()),
          change: z.number(),
        }),
      )
      .readonly(),
  }),
  checks: z.array(check).readonly(),
  power: z.object({
    equal_passes: number.describe('Share of equally good candidates that would pass, checks taken as independent.'),
    for_80: z.object({ groups: number, margin: number }),
  }),
  verdict,
  warnings: z
    .array(
      z.object({
        code: z.enum([
          'constant-predictions',
          'few-units',
          'irregular-time',
          'left-out-slices',
          'one-class-rows',
          'one-class-slices',
          'small-slices',
          'too-many-values',
          'unlabelled-rows',
          'zero-targets',
        ]),
        message: z.string(),
        count,
      }),
    )
    .readonly(),
};

/** The document that `relevo compare --format json` writes. */
export const comparisonSchema = z
  .object({
    schema: z.literal('relevo.comparison/1'),
    relevo: z.string().describe('The version of Relevo that wrote it.'),
    inputs,
    ...comparisonBody,
  })
  .describe('Two models compared on the same rows, with the verdict.');

/** The document's type. */
export type ComparisonDocument = z.infer<typeof comparisonSchema>;

/** A comparison with its lineage. */
export function comparisonDocument(
  comparison: Comparison,
  lineage: { readonly relevo: string; readonly inputs: Readonly<Record<string, string>> },
): ComparisonDocument {
  const { relevo, inputs: digests } = lineage;
  const { task, rows, groups, ...rest } = comparison;
  return { schema: 'relevo.comparison/1', relevo, task, rows, groups, inputs: { ...digests }, ...rest };
}

/** The JSON Schema (draft 2020-12) of the document. */
export const comparisonJsonSchema = (): unknown => z.toJSONSchema(comparisonSchema, { target: 'draft-2020-12' });
