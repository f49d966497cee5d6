// The lines of a comment that its author says himself: without quotes, code and what no reader sees.

interface Fence {
  readonly mark: string;
  readonly length: number;
}

interface Reader {
  fence: Fence | null;
  /** What ends the part of HTML that is being read. */
  until: RegExp | null;
  isQuote: boolean;
}

/** Parts of HTML in which Markdown is not read, and what ends each. */
const raw: readonly { readonly begin: RegExp; readonly end: RegExp }[] = [
  { begin: /<!--(?!-?>)/, end: /-->/ },
  { begin: /^ {0,3}<(?:pre|script|style|textarea)(?=[\s>]|$)/i, end: /<\/(?:pre|script|style|textarea)>/i },
];

/**
 * The lines that stand in the text itself, in order. Quotes go on until an empty line, as Markdown reads them; an unclosed
 * fence or HTML comment reaches to the end.
 */
export function ownLines(body: string): readonly string[] {
  const reader: Reader = { fence: null, until: null, isQuote: false };
  return body.split(/\r\n|\r|\n/).filter(line => isOwn(line, reader));
}

function isOwn(line: string, reader: Reader): boolean {
  if (reader.until !== null) return leaveHtml(line, reader);
  if (reader.fence !== null) return leaveFence(line, reader.fence, reader);
  if (line.trim() === '') reader.isQuote = false;
  if (/^ {0,3}>/.test(line)) reader.isQuote = true;
  if (reader.isQuote || /^(?: {4}| {0,3}\t)/.test(line)) return false;
  const fence = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[1];
  if (fence !== undefined) {
    reader.fence = { mark: fence.charAt(0), length: fence.length };
    return false;
  }
  return enterHtml(line, reader);
}

/** A line that closes HTML still belongs to it. */
function leaveHtml(line: string, reader: Reader): false {
  const end = reader.until?.exec(line);
  if (end == null) return false;
  reader.until = null;
  enterHtml(line.slice(end.index + end[0].length), reader);
  return false;
}

function leaveFence(line: string, { mark, length }: Fence, reader: Reader): false {
  const closing = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1];
  if (closing?.startsWith(mark) === true && closing.length >= length) reader.fence = null;
  return false;
}

/** Whether the line begins outside HTML; what opens in it and is not closed in it goes on in the lines below. */
function enterHtml(line: string, reader: Reader): boolean {
  let rest = line;
  for (;;) {
    const opened = raw
      .map(({ begin, end }) => ({ at: begin.exec(rest), end }))
      .filter(({ at }) => at !== null)
      .sort((one, other) => (one.at?.index ?? 0) - (other.at?.index ?? 0))[0];
    if (opened?.at == null) return true;
    const after = rest.slice(opened.at.index + opened.at[0].length);
    const closed = opened.end.exec(after);
    if (closed === null) {
      reader.until = opened.end;
      return true;
    }
    rest = after.slice(closed.index + closed[0].length);
  }
}
