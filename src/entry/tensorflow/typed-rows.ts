// Rows of a table as plain objects. Text in a table has no types: a column is numeric when all of its values are numbers.
import { parseNumber } from '../../adapters/rows/number-text.ts';
import type { RowBatch, Table } from '../../ports.ts';

/** A row: numbers where the column is numeric (NaN where empty), text elsewhere ('' where empty). */
export type TypedRow = Readonly<Record<string, number | string>>;

/** Some rows and their ids, which are text as it stands. */
export interface TypedBatch {
  readonly rows: readonly TypedRow[];
  readonly ids: readonly (readonly string[])[];
  readonly before: number;
}

/** `007` is a name, and so is what a double would round. */
const CODE = /^\s*[+-]?(?:0\d|\d{16,}(?:\D|$))/;

/** The columns in which every value is a number, and at least one is there. */
export async function findNumeric(table: Table): Promise<ReadonlySet<string>> {
  const columns = await table.columns();
  const numeric = new Set<string>();
  const textual = new Set<string>();
  for await (const batch of table.read(asText(columns))) {
    for (const column of columns) {
      if (textual.has(column)) continue;
      const values = textsOf(batch, column).filter(value => value !== '');
      if (!values.every(isNumber)) textual.add(column);
      else if (values.length > 0) numeric.add(column);
    }
  }
  for (const column of textual) numeric.delete(column);
  return numeric;
}

const isNumber = (value: string): boolean => !CODE.test(value) && !Number.isNaN(parseNumber(value));

/** Reads a table in batches of at most `size` rows. */
export async function* readTyped(
  table: Table,
  ids: readonly string[],
  numeric: ReadonlySet<string>,
  size: number,
): AsyncGenerator<TypedBatch> {
  const columns = await table.columns();
  let before = 0;
  let rows: TypedRow[] = [];
  let idRows: string[][] = [];
  for await (const batch of table.read(asText(columns))) {
    const idTexts = ids.map(id => textsOf(batch, id));
    const cells = columns.map(column => cellsOf(textsOf(batch, column), numeric.has(column)));
    for (let row = 0; row < batch.rows; row++) {
      rows.push(Object.fromEntries(columns.map((column, index) => [column, cells[index]?.[row] ?? ''])));
      idRows.push(idTexts.map(texts => texts[row] ?? ''));
      if (rows.length < size) continue;
      yield { rows, ids: idRows, before };
      before += rows.length;
      rows = [];
      idRows = [];
    }
  }
  if (rows.length > 0) yield { rows, ids: idRows, before };
}

const asText = (columns: readonly string[]) => new Map(columns.map(column => [column, 'text'] as const));

function cellsOf(texts: readonly string[], isNumeric: boolean): readonly (number | string)[] {
  return isNumeric ? texts.map(parseNumber) : texts;
}

function textsOf(batch: RowBatch, name: string): readonly string[] {
  const column = batch.columns.get(name);
  return column?.kind === 'text' ? column.values : [];
}
