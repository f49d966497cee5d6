// Why nothing can be told about production at present: no rows, no labels, or nothing to hold them against.
import { dayText } from '../../core/watch/day.ts';
import { factRows } from '../../core/watch/watch-rows.ts';
import type { WatchState } from '../../core/watch/watch-state.ts';
import type { WatchedModel } from './monitor.ts';

/** A sentence, or null where rows and labels come. */
export function blindness(
  state: WatchState,
  { model, now }: { readonly model: WatchedModel; readonly now: number },
): string | null {
  const version = state.versions[0];
  const overall = version?.signals[0];
  const limit = version?.reference.signals[0]?.accepted?.limit ?? 1;
  if (limit >= 1) return 'Its errors on the holdout were so large that worse ones could not be told.';
  if (state.watermark === null) return 'No row of this version has come yet.';
  const rules = { rules: qualityRules(model), now, labelTimeoutMs: model.monitor.label_timeout.ms, needsLabels: true };
  const facts = factRows(state, rules);
  const isWorse = (name: string): boolean => facts.some(fact => fact.name === name && fact.state === 'worse');
  if (isWorse('time without new rows')) {
    return `No row has come since ${dayText(Math.floor(state.watermark / 86_400_000))}.`;
  }
  const last = overall?.recent.at(-1)?.[0];
  if (last === undefined) return warmingUp(state) ?? 'No complete day has labels yet.';
  if (isWorse('time without labels')) return `No day has had labels since ${dayText(last)}.`;
  return null;
}

/** Losses that are divided by the usual size of the target wait until that is known. */
function warmingUp(state: WatchState): string | null {
  const days = state.versions[0]?.signals[0]?.trailing.length ?? 0;
  return days === 0 ? null : `The usual size of the target is being learnt: ${days} of 7 days with labels have come.`;
}

/** The stated thresholds of data quality. */
export const qualityRules = ({ monitor: { quality } }: WatchedModel) => ({
  nulls: quality.nulls,
  unseen: quality.unseen,
  out_of_range: quality.out_of_range,
  volume: quality.volume,
  stale_after: quality.stale_after.ms,
});
