// What is wrong with a relevo.yml, each with its place, told to people.
import type { LineCounter } from 'yaml';
import { disarm, type Mistake } from './parsed.ts';
import type { Place } from './tree.ts';

/** One thing wrong in a file; lines and columns count from 1. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The path of the key: `models.daily-sales.policy.margin`; empty for the file as a whole. */
  readonly path: string;
  /** What was expected and what was found. */
  readonly message: string;
  /** The known word that comes nearest to the one found. */
  readonly nearest?: string;
  /** What to write instead. */
  readonly hint?: string;
}

/** More problems than this are not told: whoever mends these sees the others then. */
const MOST_PROBLEMS = 500;

/** Collects what is wrong in one file: each thing once, in the order of the text. */
export class ProblemList {
  readonly #file: string;
  readonly #lines: Pick<LineCounter, 'linePos'>;
  readonly #found = new Map<string, { readonly offset: number; readonly problem: Problem }>();

  constructor(file: string, lines: Pick<LineCounter, 'linePos'>) {
    this.#file = file;
    this.#lines = lines;
  }

  /** Notes a mistake at a place; the same one at the same place is noted once. */
  readonly add = ({ path, offset }: Place, { message, nearest, hint }: Mistake): void => {
    const { line, col } = this.#lines.linePos(offset);
    const problem: Problem = {
      file: this.#file,
      line: Math.max(line, 1),
      column: Math.max(col, 1),
      path: disarm(path),
      message: disarm(message),
      ...(nearest === undefined ? {} : { nearest: disarm(nearest) }),
      ...(hint === undefined ? {} : { hint: disarm(hint) }),
    };
    if (this.#found.size < MOST_PROBLEMS) this.#found.set(`${offset} ${path} ${message}`, { offset, problem });
  };

  /** All of them, in the order of the text. */
  list(): Problem[] {
    return [...this.#found.values()].sort((a, b) => a.offset - b.offset).map(({ problem }) => problem);
  }
}

/** One problem as a line that editors can follow, and what to do about it in the line below. */
export function formatProblem({ file, line, column, path, message, nearest, hint }: Problem): string {
  const meant = nearest === undefined ? '' : `; did you mean "${nearest}"?`;
  const what = path === '' ? message : `${path}: ${message}`;
  return `${file}:${line}:${column}  ${what}${meant}${hint === undefined ? '' : `\n    ${hint}`}`;
}

/** All problems of a file, and their count. */
export function formatProblems(problems: readonly Problem[]): string {
  const count = problems.length >= MOST_PROBLEMS ? `${MOST_PROBLEMS} problems or more` : countOf(problems.length);
  return [...problems.map(formatProblem), '', count].join('\n');
}

const countOf = (count: number): string => (count === 1 ? '1 problem' : `${count} problems`);
