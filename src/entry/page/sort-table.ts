// A table whose headers sort its rows.
import { compareKeys, type Key, nextOrder, type Order, showOrder } from './order.ts';

/** Makes the headers that may sort do so; each row is read once, and moved once a sorting. */
export function sortTable(table: HTMLTableElement): void {
  const [body] = table.tBodies;
  const headers = [...table.querySelectorAll<HTMLTableCellElement>('thead th')];
  if (body === undefined) return;
  const rows = [...body.rows];
  const keys = rows.map(row => [...row.cells].map((cell, column) => keyOf(cell, headers[column])));
  let order: Order = null;
  for (const [column, header] of headers.entries()) {
    header.querySelector('button')?.addEventListener('click', () => {
      order = nextOrder(order, column);
      showOrder(headers, order);
      const sorted = order === null ? rows : sortedBy(rows, keys, order);
      body.append(...sorted);
    });
  }
}

function keyOf(cell: HTMLTableCellElement, header: HTMLTableCellElement | undefined): Key {
  const text = cell.dataset.key ?? cell.textContent ?? '';
  if (header?.dataset.sort !== 'number') return text;
  return text === '' ? null : Number(text);
}

function sortedBy(rows: readonly HTMLTableRowElement[], keys: readonly Key[][], order: NonNullable<Order>) {
  const at = [...rows.keys()];
  at.sort((a, b) => compareKeys(keys[a]?.[order.column] ?? null, keys[b]?.[order.column] ?? null, order.direction));
  return at.map(index => rows[index] as HTMLTableRowElement);
}
