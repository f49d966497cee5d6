// What an answering comment carries for machines: which comment it answers, and what was in production when it was asked, so
// that a command which is delivered twice is carried out once.
import { type Digest, isDigest } from './digest.ts';
import { isModelName } from './model-ref.ts';

/** The mark of one answer. */
export interface AnswerMark {
  readonly comment: number;
  /** Whether it holds the answer, or its writer is still at work. */
  readonly isDone: boolean;
  /** When it was asked, as the first who answered has it. */
  readonly at: string;
  /** By model the production event at the moment of asking; null where there was none. */
  readonly from: Readonly<Record<string, Digest | null>>;
}

const MARK = /^<!-- relevo:answer (\{[^\n]{1,20000}\}) -->(?:\n|$)/;

/** An answer with its mark. */
export const writeAnswer = ({ comment, isDone, at, from }: AnswerMark, text: string): string =>
  `<!-- relevo:answer ${JSON.stringify({ comment, isDone, at, from })} -->\n${text}\n`;

/** Reads the mark; null for a comment that is no answer. Anybody can write one: its author must be checked too. */
export function readAnswerMark(body: string): AnswerMark | null {
  const json = MARK.exec(body.replace(/\r\n?/g, '\n'))?.[1];
  if (json === undefined) return null;
  try {
    const { comment, isDone, at, from } = JSON.parse(json) as Partial<Record<keyof AnswerMark, unknown>>;
    if (
      typeof comment !== 'number' ||
      typeof isDone !== 'boolean' ||
      typeof at !== 'string' ||
      Number.isNaN(Date.parse(at)) ||
      typeof from !== 'object' ||
      from === null
    )
      return null;
    return { comment, isDone, at, from: Object.fromEntries(Object.entries(from).filter(isProduction)) };
  } catch {
    return null;
  }
}

const isProduction = (entry: [string, unknown]): entry is [string, Digest | null] =>
  isModelName(entry[0]) && (entry[1] === null || isDigest(entry[1]));
