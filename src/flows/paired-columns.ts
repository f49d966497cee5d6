// Which columns of which table a comparison reads, and as what.
import { type ComparisonPlan, fairnessColumnsOf } from '../core/comparison-plan.ts';
import { nearest } from '../core/nearest.ts';
import { fail } from '../errors.ts';
import type { ColumnKind, Table } from '../ports.ts';

/** Where to find what, by column name. */
export interface ColumnNames {
  /** null for a score task. */
  readonly target: string | null;
  readonly ids: readonly string[];
  readonly group: string | null;
  readonly time: string | null;
  readonly weight: string | null;
  readonly baselinePrediction: string;
  readonly candidatePrediction: string;
}

/** Whose predictions a table holds. */
export type Side = 'baseline' | 'candidate';

/** One of the two tables: what it is called, which columns it has, and which of them are read from it. */
export interface Source {
  readonly side: Side;
  readonly table: Table;
  readonly wanted: ReadonlyMap<string, ColumnKind>;
  readonly prediction: string;
  /** The classes that have a probability column `p:<class>`. */
  readonly probabilityClasses: readonly string[];
  readonly hasTarget: boolean;
}

/** Both sides, and which of them each shared column is read from. */
export interface Sources {
  readonly baseline: Source;
  readonly candidate: Source;
  /** Whether both sides are one table. */
  readonly oneTable: boolean;
  readonly sideOf: ReadonlyMap<string, Side>;
}

const PROBABILITY = 'p:';

/** Finds every column, or says which table lacks which, with the nearest name. */
export async function findColumns(
  tables: { readonly baseline: Table; readonly candidate: Table },
  names: ColumnNames,
  plan: ComparisonPlan,
): Promise<Sources> {
  const known = { baseline: await tables.baseline.columns(), candidate: await tables.candidate.columns() };
  const oneTable = tables.baseline === tables.candidate;
  const sideOf = new Map<string, Side>();
  for (const column of sharedColumns(names, plan)) {
    const side = known.baseline.includes(column) ? 'baseline' : known.candidate.includes(column) ? 'candidate' : null;
    if (side === null) throw unknownColumn(tables.baseline.name, column, known.baseline);
    sideOf.set(column, side);
  }
  const source = (side: Side, prediction: string): Source => {
    const table = tables[side];
    if (!known[side].includes(prediction)) throw unknownColumn(table.name, prediction, known[side]);
    for (const id of names.ids) if (!known[side].includes(id)) throw unknownColumn(table.name, id, known[side]);
    const probabilityClasses = oneTable ? [] : classesOf(known[side], plan);
    const hasTarget = names.target !== null && known[side].includes(names.target);
    const wanted = wantedOf(side, { names, plan, prediction, probabilityClasses, hasTarget, sideOf });
    return { side, table, wanted, prediction, probabilityClasses, hasTarget };
  };
  return {
    baseline: source('baseline', names.baselinePrediction),
    candidate: source('candidate', names.candidatePrediction),
    oneTable,
    sideOf,
  };
}

const unknownColumn = (file: string, column: string, known: readonly string[]): Error =>
  fail('column-unknown', { file, column, nearest: nearest(column, known), known });

const classesOf = (columns: readonly string[], { task }: ComparisonPlan): string[] =>
  task === 'multiclass'
    ? columns.filter(column => column.startsWith(PROBABILITY)).map(column => column.slice(PROBABILITY.length))
    : [];

/** Columns that describe the row rather than a prediction: read once, from whichever side has them. */
function sharedColumns({ target, group, time, weight }: ColumnNames, plan: ComparisonPlan): string[] {
  const single = [target, group, time, weight].filter(column => column !== null);
  return [...new Set([...single, ...plan.slices, ...fairnessColumnsOf(plan)])];
}

interface Wanted {
  readonly names: ColumnNames;
  readonly plan: ComparisonPlan;
  readonly prediction: string;
  readonly probabilityClasses: readonly string[];
  readonly hasTarget: boolean;
  readonly sideOf: ReadonlyMap<string, Side>;
}

/**
 * A column is read as one kind whatever its parts: one that is an id, a time and a group at once comes as a category,
 * whose labels hold the text of the id and the time.
 */
function wantedOf(side: Side, facts: Wanted): Map<string, ColumnKind> {
  const { names, plan, sideOf } = facts;
  const wanted = new Map<string, ColumnKind>();
  const want = (column: string | null, kind: ColumnKind): void => {
    if (column === null) return;
    const before = wanted.get(column);
    wanted.set(column, before === undefined || before === kind ? kind : 'category');
  };
  const wantShared = (column: string | null, kind: ColumnKind): void => {
    if (column !== null && sideOf.get(column) === side) want(column, kind);
  };
  for (const id of names.ids) want(id, 'text');
  wantShared(names.time, 'time');
  wantShared(names.weight, 'number');
  for (const column of [names.group, ...plan.slices, ...fairnessColumnsOf(plan)]) wantShared(column, 'category');
  if (facts.hasTarget) want(names.target, plan.task === 'regression' ? 'number' : 'category');
  want(facts.prediction, plan.task === 'multiclass' ? 'category' : 'number');
  for (const label of facts.probabilityClasses) want(PROBABILITY + label, 'number');
  return wanted;
}

/** The column of a class's probability. */
export const probabilityColumn = (label: string): string => PROBABILITY + label;
