// In which order a table stands, and how its cells compare.

/** What a cell sorts by; null, what is not known, comes last either way. */
export type Key = number | string | null;

/** The column that sorts; null for the order that the table came in. */
export type Order = { readonly column: number; readonly direction: 'ascending' | 'descending' } | null;

/** Ascending, then descending, then as it came. */
export function nextOrder(order: Order, column: number): Order {
  if (order?.column !== column) return { column, direction: 'ascending' };
  return order.direction === 'ascending' ? { column, direction: 'descending' } : null;
}

/** Tells the order to who sees the headers and to who hears them. */
export function showOrder(headers: readonly HTMLElement[], order: Order): void {
  for (const [column, header] of headers.entries()) {
    if (header.hasAttribute('aria-sort')) {
      header.setAttribute('aria-sort', order?.column === column ? order.direction : 'none');
    }
  }
}

const collator = new Intl.Collator('en', { numeric: true });

/** For `sort`. */
export function compareKeys(a: Key, b: Key, direction: 'ascending' | 'descending'): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const ascending = typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
  return direction === 'ascending' ? ascending : -ascending;
}
