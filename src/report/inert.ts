// Foreign text made inert for Markdown: no mention, link, HTML, table break, command or format survives.

import { disarmLine } from './workflow-commands.ts';

/** Characters that a name may have, and a sentence. */
const NAME = 120;
const SENTENCE = 1000;
/** What Markdown reads anywhere; then what it reads where no letter or digit is on both sides; then only at the start of a line. */
const MARKUP = /[\\`*[\]|~$#!]|:(?=\S)|(?<=www)\./gi;
const LONELY = /(?<![\p{L}\p{N}])[_-]|[_-](?![\p{L}\p{N}])/gu;
const STARTING = /^(?:[+=/]|(\d+)([.)])(?=\s|$))/;
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * One line of plain text, as Markdown shows it. A zero-width space keeps `@name`, `#1`, `GH-1`, `:emoji:` and addresses, which
 * are looked for after Markdown was read, from becoming anything else.
 */
export const inertMarkdown = (text: string): string => markdown(shortened(text, NAME));

/** The same for a whole sentence that may hold foreign names. */
export const inertMarkdownSentence = (text: string): string => markdown(shortened(text, SENTENCE));

function markdown(text: string): string {
  return text
    .replace(MARKUP, '\\$&')
    .replace(LONELY, '\\$&')
    .replace(STARTING, (all: string, digits?: string, mark?: string) => `${digits ?? ''}\\${mark ?? all}`)
    .replace(/[&<>]/g, character => entities[character] as string)
    .replace(/[@#]/g, '$&\u200b')
    .replace(/\b(GH-)(?=\d)/gi, '$1\u200b')
    .replace(/\\:/g, '$&\u200b')
    .replace(/www(?=\\\.)/gi, '$&\u200b');
}

/**
 * One line for a terminal: control characters, which could move its cursor or colour it, are shown as �, and nothing that
 * begins it is a command to the runner whose log it may stand in.
 */
export const inertTerminal = (text: string): string => disarmLine(shortened(text, NAME));

/** The same for a whole sentence that may hold foreign names. */
export const inertTerminalSentence = (text: string): string => disarmLine(shortened(text, SENTENCE));

/** A sentence or a line of a program's output for a terminal, whole and with its indentation. */
export function inertLine(text: string): string {
  return text
    .replace(/\t/g, '    ')
    .replace(/[\r\n\u2028\u2029]+/g, ' ')
    .replace(CONTROLS, '\ufffd')
    .trimEnd();
}

function shortened(text: string, most: number): string {
  // Of a megabyte only the beginning is looked at.
  const line = text
    .slice(0, 20 * most)
    .replace(/\s+/g, ' ')
    .replace(CONTROLS, '\ufffd')
    .trim();
  const characters = [...line];
  return characters.length <= most ? line : `${characters.slice(0, most - 1).join('')}…`;
}

/** C0 and C1 controls, and the marks that turn the direction of text. */
const CONTROLS = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Foreign text on one line within HTML, where Markdown is not read, but mentions, references and addresses are. */
export const inertHtml = (text: string): string =>
  shortened(text, NAME)
    .replace(/[&<>]/g, character => entities[character] as string)
    .replace(/[@#]/g, '$&\u200b')
    .replace(/\b(GH-)(?=\d)/gi, '$1\u200b')
    .replace(/:(?=\S)/g, ':\u200b')
    .replace(/\bwww\./gi, 'www\u200b.');

/** Foreign text in the title of an issue or a pull request, where GitHub reads mentions, references and code alone. */
export const inertTitle = (text: string): string =>
  shortened(text, NAME)
    .replace(/[@#]/g, '$&\u200b')
    .replace(/`/g, '´')
    .replace(/\b(GH-)(?=\d)/gi, '$1\u200b');
