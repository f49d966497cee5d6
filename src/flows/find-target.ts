// What a person means by `v3`, a run's id or the first digits of a digest, in the ledgers of some models.

import { findTarget as findInState } from '../core/find-target.ts';
import { parseModelRef } from '../core/model-ref.ts';
import { foldState, type JudgedRun, type ModelState, type Version } from '../core/model-state.ts';
import { fail } from '../errors.ts';
import type { Ledger } from '../ports.ts';
import { type Report, readReport } from '../report/report-schema.ts';

/** One version or run, its model and the model's state. */
export interface FoundTarget {
  readonly model: string;
  readonly state: ModelState;
  readonly found: Version | JudgedRun;
}

/** Finds it in the models given; a model's own name means its latest run. Nothing found, or several, is an error. */
export async function findTarget(text: string, models: readonly string[], ledger: Ledger): Promise<FoundTarget> {
  const states = await Promise.all(
    models.map(async model => ({ model, state: foldState((await ledger.read(model)).entries) })),
  );
  const named = states.find(({ model }) => model === text);
  const latest = named?.state.runs.at(-1);
  if (named !== undefined && latest !== undefined) return { ...named, found: latest };
  const ref = named === undefined ? parseModelRef(text) : undefined;
  if (ref === undefined)
    throw fail('target-unknown', { text, what: named === undefined ? 'run or version' : 'run of' });
  const found = states
    .filter(({ model }) => ref.model === null || ref.model === model)
    .flatMap(({ model, state }) => findInState(state, ref.target).map(each => ({ model, state, found: each })));
  const [only, ...others] = found;
  if (only === undefined) throw fail('target-unknown', { text, what: 'run or version' });
  if (others.length > 0) throw fail('target-ambiguous', { text, found: found.map(nameOf) });
  return only;
}

const nameOf = ({ model, found }: FoundTarget): string =>
  `${model}@${'judged' in found ? found.judged.run : `v${found.version}`}`;

/** The digest of the report that judged it; null for a model that was adopted. */
export const reportDigestOf = ({ found }: FoundTarget) => ('judged' in found ? found.judged.report : found.made.report);

/** The digest of the model itself; null for a run that ended before there was one. */
export const artifactDigestOf = ({ found }: FoundTarget) =>
  'judged' in found ? found.judged.artifact : found.made.artifact;

/** The report that a person means, under the name that its model has now; an error where there is none. */
export async function findReport(
  text: string,
  models: readonly string[],
  ledger: Ledger,
): Promise<FoundTarget & { readonly report: Report }> {
  const target = await findTarget(text, models, ledger);
  const digest = reportDigestOf(target);
  if (digest === null) throw fail('target-unknown', { text, what: 'report of' });
  const reading = readReport(await ledger.report(target.model, digest));
  if (!reading.ok) throw fail('report-unreadable', { text, digest, reason: reading.reason });
  return { ...target, report: { ...reading.report, model: target.model } };
}
