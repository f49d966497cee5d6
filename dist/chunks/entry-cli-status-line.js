import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  printable
} from "./entry-cli-style-2.js";

// src/entry/cli/status-line.ts
var noStatus = { begin: () => void 0, tell: () => void 0, end: () => void 0 };
var SILENT_MS = 700;
var TICK_MS = 1e3;
var BETWEEN_MS = 100;
var ERASE = "\r\x1B[K";
var LiveLine = class {
  #screen;
  #text = null;
  #detail = "";
  #since = 0;
  #next = 0;
  #isShown = false;
  #timer;
  constructor(screen) {
    this.#screen = screen;
  }
  begin(text) {
    this.end();
    this.#text = text;
    this.#detail = "";
    this.#since = this.#now();
    this.#next = this.#since + SILENT_MS;
    this.#timer = setInterval(() => this.#draw(), TICK_MS);
    this.#timer.unref();
  }
  tell(detail) {
    this.#detail = detail;
    this.#draw();
  }
  end() {
    clearInterval(this.#timer);
    this.#text = null;
    this.#erase();
  }
  /** An output at which the line gives way, and comes back a moment later. */
  above(output) {
    return this.#before(output, () => this.#erase());
  }
  /** The answer's output: what is answered has ended. */
  until(output) {
    return this.#before(output, () => this.end());
  }
  #before(output, give) {
    const write = (text) => {
      give();
      return output.write(text);
    };
    return { write };
  }
  #draw() {
    const now = this.#now();
    if (this.#text === null || now < this.#next) return;
    this.#next = now + BETWEEN_MS;
    this.#isShown = true;
    const { columns, dim, stderr } = this.#screen;
    const parts = [this.#text, elapsed(now - this.#since), ...this.#detail === "" ? [] : [this.#detail]];
    const line = [...`  ${printable(parts.join(" · "))}`].slice(0, columns - 1).join("");
    stderr.write(`${ERASE}${dim(line)}`);
  }
  #erase() {
    if (this.#isShown) this.#screen.stderr.write(ERASE);
    this.#isShown = false;
  }
  #now = () => this.#screen.now().getTime();
};
function elapsed(ms) {
  const seconds = Math.round(ms / 1e3);
  return seconds < 120 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

export {
  noStatus,
  LiveLine
};
