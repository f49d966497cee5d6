// How a version's release is named, and what it carries for machines: the chain's head, so that a rewritten ledger shows.
import { type Digest, hexOf, isDigest } from './digest.ts';
import { isModelName } from './model-ref.ts';

/** What a release says about its version. */
export interface ReleaseMark {
  readonly model: string;
  readonly version: number;
  readonly artifact: Digest;
  /** The event that made the version, which is the ledger's head at that moment; null in a draft before it. */
  readonly event: Digest | null;
}

/** GitHub takes 125,000 characters. */
const LONGEST_BODY = 120_000;
const MARK = /^<!-- relevo:release (\{[^\n]{1,2000}\}) -->\n/;

/** `daily-sales/v12` */
export const releaseTag = (model: string, version: number): string => `${model}/v${version}`;

/** Reads a tag; undefined for one that no version of a model has. */
export function parseReleaseTag(tag: string): { readonly model: string; readonly version: number } | undefined {
  const [, model = '', version] = /^(.+)\/v([1-9]\d{0,8})$/.exec(tag) ?? [];
  return isModelName(model) ? { model, version: Number(version) } : undefined;
}

/** The file's name of an artifact in a release. */
export const assetName = (digest: Digest): string => `${hexOf(digest)}.tar`;

/** A release's body: a model card without the front matter, which pages would show as text, and the mark. */
export function releaseBody(card: string, { model, version, artifact, event }: ReleaseMark): string {
  const text = card.replace(/^---\n[\s\S]*?\n---\n+/, '').trim();
  const shown = text.length > LONGEST_BODY ? `${text.slice(0, LONGEST_BODY)}\n\n…` : text;
  // The mark comes first, where nothing that a card holds, or that is added below, can take its place.
  return `<!-- relevo:release ${JSON.stringify({ model, version, artifact, event })} -->\n\n${shown}\n`;
}

/** Reads the mark; null for a body that Relevo has not written. */
export function readReleaseMark(body: string): ReleaseMark | null {
  const json = MARK.exec(body.replace(/\r\n?/g, '\n'))?.[1];
  if (json === undefined) return null;
  try {
    const { model, version, artifact, event } = JSON.parse(json) as Partial<Record<keyof ReleaseMark, unknown>>;
    if (typeof model !== 'string' || !isModelName(model)) return null;
    if (typeof version !== 'number' || !Number.isInteger(version) || !isDigest(artifact)) return null;
    if (event !== null && !isDigest(event)) return null;
    return { model, version, artifact, event };
  } catch {
    return null;
  }
}
