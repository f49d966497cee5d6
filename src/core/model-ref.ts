// How people name a model, one of its versions, an artifact or a run: `daily-sales@v3` and its kin, both ways.
import { type Digest, isDigest } from './digest.ts';

/** What is meant of a model; a digest may be shortened to its first digits. */
export type Target =
  | { readonly kind: 'production' }
  | { readonly kind: 'version'; readonly version: number }
  | { readonly kind: 'digest'; readonly start: string }
  | { readonly kind: 'run'; readonly run: string };

/** A target and the model it belongs to; null where the text names none, and the only model is meant. */
export interface ModelRef {
  readonly model: string | null;
  readonly target: Target;
}

/** The longest name: it becomes a folder, a tag and an environment, each with other text around it. */
const LONGEST_NAME = 64;

/**
 * Tells whether a text can name a model: lower-case letters, digits, `-`, `_` and single `.` between them. Such a name is
 * also a folder on every system and a part of a git tag. `production` and `v3` mean something else.
 */
export function isModelName(text: string): boolean {
  return (
    text.length <= LONGEST_NAME &&
    /^[a-z0-9](?:[a-z0-9_-]|\.(?!\.))*(?<=[a-z0-9])$/.test(text) &&
    !text.endsWith('.lock') &&
    !isReservedOnWindows(text) &&
    !/^(?:production|v\d+)$/.test(text)
  );
}

/** Tells whether Windows keeps the name for a device, whatever its ending: `con`, `nul.txt`, `COM1`. */
export function isReservedOnWindows(name: string): boolean {
  return /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)/i.test(name);
}

/** Tells whether a text can name a run: `9182736450.2` on GitHub, or whatever a laptop calls it. */
export function isRunId(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(text) && !/^(?:production|v\d+)$/.test(text);
}

/**
 * Reads `model@target` or a target alone: `production`, `v3`, `sha256:` with 8 to 64 digits, or a run's id. Undefined when
 * the text is neither.
 */
export function parseModelRef(text: string): ModelRef | undefined {
  const split = text.indexOf('@');
  const model = split === -1 ? null : text.slice(0, split);
  if (model !== null && !isModelName(model)) return undefined;
  const target = parseTarget(text.slice(split + 1));
  return target === undefined ? undefined : { model, target };
}

function parseTarget(text: string): Target | undefined {
  if (text === 'production') return { kind: 'production' };
  const version = /^v([1-9]\d{0,8})$/.exec(text)?.[1];
  if (version !== undefined) return { kind: 'version', version: Number(version) };
  const start = /^sha256:([0-9a-f]{8,64})$/.exec(text)?.[1];
  if (start !== undefined) return { kind: 'digest', start };
  return isRunId(text) ? { kind: 'run', run: text } : undefined;
}

/** Writes a reference as `parseModelRef` reads it. */
export function formatModelRef({ model, target }: ModelRef): string {
  const text = formatTarget(target);
  return model === null ? text : `${model}@${text}`;
}

function formatTarget(target: Target): string {
  switch (target.kind) {
    case 'production':
      return 'production';
    case 'version':
      return `v${target.version}`;
    case 'digest':
      return `sha256:${target.start}`;
    case 'run':
      return target.run;
  }
}

/** Tells whether a digest is the one that a target means. */
export function startsWith(digest: Digest, target: Extract<Target, { kind: 'digest' }>): boolean {
  return isDigest(digest) && digest.startsWith(`sha256:${target.start}`);
}
