// What changed between the rules of two configs of one model, a phrase a key: `policy.margin 2 % → 5 %`.
import type { ModelConfig } from './config.ts';

/** Names every key of the yardstick's rules that differs, with both values, as JSON where they are not texts. */
export function rulesChanges(former: ModelConfig, now: ModelConfig): string[] {
  const [before, after] = [flatten(rulesOf(former)), flatten(rulesOf(now))];
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort();
  return keys
    .filter(key => before.get(key) !== after.get(key))
    .map(key => `${key} ${before.get(key) ?? 'nothing'} → ${after.get(key) ?? 'nothing'}`);
}

/** What `rules` are named by: everything but where the rows lie, and how the check tells what is undecided. */
function rulesOf({ task, metrics, holdout, policy }: ModelConfig): unknown {
  const { data: _, ...columns } = holdout;
  const { inconclusive: __, ...judged } = policy;
  return { task, metrics, holdout: columns, policy: judged };
}

/** Leaves by their dotted path; a list is one leaf. A value that was written as text keeps that text. */
function flatten(value: unknown, path = ''): Map<string, string> {
  if (!isRecord(value)) return new Map([[path, textOf(value)]]);
  const written = value.text ?? value.given;
  if (typeof written === 'string') return new Map([[path, written]]);
  const parts = Object.entries(value).flatMap(([key, part]) => [
    ...flatten(part, path === '' ? key : `${path}.${key}`),
  ]);
  return new Map(parts);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : value.map(textOf).join(', ');
  if (isRecord(value)) return [...flatten(value).values()].join(' ');
  return value === null ? 'nothing' : String(value);
}
