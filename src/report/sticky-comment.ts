// The comment as text: hidden marks say whose results it holds, so that a later run can replace its own and keep the others.
import { z } from 'zod';
import { hiddenMark } from './hidden-mark.ts';
import { foldedUnder } from './markup.ts';
import { gravities } from './model-line.ts';

/** One model's part of the comment, or that of a config which could not be read. */
export interface CommentPart extends PartMark {
  /** The first line, as Markdown. */
  readonly line: string;
  /** What stands below it, in the form it was written in. */
  readonly body: string;
}

const partMark = z.object({
  name: z.string().max(300),
  kind: z.enum(['model', 'config']),
  head: z.string().max(100),
  run: z.number().int().nonnegative(),
  attempt: z.number().int().nonnegative(),
  gravity: z.enum(gravities),
});

/** Whose results a part holds: the newest head, run and attempt win. */
export type PartMark = z.infer<typeof partMark>;

const marks = z.object({ v: z.literal(1), parts: z.array(partMark).max(1000) });

const OPENING = '<!-- relevo:comment ';
const part = (index: number): string => `<!-- relevo:part ${index} -->`;
const END = '<!-- relevo:end -->';
/** After the line of a part that an earlier push left. */
const EARLIER = ' *(of an earlier push)*';

/** Tells whether a comment looks like ours. Anybody can write this: its author must be checked too. */
export const isRelevoComment = (body: string): boolean => body.startsWith(OPENING);

/** Writes the comment; `left`: models that it has no room for. */
export function writeComment(
  parts: readonly CommentPart[],
  { heading, head, left }: { readonly heading: string; readonly head: string; readonly left: string },
): string {
  const lineOf = (one: CommentPart): string => `${one.line}${one.head === head ? '' : EARLIER}`;
  const [only] = parts;
  const isOne = parts.length === 1 && only !== undefined && left === '';
  const top = isOne
    ? `### ${lineOf(only)}`
    : `### ${heading}\n\n${parts.map(one => `- ${lineOf(one)}`).join('\n')}${left}`;
  const bodies = parts.map(({ name, body }, index) => {
    const shown = body === '' ? '' : isOne ? body : foldedUnder(name, body);
    return shown === '' ? part(index) : `${part(index)}\n\n${shown}\n`;
  });
  return [markOf(parts), top, '', ...bodies, END].join('\n');
}

/** Whose results the parts are. */
function markOf(parts: readonly CommentPart[]): string {
  const kept = parts.map(({ name, kind, head, run, attempt, gravity }) => ({
    name,
    kind,
    head,
    run,
    attempt,
    gravity,
  }));
  return hiddenMark(OPENING, { v: 1, parts: kept });
}

/** Reads a comment of ours; null for one that was changed beyond recognition. */
export function readComment(text: string): readonly CommentPart[] | null {
  const body = text.replace(/\r\n?/g, '\n');
  const end = body.indexOf(' -->\n');
  if (!isRelevoComment(body) || end < 0) return null;
  const known = readMarks(body.slice(OPENING.length, end));
  if (known === null) return null;
  const top = body.slice(end + 5, Math.max(end + 5, body.indexOf(part(0))));
  const listed = [...top.matchAll(/^- (.*)$/gm)].map(([, line]) => line as string);
  const single = listed.length === 0 ? /^### (.*)$/m.exec(top)?.[1] : undefined;
  const lines = single === undefined ? listed.slice(0, known.length) : [single];
  if (lines.length !== known.length) return null;
  const bodies = known.map((_, index) => bodyOf(body, index, single === undefined));
  if (bodies.includes(null)) return null;
  return known.map((mark, index) => ({
    ...mark,
    line: (lines[index] as string).replace(EARLIER, ''),
    body: bodies[index] as string,
  }));
}

function readMarks(json: string): readonly PartMark[] | null {
  try {
    const read = marks.safeParse(JSON.parse(json));
    return read.success ? read.data.parts : null;
  } catch {
    return null;
  }
}

function bodyOf(body: string, index: number, isFolded: boolean): string | null {
  const from = body.indexOf(part(index));
  const next = body.indexOf(part(index + 1));
  const to = next < 0 ? body.lastIndexOf(END) : next;
  if (from < 0 || to < from) return null;
  const shown = body.slice(from + part(index).length, to).trim();
  return isFolded ? shown.replace(/^<details><summary>[^\n]*<\/summary>\n\n|\n\n<\/details>$/g, '') : shown;
}
