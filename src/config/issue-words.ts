// What GitHub puts on an issue: labels and the people it is assigned to.
import { bad, good, type Parsed, quote, unlike } from './parsed.ts';

/** What a user's name on GitHub must match; the JSON Schema has it too. */
export const handlePattern = '^@?[A-Za-z0-9](?:-?[A-Za-z0-9_])*$';

const LONGEST_HANDLE = 50;
const LONGEST_LABEL = 50;

/** Reads a user's name, with or without the @. */
export function parseHandle(raw: unknown): Parsed<string> {
  if (typeof raw !== 'string' || raw.length > LONGEST_HANDLE || !new RegExp(handlePattern).test(raw)) {
    return unlike("a user's name on GitHub", raw);
  }
  return good(raw.replace(/^@/, ''));
}

/** Reads a label. */
export function parseIssueLabel(raw: unknown): Parsed<string> {
  if (typeof raw !== 'string' || raw.trim() === '') return unlike('a label', raw);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  if (raw.length > LONGEST_LABEL || /[\u0000-\u001f\u007f,]/.test(raw)) {
    return bad(`a label has at most ${LONGEST_LABEL} characters, and no comma or line end; found ${quote(raw)}`);
  }
  return good(raw.trim());
}
