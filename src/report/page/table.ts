// Tables of a page: with a caption, headers of columns and rows, and buttons that sort where a reader may.
import { type Html, html, nothing, type Piece } from './html.ts';

/** A column. */
export interface Column {
  readonly title: Piece;
  readonly align: 'left' | 'right';
  /** Whether its header sorts, and how its cells compare. */
  readonly sort?: 'number' | 'text';
  /** For style. */
  readonly name?: string;
}

/** A cell; `key` is what it sorts by, where that is not its text. */
export interface Cell {
  readonly content: Piece;
  readonly key?: number | string | null;
}

/** A table. */
export interface PageTable {
  readonly id: string;
  readonly caption: Piece;
  readonly columns: readonly Column[];
  /** The first cell of each row is its header. */
  readonly rows: readonly (readonly Cell[])[];
  /** The class of each row. */
  readonly rowClass?: (index: number) => string;
}

/** The table, in a frame that scrolls sideways by itself on narrow screens. */
export function table({ id, caption, columns, rows, rowClass }: PageTable): Html {
  return html`<div class="frame" role="region" aria-labelledby="${id}-caption" tabindex="0"><table id="${id}">
<caption id="${id}-caption"><span>${caption}</span></caption>
<thead><tr>${columns.map(header)}</tr></thead>
<tbody>${rows.map(
    (cells, index) =>
      html`<tr${rowClass === undefined ? nothing : html` class="${rowClass(index)}"`}>${cells.map((cell, column) =>
        drawn(cell, columns[column] as Column, column),
      )}</tr>`,
  )}</tbody></table></div>`;
}

function header({ title, align, sort, name }: Column): Html {
  const shown = sort === undefined ? html`${title}` : html`<button type="button">${title}</button>`;
  const sorts = sort === undefined ? nothing : html` data-sort="${sort}" aria-sort="none"`;
  return html`<th scope="col" class="${align} ${name ?? ''}"${sorts}>${shown}</th>`;
}

function drawn({ content, key }: Cell, { align, name }: Column, column: number): Html {
  const sorted = key === undefined ? nothing : html` data-key="${key ?? ''}"`;
  const classes = `${align} ${name ?? ''}`;
  return column === 0
    ? html`<th scope="row" class="${classes}"${sorted}>${content}</th>`
    : html`<td class="${classes}"${sorted}>${content}</td>`;
}
