// One line on stderr for whoever waits at a terminal: what goes on, for how long, and how far it is. It comes when something takes
// its time, is rewritten meanwhile, and is gone before anything else is written.
import { printable } from './style.ts';

/** What texts are written to. */
export interface Output {
  write(text: string): boolean;
}

/** The line. Where stderr is no terminal there is none, and nothing happens. */
export interface StatusLine {
  /** Something begins that may take its time. */
  begin(text: string): void;
  /** How far it is. */
  tell(detail: string): void;
  /** Nothing goes on any more. */
  end(): void;
}

/** The terminal that the line is on. */
export interface Screen {
  readonly stderr: Output;
  readonly columns: number;
  readonly now: () => Date;
  readonly dim: (text: string) => string;
}

/** No line at all. */
export const noStatus: StatusLine = { begin: () => undefined, tell: () => undefined, end: () => undefined };

/** What is done sooner is not worth a line. */
const SILENT_MS = 700;
const TICK_MS = 1000;
const BETWEEN_MS = 100;
const ERASE = '\r\u001b[K';

/** A line on a terminal, and outputs that it gives way to. */
export class LiveLine implements StatusLine {
  readonly #screen: Screen;
  #text: string | null = null;
  #detail = '';
  #since = 0;
  #next = 0;
  #isShown = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(screen: Screen) {
    this.#screen = screen;
  }

  begin(text: string): void {
    this.end();
    this.#text = text;
    this.#detail = '';
    this.#since = this.#now();
    this.#next = this.#since + SILENT_MS;
    this.#timer = setInterval(() => this.#draw(), TICK_MS);
    // The line must not keep alive what it tells about.
    this.#timer.unref();
  }

  tell(detail: string): void {
    this.#detail = detail;
    this.#draw();
  }

  end(): void {
    clearInterval(this.#timer);
    this.#text = null;
    this.#erase();
  }

  /** An output at which the line gives way, and comes back a moment later. */
  above(output: Output): Output {
    return this.#before(output, () => this.#erase());
  }

  /** The answer's output: what is answered has ended. */
  until(output: Output): Output {
    return this.#before(output, () => this.end());
  }

  #before(output: Output, give: () => void): Output {
    const write = (text: string): boolean => {
      give();
      return output.write(text);
    };
    return { write };
  }

  #draw(): void {
    const now = this.#now();
    if (this.#text === null || now < this.#next) return;
    this.#next = now + BETWEEN_MS;
    this.#isShown = true;
    const { columns, dim, stderr } = this.#screen;
    const parts = [this.#text, elapsed(now - this.#since), ...(this.#detail === '' ? [] : [this.#detail])];
    // A line that wraps could not be taken back.
    const line = [...`  ${printable(parts.join(' · '))}`].slice(0, columns - 1).join('');
    stderr.write(`${ERASE}${dim(line)}`);
  }

  #erase(): void {
    if (this.#isShown) this.#screen.stderr.write(ERASE);
    this.#isShown = false;
  }

  readonly #now = (): number => this.#screen.now().getTime();
}

function elapsed(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
