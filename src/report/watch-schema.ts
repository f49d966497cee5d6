// The document of one look at production, `relevo.watch/1`: everything a surface shows, what is to be remembered, and what is
// to be written to the ledger. The seam between the job that reads logs and the trusted step that acts.
import { z } from 'zod';

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();
const number = z.number().nullable();
const text = z.string().max(2000);
const name = z.string().max(500);
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const unit = z.enum(['percent', 'target', 'number', 'rows', 'duration', 'columns']);
const better = z.enum(['lower', 'higher']);

const signal = z.object({
  name: name.describe('`wape`, `shop = Vigo`, `revenue`, `volume`.'),
  kind: z.enum(['performance', 'business', 'quality', 'drift', 'labels']),
  slice: z.object({ column: name, value: name }).nullable(),
  state: z.enum(['fine', 'worse', 'recovered', 'unknown']),
  accepted: number.describe('What it was on the holdout that the version was accepted on.'),
  promised: number.describe('The worst that is accepted.'),
  now: number.describe('Since the change where it got worse; else on the latest days.'),
  interval: z.tuple([z.number(), z.number()]).nullable().describe('Of `now`, two-sided, 90 %.'),
  unit: unit.describe('`percent` and `duration` are shares and milliseconds.'),
  better,
  since: day.nullable().describe('The day from which it likely was worse, or from which it is back.'),
  days: count.describe('Days behind `now`.'),
  rows: count.describe('Rows behind `now`.'),
  evidence: number.describe('Of the detector, as a multiple of chance; null for facts.'),
  threshold: number.describe('The evidence from which it is an alarm.'),
  detail: text.nullable(),
});

const rows = z.object({
  read: count.describe('In files that were read in this run.'),
  counted: count.describe('Whose labels were counted in this run.'),
  other_versions: count,
  before_promotion: count,
  without_time: count,
  without_prediction: count,
  future: count,
  duplicates: count.describe('Rows whose id came again; the last one that has a label counts.'),
  corrected: count.describe('Of those, rows with another prediction or label than before.'),
  late_rows: count.describe('Of days that had been counted; they change nothing.'),
  late_labels: count.describe('Of days that had been counted; they change nothing.'),
  changed_days: count.describe('Counted days in which some content changed since.'),
});

const days = z.object({
  counted: count.describe('Whose labels were counted in this run.'),
  first: day.nullable(),
  last: day.nullable(),
  waiting: count.describe('Complete days that wait for labels.'),
  total: count.describe('Counted since the promotion.'),
});

const paths = z.array(z.string().max(4096)).readonly();

const files = z.object({
  matched: count,
  read: count,
  new: count,
  appended: count,
  rewritten: paths.describe('Changed before their end since they were read.'),
  vanished: paths,
});

const drift = z.object({
  feature: name,
  kind: z.enum(['number', 'category']),
  state: z.enum(['fine', 'shifted', 'unknown']),
  p: number.describe('Adjusted over all features (Benjamini–Hochberg).'),
  psi: number,
  psi_critical: number.describe('What chance alone exceeds once in twenty.'),
  distance: number.describe('Jensen–Shannon distance, base 2.'),
  before: number,
  now: number,
  deviations: number.describe('How far the mean moved, in standard deviations of training.'),
  label: z.object({ value: name, before: z.number(), now: z.number() }).nullable(),
  rows: count,
});

const weekly = z.object({
  metric: name,
  unit,
  better,
  promised: number,
  points: z.array(z.object({ from: day, value: z.number(), days: count, rows: count, version: count })).readonly(),
});

const production = z.object({
  version: count,
  event: digest,
  since: instant,
  artifact: digest,
});

const promotion = z.object({
  kind: z.enum(['promoted', 'forced', 'rolled-back']),
  version: count,
  at: instant,
  by: name,
  from: count.nullable().describe('The version in use before.'),
  outcome: z.string().max(40).nullable(),
  commit: z.string().max(80).nullable(),
});

const event = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('degraded'),
    production: digest,
    signals: z.array(z.string().max(200)).readonly(),
    since: instant,
  }),
  z.object({ event: z.literal('recovered'), production: digest, signals: z.array(z.string().max(200)).readonly() }),
]);

const alarm = z.object({
  event: digest,
  production: digest,
  version: count.nullable(),
  signals: z.array(name).readonly(),
  since: instant,
  acknowledged: z.array(name).readonly(),
});

/** The most characters that a state may have; thousands of files and hundreds of signals stay far below. */
const MOST_STATE = 20_000_000;

/** The document. */
export const watchSchema = z
  .object({
    schema: z.literal('relevo.watch/1'),
    relevo: name,
    model: name,
    task: z.enum(['regression', 'binary', 'multiclass', 'score']),
    at: instant,
    production: production.nullable(),
    promotion: promotion.nullable().describe('What put the version into production.'),
    state: z.enum(['healthy', 'degraded', 'recovered', 'unknown']),
    reason: text.nullable().describe('Why it is `unknown`, or how it recovered.'),
    failure: z
      .object({ code: name, what: text, why: text, remedy: text })
      .nullable()
      .describe('What has to be mended before anything can be told.'),
    signals: z.array(signal).readonly(),
    drift: z.array(drift).readonly().describe('The largest first.'),
    drift_from: z.enum(['training', 'holdout']).nullable(),
    weekly: weekly.nullable(),
    rows,
    days,
    files,
    false_alarm_every: z.object({ text: name, days: z.number() }),
    tolerance: z.number(),
    notes: z.array(text).readonly(),
    alarm: alarm.nullable().describe('The open alarm as the ledger had it.'),
    snoozed_until: instant.nullable(),
    head: digest.describe('The ledger’s head that the events follow.'),
    watch: z
      .object({ before: digest.nullable(), text: z.string().max(MOST_STATE) })
      .nullable()
      .describe('What is to be remembered, and the digest of the state it was computed from; null when nothing is.'),
    events: z.array(event).max(2).readonly().describe('What is to be written to the ledger.'),
  })
  .describe('One look at a model’s production.');

/** The document's type. */
export type Watch = z.infer<typeof watchSchema>;

/** One row of it. */
export type WatchSignal = Watch['signals'][number];

/** The JSON Schema (draft 2020-12) of the document. */
export const watchJsonSchema = (): unknown => z.toJSONSchema(watchSchema, { target: 'draft-2020-12' });
