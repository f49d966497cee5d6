// HTML from templates: whatever is put in is text, unless it is HTML that was made here.
import { inertLine } from '../inert.ts';

/** A piece of HTML that was made by `html` alone. */
export interface Html {
  readonly markup: string;
}

/** What a template takes; null is nothing. */
export type Piece = string | number | null | Html | readonly Html[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Foreign text for an element or a quoted attribute; characters that could turn or hide it are shown as �. */
export const escaped = (text: string): string =>
  inertLine(text).replace(/[&<>"']/g, character => entities[character] as string);

/** A template whose pieces are escaped; they must stand between tags or in quoted attributes. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  const markup = strings.map((part, index) => part + (index < pieces.length ? markupOf(pieces[index] as Piece) : ''));
  return { markup: markup.join('') };
}

function markupOf(piece: Piece): string {
  if (piece === null) return '';
  if (typeof piece === 'string' || typeof piece === 'number') return escaped(String(piece));
  return 'markup' in piece ? piece.markup : piece.map(({ markup }) => markup).join('\n');
}

/** Nothing. */
export const nothing: Html = { markup: '' };

/** A sentence whose `commands` are set as code, and whose numbers keep their units beside them. */
export const sentence = (text: string): Html => ({
  markup: escaped(text)
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/(?<=\d) %/g, '\u00a0%'),
});

/** A value as JSON inside a script element that no browser runs; nothing in it can end the element. */
export const dataScript = (id: string, value: unknown): Html => ({
  markup: `<script type="application/json" id="${escaped(id)}">${JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, unicode)}</script>`,
});

const unicode = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
