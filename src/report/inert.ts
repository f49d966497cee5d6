// Foreign text made inert for Markdown: no mention, link, HTML, table break, command or format survives.

const MOST = 120;
const MARKUP = /[\\`*_{}[\]()#+\-.!|~>:$=]/g;
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** One line of plain text, as Markdown shows it. A zero-width space after `@` and `#` keeps them from linking. */
export function inertMarkdown(text: string): string {
  return shortened(text)
    .replace(/[&<>]/g, character => entities[character] as string)
    .replace(MARKUP, character => (character === '>' ? character : `\\${character}`))
    .replace(/@/g, '@\u200b')
    .replace(/\\#/g, '\\#\u200b');
}

/** One line for a terminal: control characters, which could move its cursor or colour it, are shown as �. */
export function inertTerminal(text: string): string {
  return shortened(text);
}

/** A sentence or a line of a program's output for a terminal, whole and with its indentation. */
export function inertLine(text: string): string {
  return text
    .replace(/\t/g, '    ')
    .replace(/[\r\n]+/g, ' ')
    .replace(CONTROLS, '\ufffd')
    .trimEnd();
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').replace(CONTROLS, '\ufffd').trim();
  const characters = [...line];
  return characters.length <= MOST ? line : `${characters.slice(0, MOST - 1).join('')}…`;
}

/** C0 and C1 controls, and the marks that turn the direction of text. */
const CONTROLS = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;
