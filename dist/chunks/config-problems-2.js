import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  disarm
} from "./config-parsed.js";

// src/config/problems.ts
var MOST_PROBLEMS = 500;
var ProblemList = class {
  #file;
  #lines;
  #found = /* @__PURE__ */ new Map();
  constructor(file, lines) {
    this.#file = file;
    this.#lines = lines;
  }
  /** Notes a mistake at a place; the same one at the same place is noted once. */
  add = ({ path, offset }, { message, nearest, hint }) => {
    const { line, col } = this.#lines.linePos(offset);
    const problem = {
      file: this.#file,
      line: Math.max(line, 1),
      column: Math.max(col, 1),
      path: disarm(path),
      message: disarm(message),
      ...nearest === void 0 ? {} : { nearest: disarm(nearest) },
      ...hint === void 0 ? {} : { hint: disarm(hint) }
    };
    if (this.#found.size < MOST_PROBLEMS) this.#found.set(`${offset} ${path} ${message}`, { offset, problem });
  };
  /** All of them, in the order of the text. */
  list() {
    return [...this.#found.values()].sort((a, b) => a.offset - b.offset).map(({ problem }) => problem);
  }
};
function formatProblem({ file, line, column, path, message, nearest, hint }) {
  const meant = nearest === void 0 ? "" : `; did you mean "${nearest}"?`;
  const what = path === "" ? message : `${path}: ${message}`;
  return `${file}:${line}:${column}  ${what}${meant}${hint === void 0 ? "" : `
    ${hint}`}`;
}
function formatProblems(problems) {
  const count = problems.length >= MOST_PROBLEMS ? `${MOST_PROBLEMS} problems or more` : countOf(problems.length);
  return [...problems.map(formatProblem), "", count].join("\n");
}
var countOf = (count) => count === 1 ? "1 problem" : `${count} problems`;

export {
  ProblemList,
  formatProblem,
  formatProblems
};
