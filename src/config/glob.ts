// Patterns of paths: `lib/**`, `data/*.csv`, and `!data/old.csv` to take out again. Matching them is done elsewhere.
import { bad, good, type Parsed, quote, unlike } from './parsed.ts';
import { findEscape, straighten } from './path.ts';

/** What a pattern's text must match; the JSON Schema has it too. */
export const globPattern = '^!?(?![/~!]|[A-Za-z]:)(?!(?:.*/)?\\.\\.(?:/|$))[^\\\\\\u0000-\\u001f]+$';

const LONGEST = 300;
/** Alternatives multiply; more of them in one pattern would make matching slow. */
const MOST_BRACES = 4;
const MOST_STARS = 12;

/** Reads a pattern of paths inside the repository: `*`, `**`, `?`, `[a-z]`, `{a,b}`, and a leading `!`. */
export function parseGlob(raw: unknown): Parsed<string> {
  if (typeof raw !== 'string' || raw.trim() === '') return unlike('a path or a pattern such as data/*.csv', raw);
  const [sign, pattern] = raw.startsWith('!') ? ['!', raw.slice(1)] : ['', raw];
  if (pattern.trim() === '') return bad('a pattern is missing after the !');
  if (pattern.startsWith('!')) return bad(`one ! takes out what a pattern matches; found ${quote(raw)}`);
  if (raw.length > LONGEST) return bad(`a pattern has at most ${LONGEST} characters; found ${raw.length}`);
  return findEscape(pattern) ?? findUnreadable(pattern) ?? good(sign + straighten(pattern));
}

function findUnreadable(pattern: string): Parsed<never> | undefined {
  const outside = pattern.replaceAll(/\[[^\]/]*\]/g, '');
  if (/[@!+*?]\(/.test(outside) || /[[\]]/.test(outside)) {
    const what = /[[\]]/.test(outside) ? 'a [ without its ]' : 'a pattern in parentheses';
    return bad(`found ${what} in ${quote(pattern)}`, { hint: 'Patterns are made of *, **, ?, [a-z] and {a,b}.' });
  }
  const flat = outside.replaceAll(/\{[^{}]*\}/g, '');
  if (/[{}]/.test(flat)) {
    return bad(`found braces that are not closed, or that stand in one another, in ${quote(pattern)}`);
  }
  const count = (letter: string) => outside.split(letter).length - 1;
  return count('{') > MOST_BRACES || count('*') > MOST_STARS
    ? bad(`a pattern has at most ${MOST_BRACES} braces and ${MOST_STARS} stars; found ${quote(pattern)}`, {
        hint: 'Write several patterns in a list.',
      })
    : undefined;
}
