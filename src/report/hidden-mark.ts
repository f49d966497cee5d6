// What we write into our own texts for ourselves: JSON in an HTML comment, which readers do not see.

/** JSON that cannot end the HTML comment it stands in, nor mean anything to GitHub. */
export const hiddenMark = (opening: string, value: unknown): string =>
  `${opening}${JSON.stringify(value).replace(/[^\w {}[\]",:.\\/-]|-(?=-)|\/(?=\/)/g, escaped)} -->`;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** The JSON of the mark that a text begins with; undefined where there is none, or it was changed beyond recognition. */
export function readHiddenMark(opening: string, text: string): unknown {
  const end = text.indexOf(' -->');
  if (!text.startsWith(opening) || end < 0) return undefined;
  try {
    return JSON.parse(text.slice(opening.length, end));
  } catch {
    return undefined;
  }
}
