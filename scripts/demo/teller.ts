// Tells a story on a terminal, chapter by chapter.
import type { Chapter, Told } from '../../test/story/chapter.ts';
import type { Seen } from '../../test/story/sight.ts';
import { drawPage, type Terminal, widthOf, wrap } from './page.ts';

/** What is remembered of a chapter for the table at the end. */
export interface Lived {
  readonly chapter: Chapter;
  readonly told: Told;
  /** The day of the story on which it ended. */
  readonly day: string;
  readonly seconds: number;
}

/** Writes to a terminal. */
export class Teller {
  readonly #terminal: Terminal;
  readonly #write: (line: string) => void;

  constructor(terminal: Terminal, write: (line: string) => void) {
    this.#terminal = terminal;
    this.#write = write;
  }

  say(text: string): void {
    for (const line of wrap(text, this.#terminal.columns)) this.#write(line);
  }

  /** A line as it stands, such as a command to copy. */
  line(text: string): void {
    this.#write(text);
  }

  /** Before a chapter is lived. */
  begin(place: number, { title, text }: Chapter): void {
    const { paint } = this.#terminal;
    this.#write('');
    this.#write(paint('bold', `${place}. ${title}`));
    this.say(text);
  }

  /** What a person would look at then, framed at its left. */
  show({ told, day, seconds }: Lived): void {
    for (const seen of told.seen) this.#page(seen);
    this.#write('');
    this.#write(this.#terminal.paint('dim', `${day}, ${told.outcome}; ${seconds.toFixed(1)} s`));
  }

  /** What happened, in a table. */
  end(lived: readonly Lived[]): void {
    const rows = [
      ['', 'what happened', 'day', 'what came of it', 'where to look', 'seconds'],
      ...lived.map(({ chapter, told, day, seconds }, index) => [
        String(index + 1),
        chapter.title,
        day,
        told.outcome,
        told.where,
        seconds.toFixed(1),
      ]),
    ];
    const widths = rows[0]?.map((_, column) => Math.max(...rows.map(row => widthOf(row[column] ?? '')))) ?? [];
    this.#write('');
    for (const [index, row] of rows.entries()) {
      const line = row
        .map((cell, column) => fill(cell, widths[column] ?? 0, column === 5))
        .join('  ')
        .trimEnd();
      this.#write(index === 0 ? this.#terminal.paint('dim', line) : line);
    }
    const all = lived.reduce((sum, { seconds }) => sum + seconds, 0);
    this.#write('');
    this.say(`${lived.length} chapters, lived in ${Math.round(all)} s.`);
  }

  #page({ what, body, much, opened }: Seen): void {
    const { paint, columns } = this.#terminal;
    const mark = paint('dim', '│');
    this.#write('');
    this.#write(paint('dim', `╷ ${what}`));
    for (const line of drawPage(body, { paint, columns: columns - 2, opened }, much))
      this.#write(`${mark} ${line}`.trimEnd());
    this.#write(paint('dim', '╵'));
  }
}

function fill(text: string, width: number, isRight: boolean): string {
  const gap = ' '.repeat(width - widthOf(text));
  return isRight ? gap + text : text + gap;
}
