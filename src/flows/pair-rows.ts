// Aligned rows of two tables → the batches that evidence takes: targets coded, labels numbered, unlabelled rows left out.

import type { Codes } from '../core/codes.ts';
import { type ComparisonPlan, fairnessColumnsOf } from '../core/comparison-plan.ts';
import { MOST_CODES } from '../core/evidence/count-layout.ts';
import type { ChosenMetric } from '../core/metrics/catalogue.ts';
import type { Dictionaries, PairedRows } from '../core/paired-rows.ts';
import { fail } from '../errors.ts';
import type { CategoryColumn, Column } from '../ports.ts';
import { type AlignedRows, idsOf, pickColumn, type SideRows } from './aligned-rows.ts';
import { emptiness, misfit } from './cells.ts';
import { codeTargets, type TargetCoding } from './code-targets.ts';
import { type ColumnNames, probabilityColumn, type Side, type Sources } from './paired-columns.ts';
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
  /** Codes of the classes that each model predicted. */
  readonly predicted: Readonly<Record<Side, Set<number>>>;
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
    needsProbabilities(plan) ? dictionaries.classes.labels.map(label => probability(side, label, count, plan)) : null;
  const coding = {
    target: names.target === null ? new Float64Array(count) : codeTargets(labelled, pairing),
    baseline: predictions(baseline, pairing, count),
    candidate: predictions(candidate, pairing, count),
  };
  const fairness = coded(fairnessColumnsOf(plan), dictionaries.fairness);
  requireFew(pairing, labelled);
  return {
    count,
    ...coding,
    baselineProbabilities: probabilities(baseline),
    candidateProbabilities: probabilities(candidate),
    weight: names.weight === null ? null : weights(shared(names.weight), names.weight, count),
    units: pairing.units.read(shared, count),
    slices: coded(plan.slices, dictionaries.slices),
    fairness,
    idOf: row => (names.ids.length === 0 ? [String(candidate.lineOf(row))] : idsOf(candidate, row, names.ids)),
  };
}

/** Whether a metric asks for the probabilities of classes. */
export const needsProbability = ({ metric }: ChosenMetric): boolean =>
  metric.evidence === 'moments' && metric.needsProbabilities;

/** Whether any metric asks for the probabilities of classes. */
export const needsProbabilities = (plan: ComparisonPlan): boolean => plan.metrics.some(needsProbability);

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

/** Classes, and the values of a fairness column, are counted apart: more of them than can be are a mistake anyway. */
function requireFew({ plan, names, dictionaries: { classes, fairness } }: Pairing, { candidate }: AlignedRows): void {
  const columns = [[names.target ?? '', classes] as const].concat(
    fairnessColumnsOf(plan).map((column, index) => [column, fairness[index] as Codes] as const),
  );
  for (const [column, { labels }] of columns) {
    if (labels.length <= MOST_CODES) continue;
    throw fail('values-too-many', { file: candidate.source.table.name, column, most: MOST_CODES });
  }
}

/** Predicted numbers, probabilities of the positive class, or class codes. */
function predictions(side: SideRows, { plan, dictionaries, predicted }: Pairing, count: number): Float64Array {
  const name = side.source.prediction;
  if (plan.task !== 'multiclass') {
    const isBinary = plan.task === 'binary';
    const expected = isBinary ? 'a probability from 0 to 1' : 'a number';
    return numbers(side, name, count, expected, value => !isBinary || (value >= 0 && value <= 1));
  }
  const isEmpty = emptiness(side.columns.get(name) as Column);
  const codes = recode(side, name, dictionaries.classes, count);
  for (let row = 0; row < count; row++) {
    if (isEmpty(row)) throw misfit(side, name, row, 'the name of a class');
    predicted[side.source.side].add(codes[row] as number);
  }
  return Float64Array.from(codes);
}

function probability(side: SideRows, label: string, count: number, plan: ComparisonPlan): Float64Array {
  if (!side.source.probabilityClasses.includes(label)) {
    const metric = plan.metrics.filter(needsProbability).map(({ text }) => text);
    throw fail('probability-missing', { file: side.source.table.name, metric: metric.join(' and '), missing: [label] });
  }
  return numbers(side, probabilityColumn(label), count, 'a probability from 0 to 1', value => value >= 0 && value <= 1);
}

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
    if (!accepts(value) || !Number.isFinite(value)) throw misfit(side, name, row, expected);
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
