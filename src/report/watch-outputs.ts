// What came of looks at production, as outputs that a workflow's later steps can go by: of several models together.
import type { ModelState } from '../core/model-state.ts';
import type { RetrainView } from './issue-view.ts';
import type { Watch } from './watch-schema.ts';

/** One model's look, and what followed from it. */
export interface WatchOutputs {
  readonly model: string;
  /** null for a model that is not watched, whose data were fetched. */
  readonly state: Watch['state'] | null;
  /** What got worse and is not back. */
  readonly signals: readonly string[];
  /** The version in production, such as `v12`; empty where there is none. */
  readonly version: string;
  /** The address of its issue; empty where there is none. */
  readonly issue: string;
  /** The address of its retraining pull request, or of the page that opens one; empty where there is none. */
  readonly retrain: string;
}

/** The outputs of one look. */
export function watchOutputs(
  watch: Watch,
  { alarm, production }: ModelState,
  { issue, retrain }: { readonly issue: string; readonly retrain: RetrainView },
): WatchOutputs {
  return {
    model: watch.model,
    state: alarm !== null && watch.state === 'healthy' ? 'degraded' : watch.state,
    signals: alarm?.signals ?? [],
    version: production === null ? '' : `v${production.version}`,
    issue,
    retrain: retrainAddress(retrain),
  };
}

/** Where a retraining is to be seen, or opened; empty where there is none. */
export function retrainAddress(view: RetrainView): string {
  switch (view.kind) {
    case 'pull-request':
      return view.url;
    case 'branch':
      return view.compareUrl;
    case 'none':
      return '';
  }
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
    state: worstState(all.flatMap(({ state }) => state ?? [])),
    issue: lines(all.map(({ issue }) => issue)),
    retrain: lines(all.map(({ retrain }) => retrain)),
    watch: JSON.stringify(Object.fromEntries(all.map(({ model, ...facts }) => [model, facts]))),
  };
}
