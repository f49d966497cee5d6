// A part of a file that is generated while the rest is written by hand: what stands between two markers.

/** A generated file: its path from the root of the repository, and all that belongs in it. */
export interface GeneratedFile {
  readonly path: string;
  readonly content: string;
}

/** Puts a content between the markers `name:begin` and `name:end` of a text; a text without both is an error. */
export function replaceSection(text: string, name: string, content: string): string {
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`The text needs the lines ${begin} and ${end}, in this order.`);
  return `${text.slice(0, from)}${begin}\n${content.trimEnd()}\n${text.slice(to)}`;
}
