// Rulesets: what may not be done to which branches and tags.

/** The rules that are enforced; each is the name in GitHub's API. */
export type Rule = 'creation' | 'update' | 'deletion' | 'non_fast_forward' | 'pull_request';

/** A ruleset: rules for the refs whose full names match, and who stands above them. */
export interface Ruleset {
  readonly id: number;
  readonly name: string;
  /** Patterns of full names, such as `refs/heads/**`. */
  readonly include: readonly string[];
  readonly rules: readonly Rule[];
  /** Logins that the rules do not hold for. */
  readonly bypass: readonly string[];
}

/** What GitHub says about each rule that was broken. */
const complaints: Record<Rule, string> = {
  creation: 'Cannot create ref due to creations being restricted.',
  update: 'Cannot update this protected ref.',
  deletion: 'Cannot delete this protected ref.',
  non_fast_forward: 'Cannot force-push to this branch',
  pull_request: 'Changes must be made through a pull request.',
};

/** A change of a ref that rules may forbid. */
export interface RefChange {
  readonly ref: string;
  readonly kind: 'creation' | 'update' | 'deletion';
  readonly isForced: boolean;
  readonly login: string;
}

function matches(pattern: string, ref: string): boolean {
  if (pattern === '~ALL') return true;
  const source = pattern
    .split('**')
    .map(part => part.replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '[^/]*'))
    .join('.*');
  return new RegExp(`^${source}$`).test(ref);
}

function isBroken(rule: Rule, { kind, isForced }: RefChange): boolean {
  if (rule === 'non_fast_forward') return isForced;
  if (rule === 'pull_request') return kind !== 'deletion';
  return rule === kind;
}

/** What the rules say against a change; empty when it is allowed. */
export function complaintsAgainst(rulesets: readonly Ruleset[], change: RefChange): string[] {
  const holding = rulesets.filter(
    ({ include, bypass }) => !bypass.includes(change.login) && include.some(pattern => matches(pattern, change.ref)),
  );
  const broken = new Set(holding.flatMap(({ rules }) => rules.filter(rule => isBroken(rule, change))));
  return [...broken].map(rule => complaints[rule]);
}
