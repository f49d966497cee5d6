// The job's summary: what the comment says, without its marks and with more room.
import { fitted, plainText } from './fitting.ts';
import type { PullRequestView } from './pull-request-view.ts';
import { tellings } from './telling.ts';

/** GitHub takes a mebibyte a step; other lines of the same step need some of it. */
const MOST_BYTES = 1_000_000;

/** Markdown for the summary; empty when there is nothing to tell. */
export function jobSummary(pull: PullRequestView): string {
  const parts = tellings(pull);
  if (parts.length === 0) return '';
  return fitted(parts, { most: MOST_BYTES, measure: bytesOf, write: plainText });
}

/** The length of a text in UTF-8. */
export const bytesOf = (text: string): number => new TextEncoder().encode(text).length;
