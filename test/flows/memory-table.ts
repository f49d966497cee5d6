// A table from plain text cells, in batches of any size.
import { keyOf } from '../../src/core/text-hash.ts';
import type { Column, ColumnKind, Table } from '../../src/ports.ts';

/** The rows of some lines `a,b`, the first of which names the columns. */
export function memoryTable(name: string, lines: readonly string[], batchRows = 2): Table {
  const [header = '', ...rest] = lines;
  const names = header.split(',');
  const rows = rest.map(line => line.split(','));
  return {
    name,
    columns: async () => names,
    digest: async () => `sha256:${'0'.repeat(64)}`,
    async *read(wanted) {
      const labels = new Map<string, string[]>();
      for (let firstRow = 0; firstRow < rows.length; firstRow += batchRows) {
        const batch = rows.slice(firstRow, firstRow + batchRows);
        const columns = [...wanted].map(([column, kind]): [string, Column] => {
          const place = names.indexOf(column);
          if (place < 0) throw new Error(`${name} has no column ${column}.`);
          return [
            column,
            columnOf(
              kind,
              batch.map(cells => cells[place] ?? ''),
              labels.get(column) ?? labels.set(column, []).get(column) ?? [],
            ),
          ];
        });
        const before = firstRow;
        yield { rows: batch.length, firstRow, columns: new Map(columns), lineOf: row => before + row + 2 };
      }
    },
  };
}

/** Labels are those of the whole reading, and grow. */
function columnOf(kind: ColumnKind, cells: readonly string[], labels: string[]): Column {
  switch (kind) {
    case 'number':
      return { kind, values: Float64Array.from(cells, cell => (cell === '' ? Number.NaN : Number(cell))) };
    case 'time':
      return { kind, values: Float64Array.from(cells, cell => (cell === '' ? Number.NaN : Date.parse(cell))) };
    case 'text':
      return { kind, values: cells };
    case 'key':
      return { kind, values: Float64Array.from(cells, keyOf) };
    case 'category': {
      for (const cell of cells) if (!labels.includes(cell)) labels.push(cell);
      return { kind, codes: Int32Array.from(cells, cell => labels.indexOf(cell)), labels };
    }
  }
}

/** Every row of a table as text, a line each, the columns in their order. */
export async function linesOf(table: Table): Promise<string[]> {
  const names = await table.columns();
  const lines = [names.join(',')];
  for await (const { rows, columns } of table.read(new Map(names.map(name => [name, 'text'])))) {
    for (let row = 0; row < rows; row++) {
      const cells = names.map(name => {
        const column = columns.get(name);
        return column?.kind === 'text' ? column.values[row] : '?';
      });
      lines.push(cells.join(','));
    }
  }
  return lines;
}
