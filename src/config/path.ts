// Paths inside the repository, written with `/` on every system.
import { bad, good, type Parsed, quote, unlike } from './parsed.ts';

const LONGEST = 1000;

/** What a path's text must match; the JSON Schema has it too. */
export const pathPattern = '^(?![/~!]|[A-Za-z]:)(?!(?:.*/)?\\.\\.(?:/|$))[^\\\\\\u0000-\\u001f]+$';

const expected = 'a path inside the repository';

/** What of a path may not be in one of the repository, whatever it is for; undefined when nothing is wrong. */
export function findEscape(text: string): Parsed<never> | undefined {
  if (text.length > LONGEST) return bad(`a path has at most ${LONGEST} characters; found ${text.length}`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  if (/[\u0000-\u001f\u007f]/.test(text)) return bad(`a path has no control characters; found ${quote(text)}`);
  if (text.includes('\\')) {
    return bad(`a path is written with /, not \\; found ${quote(text)}`, { nearest: text.replaceAll('\\', '/') });
  }
  if (/^(?:[/~]|[A-Za-z]:)/.test(text)) {
    return bad(`expected ${expected}; found ${quote(text)}, which leads out of it`, {
      hint: 'Write it relative to the folder of the model.',
    });
  }
  const segments = text.split('/');
  if (segments.includes('..')) {
    return bad(`a path has no ".."; found ${quote(text)}`, {
      hint: 'Set `dir` to a folder that holds everything the model needs, and write paths from there.',
    });
  }
  return segments.some(segment => segment.toLowerCase() === '.git')
    ? bad(`git's own folder is not part of the repository; found ${quote(text)}`)
    : undefined;
}

/** Reads a path and gives its one spelling: no `./`, no `//`, no `/` at the end; `.` is the folder itself. */
export function parsePath(raw: unknown): Parsed<string> {
  if (typeof raw !== 'string' || raw.trim() === '') return unlike(expected, raw);
  const wayOut = findEscape(raw);
  if (wayOut !== undefined) return wayOut;
  if (/[*?]/.test(raw)) return bad(`expected one path; found the pattern ${quote(raw)}`);
  return good(straighten(raw));
}

/** Reads the path of a folder to be filled: not the folder in which everything else stands. */
export function parseOutputFolder(raw: unknown): Parsed<string> {
  const path = parsePath(raw);
  if (!path.ok || path.value !== '.') return path;
  return bad('the folder that the command fills must be a folder of its own; found "."', {
    hint: 'Write for example `output: model`.',
  });
}

/** A path or pattern without `.` segments and doubled slashes. */
export const straighten = (text: string): string =>
  text
    .split('/')
    .filter(segment => segment !== '' && segment !== '.')
    .join('/') || '.';
