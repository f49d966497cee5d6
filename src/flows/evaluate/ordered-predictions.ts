// Predictions in the order of the rows that they are for: a predictor may write them in any.
import type { Column, ColumnKind, RowBatch, Table } from '../../ports.ts';
import { Portions, textAt } from '../portions.ts';

const PREDICTION = 'prediction';
const PROBABILITY = 'p:';
const SEPARATOR = '\u001f';

/** The columns of a table of predictions that say anything: the ids, `prediction`, and `p:<class>`. */
export async function predictionColumns(table: Table, ids: readonly string[]): Promise<string[]> {
  const known = await table.columns();
  return [
    ...ids,
    ...known.filter(name => !ids.includes(name) && (name === PREDICTION || name.startsWith(PROBABILITY))),
  ];
}

/** The same predictions, a row for each row of the data and in its order. They have been checked: no id lacks or repeats. */
export async function inOrderOf(data: Table, predictions: Table, ids: readonly string[]): Promise<Table> {
  if (await areInStep(data, predictions, ids)) return predictions;
  const columns = await predictionColumns(predictions, ids);
  const known = new Map<string, readonly string[]>();
  await eachRow(predictions, columns, cells => void known.set(cells.slice(0, ids.length).join(SEPARATOR), cells));
  return {
    name: predictions.name,
    columns: async () => columns,
    digest: () => predictions.digest(),
    read: wanted => reordered(data, { known, columns, ids }, wanted),
  };
}

async function areInStep(data: Table, predictions: Table, ids: readonly string[]): Promise<boolean> {
  const [here, there] = [new Portions(data.read(asText(ids))), new Portions(predictions.read(asText(ids)))];
  try {
    for (;;) {
      const rows = Math.min(await here.available(), await there.available());
      if (rows === 0) return true;
      const [ours, theirs] = [here.take(rows), there.take(rows)];
      for (const id of ids) {
        const [a, b] = [ours.columns.get(id) as Column, theirs.columns.get(id) as Column];
        for (let row = 0; row < rows; row++) if (textAt(a, row) !== textAt(b, row)) return false;
      }
    }
  } finally {
    await here.close();
    await there.close();
  }
}

interface Known {
  readonly known: ReadonlyMap<string, readonly string[]>;
  readonly columns: readonly string[];
  readonly ids: readonly string[];
}

async function* reordered(
  data: Table,
  { known, columns, ids }: Known,
  wanted: ReadonlyMap<string, ColumnKind>,
): AsyncGenerator<RowBatch> {
  for await (const batch of data.read(asText(ids))) {
    const rows = Array.from({ length: batch.rows }, (_, row) => {
      const key = ids.map(id => textAt(batch.columns.get(id) as Column, row)).join(SEPARATOR);
      const cells = known.get(key);
      if (cells === undefined) throw new Error(`Predictions that were checked lack the row ${key}.`);
      return cells;
    });
    const texts = [...wanted.keys()].map((name): [string, Column] => {
      const place = columns.indexOf(name);
      return [name, { kind: 'text', values: rows.map(cells => cells[place] as string) }];
    });
    yield { rows: batch.rows, firstRow: batch.firstRow, columns: new Map(texts), lineOf: row => batch.lineOf(row) };
  }
}

const asText = (columns: readonly string[]) => new Map(columns.map((column): [string, ColumnKind] => [column, 'text']));

async function eachRow(
  table: Table,
  columns: readonly string[],
  visit: (cells: readonly string[]) => void,
): Promise<void> {
  for await (const batch of table.read(asText(columns))) {
    for (let row = 0; row < batch.rows; row++) {
      visit(columns.map(column => textAt(batch.columns.get(column) as Column, row)));
    }
  }
}
