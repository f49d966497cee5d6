// The true values as numbers, 0 and 1, or class codes; two files that disagree about one row are an error.
import type { Codes } from '../core/codes.ts';
import { fail } from '../errors.ts';
import type { Column, NumberColumn } from '../ports.ts';
import type { AlignedRows, SideRows } from './aligned-rows.ts';
import { emptiness } from './cells.ts';
import type { Pairing } from './pair-rows.ts';
import { textAt } from './portions.ts';

/** How labels of a binary target become 0 and 1, as far as they have been seen. */
export interface TargetCoding {
  /** The label that counts as 1; null for the usual ones: 1, true, yes, … */
  readonly positive: string | null;
  readonly seen: Set<string>;
}

const USUAL: Readonly<Record<string, number>> = { '0': 0, '1': 1, false: 0, true: 1, no: 0, yes: 1 };

/** What a usual label of a binary target counts as, `1.0` and `True` among them; undefined for any other. */
export const usualCode = (label: string): number | undefined =>
  USUAL[label.toLowerCase().replace(/^([01])\.0*$/, '$1')];

/** Codes the target of every row. */
export function codeTargets(rows: AlignedRows, pairing: Pairing): Float64Array {
  const name = pairing.names.target as string;
  const { baseline, candidate } = rows;
  const [own, other] = baseline.source.hasTarget ? [baseline, candidate] : [candidate, baseline];
  const coded = codesOf(own, name, rows.count, pairing);
  if (other.source.hasTarget && !pairing.sources.oneTable) requireSame({ rows, own, other, name }, coded, pairing);
  return coded;
}

function codesOf(side: SideRows, name: string, count: number, pairing: Pairing): Float64Array {
  const column = side.columns.get(name) as Column;
  if (pairing.plan.task === 'regression' && isNumeric(column)) return column.values;
  const codeOf = coderOf(side, name, pairing);
  return Float64Array.from({ length: count }, (_, row) => codeOf(row));
}

const isNumeric = (column: Column): column is NumberColumn => column.kind === 'number' || column.kind === 'time';

/** Codes a row's target; each label of a category is looked up once. */
function coderOf(side: SideRows, name: string, pairing: Pairing): (row: number) => number {
  const column = side.columns.get(name) as Column;
  const code = labelCoder(side, name, column, pairing);
  if (column.kind !== 'category') return code;
  const known: (number | undefined)[] = [];
  return row => {
    const label = column.codes[row] as number;
    known[label] ??= code(row);
    return known[label];
  };
}

function labelCoder(
  side: SideRows,
  name: string,
  column: Column,
  { plan, dictionaries: { classes }, coding }: Pairing,
): (row: number) => number {
  switch (plan.task) {
    case 'binary':
      return row => binaryCode(side, name, row, coding);
    case 'multiclass':
      return row => classCode(textAt(column, row), classes, coding);
    case 'regression':
    case 'score':
      return row => (isNumeric(column) ? (column.values[row] as number) : numberAt(side, name, row));
  }
}

/** A target that is also read as something else, a slice for example, comes as text. */
function numberAt(side: SideRows, name: string, row: number): number {
  const text = textAt(side.columns.get(name) as Column, row);
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  const place = { file: side.source.table.name, line: side.lineOf(row), column: name };
  throw fail('data-value', { ...place, found: JSON.stringify(text), expected: 'a number' });
}

function binaryCode(side: SideRows, name: string, row: number, { positive, seen }: TargetCoding): number {
  const label = textAt(side.columns.get(name) as Column, row);
  if (seen.has(label)) return labelCode(label, positive);
  const known = [...seen];
  seen.add(label);
  const unusual = positive === null && usualCode(label) === undefined;
  if (unusual || (positive !== null && label !== positive && known.filter(other => other !== positive).length > 0)) {
    const place = { file: side.source.table.name, line: side.lineOf(row), column: name };
    throw fail('label-unknown', { ...place, found: label, known });
  }
  return labelCode(label, positive);
}

const labelCode = (label: string, positive: string | null): number =>
  positive === null ? (usualCode(label) as number) : label === positive ? 1 : 0;

function classCode(label: string, classes: Codes, { seen }: TargetCoding): number {
  seen.add(label);
  return classes.codeOf(label);
}

/** Where the other file has a target too, it must be the same; an empty one contradicts nothing. */
function requireSame(
  { rows, own, other, name }: { rows: AlignedRows; own: SideRows; other: SideRows; name: string },
  coded: Float64Array,
  pairing: Pairing,
): void {
  const column = other.columns.get(name) as Column;
  const [isEmpty, codeOf] = [emptiness(column), coderOf(other, name, pairing)];
  for (let row = 0; row < rows.count; row++) {
    if (isEmpty(row) || codeOf(row) === coded[row]) continue;
    throw fail('target-differs', {
      file: other.source.table.name,
      line: other.lineOf(row),
      target: name,
      found: textAt(column, row),
      other: own.source.table.name,
      expected: textAt(own.columns.get(name) as Column, row),
    });
  }
}
