// The worst that is promised for: every signal's mean lies exactly on what it is held against, for years.
import { markdownTable } from '../error-rates/table.ts';
import { falseAlarmCell, falseAlarmsOf } from './false-alarms.ts';
import { type Rule, watcherOf } from './rule.ts';
import { type Change, WatchedModel } from './watched-model.ts';
import type { World } from './world.ts';

/** Holds every signal against the truth itself, without bound and tolerance. */
const againstTruth =
  (mean: number): Change =>
  reference =>
    reference.accepted === null ? reference : { ...reference, accepted: { ...reference.accepted, limit: mean } };

/** Forgets what the holdout tells of dependence. */
const withoutTau: Change = reference =>
  reference.accepted === null ? reference : { ...reference, accepted: { ...reference.accepted, tau: 1 } };

const ruleOf = (name: string, change: Change): Rule => ({
  name,
  isFor: () => true,
  begin: (world, holdout) => watcherOf(new WatchedModel(world, holdout, change)),
});

/** Relevo held against the true mean: as it is, and as if days did not depend on each other. */
export const atTheLimit = (mean: number): readonly [asItIs: Rule, withoutTau: Rule] => [
  ruleOf('τ from the holdout', againstTruth(mean)),
  ruleOf('without τ', reference => withoutTau(againstTruth(mean)(reference))),
];

/** A row for each world. */
export function limitTable(worlds: readonly (readonly [World, mean: number])[], runs: number): string {
  const rows = worlds.map(([world, mean]) => [
    world.name,
    ...falseAlarmsOf(world, atTheLimit(mean), runs).map(falseAlarmCell),
  ]);
  return markdownTable(['mean loss exactly on the limit', 'τ from the holdout', 'without τ'], rows);
}
