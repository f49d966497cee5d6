// The digests that name a candidate, a yardstick and a comparison, from what they are made of.
import type { Digest, Sha256 } from './digest.ts';

/** A file that shapes the weights, and what is in it: git's object id where it is tracked and unchanged, else a SHA-256. */
export interface TrainingInput {
  /** From the model's folder, with `/`. */
  readonly path: string;
  readonly content: string;
}

/** All that shapes the weights. */
export interface TrainingFacts {
  readonly model: string;
  /** The command's arguments, or where a candidate trained elsewhere comes from. */
  readonly command: readonly string[];
  readonly inputs: readonly TrainingInput[];
  /** Declared training data, by path. */
  readonly data: readonly { readonly path: string; readonly digest: Digest }[];
  /** Files that pin what the command runs with, by path: `package-lock.json`, `requirements.txt`, … */
  readonly locks: readonly TrainingInput[];
  /** What turns rows into predictions is part of the artifact, so it is part of its name. */
  readonly predictor: unknown;
  readonly seed: number;
}

/** Names a candidate. Branch, checkout path, README and policy are no part of it. */
export const trainingDigest = (facts: TrainingFacts, sha256: Sha256): Digest =>
  sha256(
    canonical({
      schema: 'relevo.training/1',
      ...facts,
      inputs: sortedByPath(facts.inputs),
      data: sortedByPath(facts.data),
      locks: sortedByPath(facts.locks),
    }),
  );

/** The rules of judging: metrics, policy, and how the holdout is read. */
export interface RulesFacts {
  readonly task: string;
  /** How the holdout is read: target, ids, group, time, season, slices, … */
  readonly columns: unknown;
  readonly metrics: readonly string[];
  readonly policy: unknown;
}

/** Names the rules apart from the rows: fresh rows under the same rules are another yardstick, but not other rules. */
export const rulesDigest = (facts: RulesFacts, sha256: Sha256): Digest =>
  sha256(canonical({ schema: 'relevo.rules/1', ...facts }));

/** Names a yardstick: the rules, and the rows that they are applied to. */
export const yardstickDigest = (facts: { readonly rules: Digest; readonly holdout: Digest }, sha256: Sha256): Digest =>
  sha256(canonical({ schema: 'relevo.yardstick/1', ...facts }));

/** Names a report: candidate, what it is compared with, and by which yardstick. */
export const comparisonDigest = (
  facts: { readonly candidate: Digest; readonly baseline: Digest | null; readonly yardstick: Digest },
  sha256: Sha256,
): Digest => sha256(canonical({ schema: 'relevo.comparison-digest/1', ...facts }));

const sortedByPath = <Entry extends { readonly path: string }>(entries: readonly Entry[]): Entry[] =>
  [...entries].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));

/** JSON with the keys of every object in order, so that equal facts are equal text. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, part]) => part !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}
