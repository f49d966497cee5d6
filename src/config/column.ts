// Names of columns, and what is said about one: `revenue must not fall`.
import { bad, describeFound, good, type Parsed, quote, unlike } from './parsed.ts';

const LONGEST = 200;

/** Reads the name of a column. */
export function parseColumn(raw: unknown): Parsed<string> {
  if (typeof raw === 'number' || typeof raw === 'boolean') {
    return unlike("a column's name", raw, { hint: `Put it in quotes: "${raw}".` });
  }
  if (typeof raw !== 'string' || raw.trim() === '') return unlike("a column's name", raw);
  if (raw.length > LONGEST) return bad(`a column's name has at most ${LONGEST} characters; found ${raw.length}`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  return /[\u0000-\u001f\u007f]/.test(raw) ? bad(`a column's name is one line; found ${quote(raw)}`) : good(raw);
}

/** Reads the label that is the positive one: a text, or a number or truth value as the data write it. */
export function parseLabel(raw: unknown): Parsed<string> {
  if (typeof raw === 'number' || typeof raw === 'boolean') return good(String(raw));
  return typeof raw === 'string' && raw !== '' && raw.length <= LONGEST
    ? good(raw)
    : unlike('a label of the target', raw);
}

/** A column of production's rows that must not move one way. */
export interface BusinessMetric {
  readonly text: string;
  readonly column: string;
  readonly must_not: 'fall' | 'rise';
}

/** What a business metric's text must match; the JSON Schema has it too. */
export const businessPattern = '^\\S.*\\s+must not\\s+(?:fall|rise)$';

/** Reads `COLUMN must not fall` or `COLUMN must not rise`. */
export function parseBusinessMetric(raw: unknown): Parsed<BusinessMetric> {
  const [, column, move] =
    typeof raw === 'string' ? (/^\s*(\S(?:.*\S)?)\s+must not\s+(fall|rise)\s*$/.exec(raw) ?? []) : [];
  if (column === undefined || move === undefined) {
    return bad(`expected a business metric such as "revenue must not fall"; found ${describeFound(raw)}`);
  }
  const name = parseColumn(column);
  if (!name.ok) return name;
  return good({ text: `${column} must not ${move}`, column, must_not: move === 'fall' ? 'fall' : 'rise' });
}
