// The list of flips: filtered, sorted, and shown a page at a time, so that thousands cost no more than fifty.
import type { FlipList, FlipRow } from '../../report/page/browser-data.ts';
import { compareKeys, type Key, nextOrder, type Order, showOrder } from './order.ts';

const PAGE = 50;

interface Flip {
  readonly row: FlipRow;
  /** Everything that can be looked for, in lower case. */
  readonly sought: string;
  readonly keys: readonly Key[];
  readonly cells: readonly string[];
  readonly kind: 'right' | 'wrong';
}

/** Shows the list and makes its controls work. */
export function browseFlips(list: FlipList): void {
  const place = document.getElementById('flips');
  const table = place?.querySelector('table');
  const body = table?.tBodies[0];
  const output = place?.querySelector('output');
  const pages = place?.querySelector('.pages');
  if (!place || !table || !body || !output || !pages) return;
  const all = list.rows.map(row => flipOf(row, list));
  const view = { order: null as Order, text: '', kind: '', page: 0 };
  let shown = all;
  const headers = makeHeaders(table, list, column => {
    view.order = nextOrder(view.order, column);
    showOrder(headers, view.order);
    arrange();
  });
  const arrange = () => {
    const fitting = all.filter(
      flip => (view.kind === '' || flip.kind === view.kind) && flip.sought.includes(view.text),
    );
    shown = view.order === null ? fitting : sorted(fitting, view.order);
    output.textContent =
      shown.length === all.length ? `${count(all.length)} rows` : `${count(shown.length)} of ${count(all.length)} rows`;
    turn(0);
  };
  const turn = (page: number) => {
    const last = Math.max(0, Math.ceil(shown.length / PAGE) - 1);
    view.page = Math.min(last, Math.max(0, page));
    body.replaceChildren(...shown.slice(view.page * PAGE, (view.page + 1) * PAGE).map(rowOf));
    showPage(pages, { page: view.page, last, rows: shown.length });
  };
  place.querySelector<HTMLInputElement>('[name=text]')?.addEventListener('input', event => {
    view.text = (event.target as HTMLInputElement).value.trim().toLowerCase();
    arrange();
  });
  place.querySelector<HTMLSelectElement>('[name=kind]')?.addEventListener('change', event => {
    view.kind = (event.target as HTMLSelectElement).value;
    arrange();
  });
  const goes = {
    first: () => 0,
    previous: () => view.page - 1,
    next: () => view.page + 1,
    last: () => Number.MAX_SAFE_INTEGER,
  };
  for (const [name, to] of Object.entries(goes)) {
    pages.querySelector(`[name=${name}]`)?.addEventListener('click', () => turn(to()));
  }
  place.hidden = false;
  arrange();
}

const count = (value: number): string => value.toLocaleString('en');

function flipOf(row: FlipRow, list: FlipList): Flip {
  const [names, target, baseline, candidate, change] = row;
  const kind = change > 0 ? 'wrong' : 'right';
  const said = list.hasTarget ? [target, baseline, candidate] : baseline === '' ? [] : [baseline, candidate];
  const amount = Math.abs(change).toLocaleString('en', {
    minimumFractionDigits: list.decimals,
    maximumFractionDigits: list.decimals,
  });
  const cells = [...names, ...said, list[kind], amount];
  const numeric = (text: string): Key => {
    if (!list.isNumeric) return text;
    return text === '' ? null : Number(text.replaceAll(',', '').replace('−', '-'));
  };
  return {
    row,
    kind,
    cells,
    sought: cells.join('\n').toLowerCase(),
    keys: [...names, ...said.map(numeric), list[kind], Math.abs(change)],
  };
}

function sorted(flips: readonly Flip[], { column, direction }: NonNullable<Order>): Flip[] {
  return [...flips].sort((a, b) => compareKeys(a.keys[column] ?? null, b.keys[column] ?? null, direction));
}

/** A header a column; returns them in order. */
function makeHeaders(table: HTMLTableElement, list: FlipList, sort: (column: number) => void): HTMLElement[] {
  const hasSaid = list.hasTarget || list.rows.some(([, , baseline]) => baseline !== '');
  const said = hasSaid ? [...(list.hasTarget ? ['true value'] : []), list.baseline, 'candidate'] : [];
  const titles = [...list.columns, ...said, 'flip', list.change];
  const right = titles.length - 1;
  const row = document.createElement('tr');
  for (const [column, title] of titles.entries()) {
    const header = document.createElement('th');
    header.scope = 'col';
    header.setAttribute('aria-sort', 'none');
    const isNumber = column === right || (list.isNumeric && column >= list.columns.length && column < right - 1);
    header.className = isNumber ? 'right' : 'left';
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = title;
    button.addEventListener('click', () => sort(column));
    header.append(button);
    row.append(header);
  }
  table.tHead?.replaceChildren(row);
  return [...row.cells];
}

function rowOf({ cells, kind, row: [names] }: Flip): HTMLTableRowElement {
  const row = document.createElement('tr');
  for (const [column, text] of cells.entries()) {
    const cell = document.createElement(column === 0 ? 'th' : 'td');
    if (column === 0) cell.scope = 'row';
    const isKind = column === cells.length - 2;
    cell.className = isKind ? `kind-${kind}` : column >= names.length ? 'right' : 'left';
    cell.textContent = text;
    row.append(cell);
  }
  return row;
}

function showPage(pages: Element, { page, last, rows }: { page: number; last: number; rows: number }): void {
  const from = rows === 0 ? 0 : page * PAGE + 1;
  const label = pages.querySelector('span');
  if (label) label.textContent = `${count(from)} to ${count(Math.min(rows, (page + 1) * PAGE))} of ${count(rows)}`;
  for (const [name, isEnd] of [
    ['first', page === 0],
    ['previous', page === 0],
    ['next', page === last],
    ['last', page === last],
  ] as const) {
    const button = pages.querySelector<HTMLButtonElement>(`[name=${name}]`);
    if (button) button.disabled = isEnd;
  }
}
