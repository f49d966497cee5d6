// How deep a YAML text is nested, told from its lexemes alone: reading values needs recursion, and must be safe.
import { Lexer } from 'yaml';

/** The config is six levels deep, and indentation and brackets may both count for one level. */
const DEEPEST = 40;

/** Lexemes that say something about what follows and are no part of the text. */
const marks = ['\u0002', '\u0018', '\u001f'];

/** Follows the lexemes and counts what is open: brackets, indentation, and dashes and their like within a line. */
class Depth {
  #brackets = 0;
  #indicators = 0;
  #isLineStart = true;
  readonly #indents: number[] = [];

  /** The most levels that the next value can be deep; what nests twice in different ways is counted twice. */
  get levels(): number {
    return this.#brackets + this.#indicators + this.#indents.length;
  }

  take(lexeme: string): void {
    if (marks.includes(lexeme)) return;
    if (lexeme === '\n' || lexeme === '\r\n') {
      this.#indicators = 0;
      this.#isLineStart = true;
      return;
    }
    if (this.#isLineStart) this.#indent(/^ */.exec(lexeme)?.[0].length ?? 0);
    this.#isLineStart = false;
    if (lexeme === '[' || lexeme === '{') this.#brackets++;
    else if (lexeme === ']' || lexeme === '}') this.#brackets = Math.max(0, this.#brackets - 1);
    else if (lexeme === '-' || lexeme === '?' || (lexeme === ':' && this.#brackets === 0)) this.#indicators++;
  }

  #indent(width: number): void {
    while ((this.#indents.at(-1) ?? -1) >= width) this.#indents.pop();
    this.#indents.push(width);
  }
}

/** Where a text becomes deeper than any config is; undefined when it never does. */
export function findTooDeep(text: string): number | undefined {
  const depth = new Depth();
  let offset = 0;
  for (const lexeme of new Lexer().lex(text)) {
    depth.take(lexeme);
    if (depth.levels > DEEPEST) return offset;
    if (!marks.includes(lexeme)) offset += lexeme.length;
  }
  return undefined;
}
