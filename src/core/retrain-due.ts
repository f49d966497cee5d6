// Whether a look at production leads to a retraining, and why.
import type { ModelState } from './model-state.ts';

/** What the config wants and what was asked. */
export interface RetrainWish {
  readonly isAsked: boolean;
  /** `monitor.retrain`. */
  readonly onDegradation: boolean;
  /** `monitor.retrain_every` in milliseconds; null for never. */
  readonly everyMs: number | null;
}

/** Why data are refreshed. */
export type RetrainReason = 'command' | 'degraded' | 'schedule';

/** The reason to refresh data now; null when there is none. `degraded`: what this look found. */
export function retrainDue(
  { production, alarm }: ModelState,
  degraded: boolean,
  wish: RetrainWish,
  now: Date,
): RetrainReason | null {
  if (wish.isAsked) return 'command';
  if (production === null) return null;
  // An alarm about an earlier version was answered by the one that came after it.
  const isWorse = degraded || (alarm !== null && alarm.production === production.event);
  const isKnown = alarm?.signals.every(name => alarm.acknowledged.includes(name)) ?? false;
  if (wish.onDegradation && isWorse && !isKnown) return 'degraded';
  const age = now.getTime() - Date.parse(production.since);
  return wish.everyMs !== null && age >= wish.everyMs ? 'schedule' : null;
}

/**
 * From when on a pull request that a person closed answers the reason, so that it is not fought over: since the alarm was told,
 * or within the interval. null where nothing does.
 */
export function answeredFrom(
  { alarm }: ModelState,
  reason: RetrainReason,
  { everyMs }: RetrainWish,
  now: Date,
): number | null {
  switch (reason) {
    case 'command':
      return null;
    case 'degraded':
      return alarm === null ? null : Date.parse(alarm.toldAt);
    case 'schedule':
      return now.getTime() - (everyMs ?? 0);
  }
}
