// The few things that tests ask of a Markdown file: its code blocks, its links, its headings, its tables.

/** A fenced block: the language after the fence, and what stands inside. */
export interface Fence {
  readonly language: string;
  readonly text: string;
}

/** The fenced blocks of a text, in order; of one in a list, without what indents it. */
export function listFences(markdown: string): readonly Fence[] {
  return [...markdown.matchAll(/^( *)```(\S*)\n(.*?)^\1```$/gms)].map(([, indent = '', language = '', text = '']) => ({
    language,
    text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  }));
}

/** A text without its fenced blocks, comments and code spans, in which a bracket would be no link. */
export function stripCode(markdown: string): string {
  return markdown
    .replace(/^```.*?^```$/gms, '')
    .replace(/<!--.*?-->/gs, '')
    .replace(/(`+)(?!`).*?[^`]\1(?!`)/gs, '');
}

/** The targets of links and images, as written. */
export function listLinks(markdown: string): readonly string[] {
  const text = stripCode(markdown);
  const inline = [...text.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)];
  const defined = [...text.matchAll(/^\[[^\]]+\]:\s*(\S+)/gm)];
  return [...inline, ...defined].flatMap(([, target]) => (target === undefined ? [] : [target]));
}

/** The anchors of the headings, as GitHub makes them. */
export function listAnchors(markdown: string): readonly string[] {
  const headings = [...markdown.replace(/^```.*?^```$/gms, '').matchAll(/^#{1,6}\s+(.*)$/gm)];
  return headings.map(([, heading]) =>
    (heading ?? '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  );
}

/** The part of a text under a heading, up to the next one of the same or a higher level; '' when there is none. */
export function sectionOf(markdown: string, heading: string): string {
  const level = /^#+/.exec(heading)?.[0].length ?? 1;
  const start = markdown.indexOf(`\n${heading}\n`);
  if (start === -1) return '';
  const body = markdown.slice(start + heading.length + 2);
  const end = body.search(new RegExp(`^#{1,${level}} `, 'm'));
  return end === -1 ? body : body.slice(0, end);
}

/** The rows of the first table in a text, below its head, as trimmed cells. */
export function listRows(markdown: string): readonly (readonly string[])[] {
  const lines = markdown.split('\n');
  const rule = lines.findIndex(line => /^\|[\s:|-]+\|$/.test(line));
  if (rule === -1) return [];
  const rows = lines.slice(rule + 1);
  const end = rows.findIndex(line => !line.startsWith('|'));
  return rows.slice(0, end === -1 ? undefined : end).map(line =>
    line
      .slice(1, line.lastIndexOf('|'))
      .split('|')
      .map(cell => cell.trim()),
  );
}
