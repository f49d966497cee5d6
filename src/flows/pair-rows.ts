// Aligned rows of two tables → the batches that evidence takes: targets coded, labels numbered, unlabelled rows left out.

import type { Codes } from '../core/codes.ts';
import { type ComparisonPlan, fairnessColumnsOf } from '../core/comparison-plan.ts';
import type { Dictionaries, PairedRows } from '../core/paired-rows.ts';
import { fail } from '../errors.ts';
import type { CategoryColumn, Column } from '../ports.ts';
import { type AlignedRows, idsOf, pickColumn, type SideRows } from './aligned-rows.ts';
import { codeTargets, type TargetCoding } from './code-targets.ts';
import { type ColumnNames, probabilityColumn, type Sources } from './paired-columns.ts';
import { textAt } from './portions.ts';
import type { UnitReader } from './unit-reader.ts';

/** What is known while rows are paired, and what was left out. */
export interface Pairing {
  readonly plan: ComparisonPlan;
  readonly names: ColumnNames;
  readonly sources: Sources;
  readonly dictionaries: Dictionaries;
  readonly coding: TargetCoding;
  readonly units: UnitReader;
  readonly dropUnlabelled: boolean;
  /** Codes of the classes that the candidate predicted. */
  readonly candidateClasses: Set<number>;
  unlabelled: number;
}

/** Turns aligned rows into a batch of evidence; null when no row of them has a target. */
export function pairRows(aligned: AlignedRows, pairing: Pairing): PairedRows | null {
  const { plan, names, dictionaries } = pairing;
  const labelled = leaveOutUnlabelled(aligned, pairing);
  if (labelled === null) return null;
  const { count, baseline, candidate } = labelled;
  const shared = (column: string): SideRows =>
    pairing.sources.sideOf.get(column) === 'candidate' ? candidate : baseline;
  const coded = (columns: readonly string[], codes: readonly Codes[]): Int32Array[] =>
    columns.map((column, index) => recode(shared(column), column, codes[index] as Codes, count));
  const probabilities = (side: SideRows): Float64Array[] | null =>
    needsProbabilities(plan) ? dictionaries.classes.labels.map(label => probability(side, label, count)) : null;
  return {
    count,
    target: names.target === null ? new Float64Array(count) : codeTargets(labelled, pairing),
    baseline: predictions(baseline, plan, dictionaries, count),
    candidate: candidatePredictions(candidate, pairing, count),
    baselineProbabilities: probabilities(baseline),
    candidateProbabilities: probabilities(candidate),
    weight: names.weight === null ? null : weights(shared(names.weight), names.weight, count),
    units: pairing.units.read(shared, count),
    slices: coded(plan.slices, dictionaries.slices),
    fairness: coded(fairnessColumnsOf(plan), dictionaries.fairness),
    idOf: row => idsOf(candidate, row, names.ids),
  };
}

/** Whether any metric asks for the probabilities of classes. */
export const needsProbabilities = (plan: ComparisonPlan): boolean =>
  plan.metrics.some(({ metric }) => metric.evidence === 'moments' && metric.needsProbabilities);

/** An empty target is an error unless such rows are left out on purpose; then they are counted. */
function leaveOutUnlabelled(aligned: AlignedRows, pairing: Pairing): AlignedRows | null {
  const { target } = pairing.names;
  if (target === null) return aligned;
  const side = pairing.sources.sideOf.get(target) === 'candidate' ? aligned.candidate : aligned.baseline;
  const column = side.columns.get(target) as Column;
  const isEmpty = emptiness(column);
  const kept: number[] = [];
  for (let row = 0; row < aligned.count; row++) {
    if (!isEmpty(row)) kept.push(row);
    else if (!pairing.dropUnlabelled) {
      throw fail('target-missing', { file: side.source.table.name, line: side.lineOf(row), column: target });
    }
  }
  pairing.unlabelled += aligned.count - kept.length;
  if (kept.length === aligned.count) return aligned;
  if (kept.length === 0) return null;
  const order = Int32Array.from(kept);
  const pick = (rows: SideRows): SideRows => ({
    source: rows.source,
    columns: new Map([...rows.columns].map(([name, values]) => [name, pickColumn(values, order)])),
    lineOf: row => rows.lineOf(order[row] as number),
  });
  return { count: kept.length, baseline: pick(aligned.baseline), candidate: pick(aligned.candidate) };
}

function emptiness(column: Column): (row: number) => boolean {
  if (column.kind === 'number' || column.kind === 'time') return row => Number.isNaN(column.values[row]);
  return row => textAt(column, row) === '';
}

/** Predicted numbers, probabilities of the positive class, or class codes. */
function predictions(side: SideRows, plan: ComparisonPlan, { classes }: Dictionaries, count: number): Float64Array {
  const name = side.source.prediction;
  if (plan.task === 'multiclass') {
    const codes = recode(side, name, classes, count);
    return Float64Array.from(codes);
  }
  return numbers(side, name, count, plan.task === 'binary' ? 'a probability from 0 to 1' : 'a number', value =>
    plan.task === 'binary' ? value >= 0 && value <= 1 : true,
  );
}

function candidatePredictions(side: SideRows, pairing: Pairing, count: number): Float64Array {
  const predicted = predictions(side, pairing.plan, pairing.dictionaries, count);
  if (pairing.plan.task === 'multiclass') for (const code of predicted) pairing.candidateClasses.add(code);
  return predicted;
}

const probability = (side: SideRows, label: string, count: number): Float64Array =>
  numbers(side, probabilityColumn(label), count, 'a probability from 0 to 1', value => value >= 0 && value <= 1);

const weights = (side: SideRows, name: string, count: number): Float64Array =>
  numbers(side, name, count, 'a weight of 0 or more', value => value >= 0);

/** A column of numbers, none empty, each accepted; the first that is not is an error with its place. */
function numbers(
  side: SideRows,
  name: string,
  count: number,
  expected: string,
  accepts: (value: number) => boolean,
): Float64Array {
  const column = side.columns.get(name) as Column;
  const values =
    column.kind === 'number' || column.kind === 'time'
      ? column.values
      : Float64Array.from({ length: count }, (_, row) => Number(textAt(column, row) || 'NaN'));
  for (let row = 0; row < count; row++) {
    const value = values[row] as number;
    if (accepts(value) && Number.isFinite(value)) continue;
    const found = textAt(column, row);
    throw fail('data-value', {
      file: side.source.table.name,
      line: side.lineOf(row),
      column: name,
      found: found === '' || found === 'NaN' ? 'nothing' : JSON.stringify(found),
      expected,
    });
  }
  return values;
}

/** Codes of one reading → codes of the comparison, by one look-up a label. */
function recode(side: SideRows, name: string, codes: Codes, count: number): Int32Array {
  const column = side.columns.get(name) as CategoryColumn;
  const own = translations(column, codes);
  const result = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    const code = column.codes[row] as number;
    let translated = own[code];
    if (translated === undefined) {
      translated = codes.codeOf(column.labels[code] as string);
      own[code] = translated;
    }
    result[row] = translated;
  }
  return result;
}

const translated = new WeakMap<readonly string[], Map<Codes, (number | undefined)[]>>();

/** The table from a reading's codes to these codes, kept as long as the reading's list of labels lives. */
function translations(column: CategoryColumn, codes: Codes): (number | undefined)[] {
  const known = translated.get(column.labels) ?? new Map<Codes, (number | undefined)[]>();
  translated.set(column.labels, known);
  const table = known.get(codes) ?? [];
  known.set(codes, table);
  return table;
}
