// HTML as a tree: what Markdown becomes before it is drawn on a terminal.
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

/** A piece of a page: text, or an element with what is in it. */
export type Piece = string | Element;

/** An element; comments are no elements and leave nothing. */
export interface Element {
  readonly tag: string;
  readonly align: 'left' | 'right' | 'center' | null;
  readonly inside: Piece[];
}

/** What has no end. */
const VOID = new Set(['br', 'hr', 'img', 'input']);

/** Reads Markdown as GitHub does, the HTML in it included. */
export function readMarkdown(markdown: string): Element {
  const html = micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
  const root: Element = { tag: 'body', align: null, inside: [] };
  const open = [root];
  for (const [token = '', end, tag = '', attributes = ''] of html.matchAll(TOKENS)) {
    const parent = open.at(-1) as Element;
    if (token.startsWith('<!--')) continue;
    if (tag === '') parent.inside.push(plain(token));
    else if (end === '/') close(open, tag.toLowerCase());
    else {
      const align = /align="(left|right|center)"/.exec(attributes)?.[1] as Element['align'];
      const element: Element = { tag: tag.toLowerCase(), align: align ?? null, inside: [] };
      parent.inside.push(element);
      if (!VOID.has(element.tag)) open.push(element);
    }
  }
  return root;
}

const TOKENS = /<!--[\s\S]*?-->|<(\/?)([a-z][a-z0-9]*)\b([^>]*)>|[^<]+|</gi;

/** An end without a beginning ends nothing. */
function close(open: Element[], tag: string): void {
  const at = open.findLastIndex(element => element.tag === tag);
  if (at > 0) open.length = at;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

/** Text as it is read: entities as characters, and without the spaces of no width that keep it inert on GitHub. */
const plain = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|nbsp);/g, (_, name: string) => ENTITIES[name] ?? '').replaceAll('\u200b', '');
