// The hidden mark in an issue of ours: which model it is about and what it last said, so that changes are told by comparison.
import { z } from 'zod';
import { hiddenMark, readHiddenMark } from './hidden-mark.ts';

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);

const issueMark = z.object({
  v: z.literal(1),
  model: z.string().max(100),
  /** `duplicate`: made at the same time as another, which tells it. */
  state: z.enum(['worse', 'recovered', 'duplicate']),
  /** The signals that people were told of, by opening, reopening or a comment. */
  told: z.array(z.string().max(200)).max(1000),
});

/** What an issue last said. */
export type IssueMark = Omit<z.infer<typeof issueMark>, 'v'>;

const OPENING = '<!-- relevo:issue ';

/** Writes the mark that an issue's body begins with. */
export const writeIssueMark = (mark: IssueMark): string => hiddenMark(OPENING, { v: 1, ...mark });

/** Reads it; null for a body that is none of ours, or that was changed beyond recognition. Its author must be checked too. */
export function readIssueMark(body: string): IssueMark | null {
  const read = issueMark.safeParse(readHiddenMark(OPENING, body));
  if (!read.success) return null;
  const { v: _, ...mark } = read.data;
  return mark;
}

const eventMark = z.object({ event: digest });

const COMMENT = '<!-- relevo:watch ';

/** Writes the mark of a comment: the ledger's event that it tells. */
export const writeEventMark = (event: string): string => hiddenMark(COMMENT, { event });

/** Whether a comment tells an event. Its author must be checked too. */
export function tellsEvent(body: string, event: string): boolean {
  const read = eventMark.safeParse(readHiddenMark(COMMENT, body));
  return read.success && read.data.event === event;
}
