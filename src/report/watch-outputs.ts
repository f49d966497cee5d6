// What came of looks at production, as outputs that a workflow's later steps can go by: of several models together.
import type { Watch } from './watch-schema.ts';

/** One model's look, and what followed from it. */
export interface WatchOutputs {
  readonly model: string;
  readonly state: Watch['state'];
  /** What got worse and is not back. */
  readonly signals: readonly string[];
  /** The version in production, such as `v12`; empty where there is none. */
  readonly version: string;
  /** The address of its issue; empty where there is none. */
  readonly issue: string;
  /** The address of its retraining pull request, or of the page that opens one; empty where there is none. */
  readonly retrain: string;
}

/** The order in which states are worse. */
const states = ['healthy', 'recovered', 'unknown', 'degraded'] as const;

/** Of several the worst; empty without any. */
export const worstState = (seen: readonly Watch['state'][]): Watch['state'] | '' =>
  states.findLast(state => seen.includes(state)) ?? '';

/** One value an output: the worst state, what is told of issues and pull requests a line each, and all of it by model. */
export function joinedOutputs(
  all: readonly WatchOutputs[],
): Readonly<Record<'state' | 'issue' | 'retrain' | 'watch', string>> {
  const lines = (values: readonly string[]): string => values.filter(value => value !== '').join('\n');
  return {
    state: worstState(all.map(({ state }) => state)),
    issue: lines(all.map(({ issue }) => issue)),
    retrain: lines(all.map(({ retrain }) => retrain)),
    watch: JSON.stringify(Object.fromEntries(all.map(({ model, ...facts }) => [model, facts]))),
  };
}
