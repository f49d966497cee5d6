// Markdown as a person reads it on GitHub, drawn on a terminal: tables aligned, folds closed, nothing hidden shown.
import { type Element, type Piece, readMarkdown } from './html.ts';

/** How a terminal draws. */
export interface Terminal {
  readonly columns: number;
  readonly paint: (format: 'bold' | 'dim' | 'cyan' | 'green' | 'red' | 'yellow', text: string) => string;
}

/** What is drawn of a page. */
export interface Drawing extends Terminal {
  /** How the summary of a fold begins that is drawn open. */
  readonly opened?: string | undefined;
}

/** The page's lines; `answer` ends before its first table. */
export function drawPage(markdown: string, drawing: Drawing, much: 'whole' | 'answer' = 'whole'): string[] {
  const page = readMarkdown(markdown);
  const end = much === 'whole' ? -1 : page.inside.findIndex(piece => typeof piece !== 'string' && ENDS.has(piece.tag));
  return trimmed(blocks({ ...page, inside: end < 0 ? page.inside : page.inside.slice(0, end) }, drawing));
}

/** What comes after an answer. */
const ENDS = new Set(['table', 'details', 'h2']);

const HEADINGS = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
const BLOCKS = new Set([...HEADINGS, 'p', 'ul', 'ol', 'table', 'pre', 'blockquote', 'details', 'hr']);

/** Blocks below each other, parted by an empty line; text between them is a block too. */
function blocks({ inside }: Element, terminal: Drawing): string[] {
  const lines: string[] = [];
  let loose: Piece[] = [];
  const flush = (): void => {
    const text = inline(loose, terminal).trim();
    if (text !== '') lines.push(...wrap(text, terminal.columns), '');
    loose = [];
  };
  for (const piece of inside) {
    if (typeof piece === 'string' || !BLOCKS.has(piece.tag)) {
      loose.push(piece);
      continue;
    }
    flush();
    lines.push(...block(piece, terminal), '');
  }
  flush();
  return trimmed(lines);
}

function block(element: Element, terminal: Drawing): string[] {
  const { tag, inside } = element;
  const { columns, paint } = terminal;
  if (HEADINGS.has(tag)) return wrap(inline(inside, terminal), columns).map(line => paint('bold', line));
  switch (tag) {
    case 'ul':
    case 'ol':
      return items(element).flatMap(item => marked('· ', item, terminal));
    case 'table':
      return table(element, terminal);
    case 'pre':
      return inline(inside, terminal)
        .trimEnd()
        .split('\n')
        .map(line => `  ${line}`);
    case 'blockquote':
      return marked('│ ', element, terminal, '│ ');
    case 'details':
      return fold(element, terminal);
    case 'hr':
      return [paint('dim', '─'.repeat(Math.min(columns, 60)))];
    default:
      return wrap(inline(inside, terminal), columns);
  }
}

function fold({ inside, ...element }: Element, terminal: Drawing): string[] {
  const summary = inline(inside.filter(isSummary), terminal).trim();
  const isOpen = terminal.opened !== undefined && summary.startsWith(terminal.opened);
  const line = terminal.paint('dim', `${isOpen ? '▾' : '▸'} ${summary}`);
  return isOpen
    ? [line, ...blocks({ ...element, inside: inside.filter(piece => !isSummary(piece)) }, terminal)]
    : [line];
}

const isSummary = (piece: Piece): boolean => typeof piece !== 'string' && piece.tag === 'summary';

const items = ({ inside }: Element): Element[] =>
  inside.filter((piece): piece is Element => typeof piece !== 'string' && piece.tag === 'li');

function marked(mark: string, element: Element, terminal: Drawing, further = ' '.repeat(mark.length)): string[] {
  const lines = blocks(element, { ...terminal, columns: terminal.columns - mark.length });
  return lines.map((line, index) => `${index === 0 ? mark : further}${line}`);
}

/** Text with its emphasis; of links the words. */
function inline(pieces: readonly Piece[], terminal: Drawing): string {
  return pieces
    .map(piece => {
      if (typeof piece === 'string') return piece;
      const text = inline(piece.inside, terminal);
      switch (piece.tag) {
        case 'strong':
          return terminal.paint('bold', text);
        case 'code':
          return terminal.paint('cyan', text);
        case 'sub':
        case 'sup':
          return terminal.paint('dim', text);
        case 'br':
          return '\n';
        default:
          return text;
      }
    })
    .join('');
}

/** Columns as wide as their widest cell; of a table that is too wide for the terminal, the last ones go on below. */
function table(element: Element, terminal: Drawing): string[] {
  const rows = descendants(element, 'tr').map(({ inside }) => inside.filter(isCell));
  const cells = rows.map(row => row.map(cell => inline(cell.inside, terminal).trim()));
  const count = Math.max(...cells.map(row => row.length));
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(...cells.map(row => widthOf(row[column] ?? ''))),
  );
  return cells.map((row, at) => {
    const padded = widths.map((width, column) => {
      const [text, gap] = [row[column] ?? '', ' '.repeat(width - widthOf(row[column] ?? ''))];
      return rows[at]?.[column]?.align === 'right' ? gap + text : text + gap;
    });
    const line = padded.join('  ').trimEnd();
    return at === 0 ? terminal.paint('dim', line) : line;
  });
}

const isCell = (piece: Piece): piece is Element =>
  typeof piece !== 'string' && (piece.tag === 'td' || piece.tag === 'th');

const descendants = ({ inside }: Element, tag: string): Element[] =>
  inside.flatMap(piece => (typeof piece === 'string' ? [] : piece.tag === tag ? [piece] : descendants(piece, tag)));

/** Lines of at most so many columns, broken at spaces. */
export function wrap(text: string, columns: number): string[] {
  return text.split('\n').flatMap(line => {
    const lines = [''];
    for (const word of line.trim().split(/ +/)) {
      const last = lines.at(-1) as string;
      if (last === '') lines[lines.length - 1] = word;
      else if (widthOf(`${last} ${word}`) <= columns) lines[lines.length - 1] = `${last} ${word}`;
      else lines.push(word);
    }
    return lines;
  });
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that colour a terminal.
const COLOURS = /\u001b\[[\d;]*m/g;

/** Columns that a text takes: emoji take two, colours none. */
export function widthOf(text: string): number {
  const shown = text.replace(COLOURS, '').replaceAll('\ufe0f', '');
  return [...shown].reduce((sum, character) => sum + (/\p{Emoji_Presentation}/u.test(character) ? 2 : 1), 0);
}

/** Without empty lines at its ends, and none twice in a row. */
const trimmed = (lines: readonly string[]): string[] => {
  const kept = lines.filter((line, index) => line !== '' || (index > 0 && lines[index - 1] !== ''));
  return kept.at(-1) === '' ? kept.slice(0, -1) : kept;
};
