// What changed between the rules of two configs of one model, a phrase a key: `policy.margin 2 % → 5 %`.
import type { ModelConfig } from './config.ts';
import { flatten } from './key-values.ts';

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
