// Guesses what the columns of a data file are for, from their names and some of their values: for a first relevo.yml.

import { parseColumn } from './column.ts';

/** A data file's columns and its first rows, as text. */
export interface TableHead {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What to write under `holdout:`, and the task that the target's values suggest. */
export interface ColumnRoles {
  readonly target: string | undefined;
  /** Whether the target's name says that it is one; otherwise it is only the last column that is nothing else. */
  readonly isNamed: boolean;
  readonly task: 'regression' | 'binary' | 'multiclass';
  /** The label to call positive, when its name does not say so by itself: the rarer one. */
  readonly positive: string | undefined;
  readonly time: string | undefined;
  readonly id: readonly string[];
  readonly group: string | undefined;
  readonly slices: readonly string[];
}

const targetNames = [
  'target',
  'label',
  'y',
  'class',
  'outcome',
  'response',
  'sales',
  'price',
  'demand',
  'churn',
  'cnt',
];
const timeNames = ['date', 'time', 'timestamp', 'datetime', 'ds', 'day', 'week', 'month', 'created_at', 'event_time'];
const isoTime = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const mostClasses = 20;
const mostSlices = 3;

/** Guesses each column's role. */
export function guessRoles(head: TableHead): ColumnRoles {
  const columns = head.columns
    .map((name, index) => describeColumn(name, valuesOf(head, index)))
    .filter(({ name }) => parseColumn(name).ok);
  const time = findNamed(columns.filter(isDated), timeNames) ?? columns.find(isDated);
  const entities = columns.filter(column => column !== time && isEntityName(column.name));
  const rest = columns.filter(column => column !== time && !entities.includes(column));
  const named = findNamed(rest, targetNames);
  const target = named ?? rest.at(-1);
  const labels = rest.filter(column => column !== target && isLabel(column));
  return {
    target: target?.name,
    isNamed: named !== undefined,
    task: target === undefined ? 'regression' : guessTask(target),
    positive: target === undefined ? undefined : guessPositive(target),
    time: time?.name,
    id: findId(head, entities, time, labels),
    group: [time, ...entities].find(column => column !== undefined && repeats(column))?.name,
    slices: labels.slice(0, mostSlices).map(({ name }) => name),
  };
}

interface Column {
  readonly name: string;
  readonly values: readonly string[];
  readonly distinct: ReadonlySet<string>;
}

function valuesOf(head: TableHead, index: number): string[] {
  return head.rows.map(row => row[index] ?? '').filter(value => value !== '');
}

function describeColumn(name: string, values: readonly string[]): Column {
  return { name, values, distinct: new Set(values) };
}

function findNamed(columns: readonly Column[], names: readonly string[]): Column | undefined {
  for (const name of names) {
    const found = columns.find(column => column.name.toLowerCase() === name);
    if (found !== undefined) return found;
  }
  return undefined;
}

const isDated = ({ values }: Column) => values.length > 0 && values.every(value => isoTime.test(value));
const isNumeric = ({ values }: Column) => values.every(value => value.trim() !== '' && Number.isFinite(Number(value)));
const isEntityName = (name: string) => /^(?:id|uuid|key)$|[_\s]id$|[a-z]Id$/i.test(name);
const repeats = ({ values, distinct }: Column) => distinct.size < values.length;
const isLabel = (column: Column) =>
  !isNumeric(column) && column.distinct.size >= 2 && column.distinct.size <= mostClasses && repeats(column);

function guessTask(target: Column): ColumnRoles['task'] {
  const { distinct } = target;
  if (!isNumeric(target)) return distinct.size === 2 ? 'binary' : 'multiclass';
  // Two numbers can also be the start of many.
  return distinct.size === 2 && distinct.has('1') && (distinct.has('0') || distinct.has('-1'))
    ? 'binary'
    : 'regression';
}

function guessPositive(target: Column): string | undefined {
  const labels = [...target.distinct];
  if (guessTask(target) !== 'binary' || labels.some(label => /^(?:1|true|yes)$/i.test(label))) return undefined;
  const count = (label: string) => target.values.filter(value => value === label).length;
  return labels.sort((a, b) => count(a) - count(b) || (a < b ? -1 : 1))[0];
}

/** Columns whose values together name each row: one id, the time, or the time and a label; none when none do. */
function findId(
  head: TableHead,
  entities: readonly Column[],
  time: Column | undefined,
  labels: readonly Column[],
): readonly string[] {
  const single = [...entities, ...(time === undefined ? [] : [time])].map(({ name }) => [name]);
  const paired = time === undefined ? [] : [...entities, ...labels].map(({ name }) => [time.name, name]);
  return [...single, ...paired].find(names => areUnique(head, names)) ?? [];
}

function areUnique(head: TableHead, names: readonly string[]): boolean {
  const indices = names.map(name => head.columns.indexOf(name));
  const keys = head.rows.map(row => JSON.stringify(indices.map(index => row[index] ?? '')));
  return keys.length > 0 && new Set(keys).size === keys.length;
}
