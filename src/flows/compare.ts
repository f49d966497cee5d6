// Two files of predictions → a comparison with its verdict.
import type { Codes } from '../core/codes.ts';
import { type Comparison, type ComparisonFacts, compare } from '../core/comparison.ts';
import type { ComparisonPlan } from '../core/comparison-plan.ts';
import { nearest } from '../core/nearest.ts';
import { numberText } from '../core/number-text.ts';
import { emptyDictionaries, PairedEvidence } from '../core/paired-evidence.ts';
import type { Dictionaries, PairedRows } from '../core/paired-rows.ts';
import type { Policy } from '../core/policy.ts';
import { fail } from '../errors.ts';
import type { Table } from '../ports.ts';
import { byId, inOrder, NotInOrder } from './aligned-rows.ts';
import { needsProbabilities, needsProbability, type Pairing, pairRows } from './pair-rows.ts';
import { type ColumnNames, findColumns, type Sources } from './paired-columns.ts';
import { UnitReader } from './unit-reader.ts';

/** What is to be compared, and how. */
export interface ComparisonRequest {
  /** The same table twice when one file holds both predictions. */
  readonly tables: { readonly baseline: Table; readonly candidate: Table };
  readonly names: ColumnNames;
  /** Its origin is taken from the rows. */
  readonly plan: Omit<ComparisonPlan, 'origin'>;
  readonly policy: Policy;
  readonly facts: ComparisonFacts;
  /** The label of a binary target that counts as positive; null for 1, true, yes. */
  readonly positive: string | null;
  readonly dropUnlabelled: boolean;
}

/** Told now and then how many rows have been read. */
export type Progress = (rows: number) => void;

/** What it takes to pair the rows of two tables. */
export type PairingRequest = Omit<ComparisonRequest, 'policy' | 'facts'>;

/** Takes paired rows, batch by batch, with the labels behind their codes so far. */
export type TakePairs = (batch: PairedRows, dictionaries: Dictionaries) => void;

/** Reads both tables, folds their rows into evidence, and judges. Without ids, rows of one table are named by their line. */
export async function compareTables(request: ComparisonRequest, progress: Progress = () => {}): Promise<Comparison> {
  const plan = { ...request.plan, ids: idsOf(request) };
  let evidence = new PairedEvidence({ ...plan, origin: 0 });
  const start = (): TakePairs => {
    let isFirst = true;
    return (batch, dictionaries) => {
      if (isFirst) evidence = new PairedEvidence({ ...plan, origin: batch.target[0] ?? 0 }, dictionaries);
      isFirst = false;
      evidence.add(batch);
    };
  };
  const unlabelled = await readPairs(request, start, progress);
  if (evidence.totals.rows === 0) {
    const { baseline, candidate } = request.tables;
    throw fail('rows-none', { baseline: baseline.name, candidate: candidate.name, unlabelled });
  }
  const comparison = compare(evidence, request.policy, request.facts);
  return unlabelled === 0
    ? comparison
    : { ...comparison, warnings: [unlabelledWarning(unlabelled), ...comparison.warnings] };
}

const unlabelledWarning = (count: number): Comparison['warnings'][number] => ({
  code: 'unlabelled-rows',
  message: `${count === 1 ? '1 row' : `${numberText(count)} rows`} without a target left out, as asked for.`,
  count,
});

const idsOf = ({ names }: PairingRequest): readonly string[] => (names.ids.length === 0 ? ['line'] : names.ids);

/**
 * Hands the paired rows to what `start` makes: first in one streaming pass; when the tables are not in the same ascending
 * order, to another one from the start, joined by id. Returns how many rows were left out for want of a target.
 */
export async function readPairs(
  asked: PairingRequest,
  start: () => TakePairs,
  progress: Progress = () => {},
): Promise<number> {
  const request = { ...asked, plan: { ...asked.plan, ids: idsOf(asked) } };
  const plan = { ...request.plan, origin: 0 };
  const { tables, names } = request;
  const sources = await findColumns(tables, names, plan);
  if (!sources.oneTable && names.ids.length === 0) {
    throw fail('id-unnamed', { baseline: tables.baseline.name, candidate: tables.candidate.name });
  }
  requireProbabilities(sources, plan);
  const read = (rows: ReturnType<typeof inOrder>): Promise<number> =>
    hand(rows, { request, sources, progress }, start());
  try {
    return await read(inOrder(sources, names.ids));
  } catch (error) {
    if (!(error instanceof NotInOrder)) throw error;
    return await read(byId(sources, names.ids));
  }
}

interface Reading {
  readonly request: PairingRequest;
  readonly sources: Sources;
  readonly progress: Progress;
}

async function hand(
  rows: ReturnType<typeof inOrder>,
  { request, sources, progress }: Reading,
  take: TakePairs,
): Promise<number> {
  let pairing: Pairing | null = null;
  let read = 0;
  for await (const aligned of rows) {
    pairing ??= startPairing({ ...request.plan, origin: 0 }, request, sources);
    const batch = pairRows(aligned, pairing);
    read += aligned.count;
    progress(read);
    if (batch !== null) take(batch, pairing.dictionaries);
  }
  if (pairing !== null) requireSeenClasses(pairing, sources, pairing.dictionaries.classes);
  return pairing?.unlabelled ?? 0;
}

function startPairing(plan: ComparisonPlan, request: PairingRequest, sources: Sources): Pairing {
  const dictionaries = emptyDictionaries(plan);
  // Classes in sorted order, so that ties between probabilities are settled as scikit-learn settles them.
  for (const label of [...sources.baseline.probabilityClasses].sort()) dictionaries.classes.codeOf(label);
  return {
    plan,
    names: request.names,
    sources,
    dictionaries,
    coding: { positive: request.positive, seen: new Set() },
    units: new UnitReader(plan.unit, request.names, dictionaries),
    dropUnlabelled: request.dropUnlabelled,
    predicted: { baseline: new Set(), candidate: new Set() },
    unlabelled: 0,
  };
}

/** Metrics of probabilities need a column for every class, the same classes on both sides. */
function requireProbabilities({ baseline, candidate, oneTable }: Sources, plan: ComparisonPlan): void {
  if (!needsProbabilities(plan)) return;
  const metric = plan.metrics
    .filter(needsProbability)
    .map(({ text }) => text)
    .join(' and ');
  const all = new Set([...baseline.probabilityClasses, ...candidate.probabilityClasses]);
  for (const { table, probabilityClasses } of [baseline, candidate]) {
    const missing = [...all].filter(label => !probabilityClasses.includes(label));
    if (oneTable || probabilityClasses.length === 0 || missing.length > 0) {
      throw fail('probability-missing', { file: table.name, metric, missing });
    }
  }
}

/**
 * A class that only the candidate knows is a spelling that went wrong; so is a class of a metric that nobody knows, or a
 * positive label that no row has.
 */
function requireSeenClasses({ coding, plan, names, predicted }: Pairing, sources: Sources, classes: Codes): void {
  const known = [...coding.seen];
  if (plan.task === 'binary' && coding.positive !== null && !coding.seen.has(coding.positive)) {
    const file = (sources.baseline.hasTarget ? sources.baseline : sources.candidate).table.name;
    throw fail('label-positive', { file, column: names.target ?? '', positive: coding.positive, known });
  }
  if (plan.task !== 'multiclass') return;
  const { probabilityClasses } = sources.candidate;
  for (const [code, label] of classes.labels.entries()) {
    const isKnown = coding.seen.has(label) || predicted.baseline.has(code) || probabilityClasses.includes(label);
    if (isKnown || !predicted.candidate.has(code)) continue;
    throw fail('label-unseen', { label, known, nearest: nearest(label, known) });
  }
  for (const { text, metric, argument } of plan.metrics) {
    if (metric.argument?.kind !== 'class' || classes.find(String(argument)) !== undefined) continue;
    const { labels } = classes;
    throw fail('class-unknown', {
      metric: text,
      label: String(argument),
      known: labels,
      nearest: nearest(String(argument), labels),
    });
  }
}
