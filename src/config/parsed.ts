// What reading a value comes to: the value, or what is wrong with it.

/** One thing wrong with a value, as its reader is told. */
export interface Mistake {
  /** What was expected and what was found, without an ending full stop. */
  readonly message: string;
  /** The known word that comes nearest to the one found. */
  readonly nearest?: string | undefined;
  /** What to write instead. */
  readonly hint?: string | undefined;
  /** Where in the value it stands, when the value is a list. */
  readonly index?: number | undefined;
}

/** A value that was read, or every mistake in it. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/** The value was read. */
export const good = <T>(value: T): Parsed<T> => ({ ok: true, value });

/** The value has one mistake. */
export const bad = (message: string, more: Omit<Mistake, 'message'> = {}): Parsed<never> => ({
  ok: false,
  mistakes: [{ message, ...more }],
});

/** The value is something else than was expected. */
export const unlike = (expected: string, raw: unknown, more: Omit<Mistake, 'message'> = {}): Parsed<never> =>
  bad(`expected ${expected}; found ${describeFound(raw)}`, more);

/** Names a value for a message: `the number 3`, `the text "abc"`, `a list`. */
export function describeFound(raw: unknown): string {
  if (raw === null || raw === undefined) return 'nothing';
  if (Array.isArray(raw)) return raw.length === 0 ? 'an empty list' : 'a list';
  switch (typeof raw) {
    case 'string':
      return raw === '' ? 'an empty text' : `the text ${quote(raw)}`;
    case 'number':
      return `the number ${raw}`;
    case 'boolean':
      return String(raw);
    default:
      return 'a map';
  }
}

const LONGEST_SHOWN = 60;

/** A foreign text in double quotes, shortened, on one line. */
export function quote(text: string): string {
  const letters = Array.from(text.slice(0, 2 * LONGEST_SHOWN));
  const shown = letters.length > LONGEST_SHOWN ? `${letters.slice(0, LONGEST_SHOWN - 1).join('')}…` : letters.join('');
  return `"${disarm(shown)}"`;
}

/** A text with nothing in it that a terminal or an editor would act on: no control, no format, no line end. */
export function disarm(text: string): string {
  const armed = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;
  return text.replaceAll(armed, letter => `\\u{${letter.codePointAt(0)?.toString(16) ?? ''}}`);
}
