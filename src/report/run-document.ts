// What one run of the Action hands to the job that may write, `relevo.run/1`: data only, and untrusted until it was checked.
import { z } from 'zod';
import { reportSchema } from './report-schema.ts';

const text = z.string().max(20_000);
const name = z.string().max(64);

const problem = z.object({
  line: z.number().int().nonnegative(),
  column: z.number().int().nonnegative(),
  path: text,
  message: text,
  nearest: text.optional(),
  hint: text.optional(),
});

const model = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('reported'),
    model: name,
    reused: z.boolean().describe('An earlier run had compared the very same things.'),
    report: reportSchema,
  }),
  z.object({ kind: z.literal('not-trained'), model: name, when: z.enum(['label', 'command', 'never']) }),
  z.object({ kind: z.literal('no-report'), model: name, why: text, remedy: text }),
]);

/** The document. */
export const runDocumentSchema = z
  .object({
    schema: z.literal('relevo.run/1'),
    relevo: text,
    config: z
      .object({ file: text, problems: z.array(problem).max(500) })
      .nullable()
      .describe('A config with problems; null when it could be read.'),
    models: z.array(model).max(200),
  })
  .describe('What one run of the Action found out about some models.');

/** The document's type. */
export type RunDocument = z.infer<typeof runDocumentSchema>;

/** What a run says about one model. */
export type RunOfModel = RunDocument['models'][number];

/** The file's name in what a run uploads. */
export const RUN_DOCUMENT = 'run.json';

/** Reads a document that somebody may have forged; the reason when it is none. */
export function readRunDocument(json: string): { ok: true; document: RunDocument } | { ok: false; reason: string } {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return { ok: false, reason: `${RUN_DOCUMENT} is no JSON` };
  }
  const parsed = runDocumentSchema.safeParse(value);
  if (parsed.success) return { ok: true, document: parsed.data };
  const [issue] = parsed.error.issues;
  return {
    ok: false,
    reason: `${RUN_DOCUMENT}: ${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'not as declared'}`,
  };
}
