// The few pieces of Markdown that surfaces on GitHub are made of, beside tables.
import { inertHtml, inertLine } from './inert.ts';

/** A block that opens on a click; its summary is Markdown-free text of ours, its body Markdown. */
export const folded = (summary: string, body: string): string =>
  `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;

/** The same with foreign text as its summary. */
export const foldedUnder = (summary: string, body: string): string => folded(inertHtml(summary), body);

/** Characters of one line of foreign output. */
const LINE = 500;

/** Lines of foreign output as a block of code, which nothing in them can end. */
export function fenced(lines: readonly string[], language = 'text'): string {
  const text = lines.map(line => disarmed(inertLine(line).slice(0, LINE))).join('\n');
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `${fence}${language}\n${text}\n${fence}`;
}

/**
 * In code nothing is read as Markdown, but programs read comments as lines: what looks like a command, or like the marks that
 * part our own comment, is kept from being one by a space of no width.
 */
const disarmed = (line: string): string =>
  line.replace(/^(\s*)\/(?=[a-z])/i, '$1/\u200b').replace(/<(?=!--|\/?(?:details|summary))/gi, '<\u200b');

/** A link of ours, whose text is inert already; the text alone where the address is none that a reader should follow. */
export function link(text: string, address: string | null): string {
  const safe = address === null ? null : safeAddress(address);
  return safe === null ? text : `[${text}](${safe})`;
}

function safeAddress(address: string): string | null {
  if (!URL.canParse(address) || address.length > 2000) return null;
  const { protocol, username, password, href } = new URL(address);
  if (!(protocol === 'https:' || protocol === 'http:') || username !== '' || password !== '') return null;
  return href.replace(/[^\w\-.~:/?#@!$+,;=%&]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
