// A business metric as a loss: days on which it is as bad as never before are 1, its best days 0.
import { unitMoments } from '../statistics/paired-t.ts';
import { type Accepted, accept } from './accepted.ts';
import { type LossRange, withinRange } from './loss.ts';

/** Which way a column's mean must not go. */
export type Direction = 'fall' | 'rise';

/** A day's mean so that larger is worse. */
export const asLoss = (mean: number, must_not: Direction): number => (must_not === 'fall' ? -mean : mean);

/** Days of production from which a metric that the holdout does not have is learnt. */
export const LEARNT_FROM = 28;

/** What a business metric is held against, from daily means so that larger is worse; null where they do not vary at all. */
export function acceptBusiness(
  means: Float64Array,
  { tolerance, days, seasonMs }: { tolerance: number; days: readonly number[]; seasonMs: number | null },
): { readonly accepted: Accepted; readonly range: LossRange } | null {
  const range = rangeOf(means);
  if (range === null) return null;
  const shares = means.map(mean => withinRange(mean, range));
  const accepted = accept({ means: shares, days, rows: means.length }, { seasonMs, tolerance: 0 });
  if (accepted === null) return null;
  // The tolerance is a share of the metric, not of the loss.
  const allowed = (tolerance * Math.abs(unitMoments(means).mean)) / (range.to - range.from);
  return { accepted: { ...accepted, limit: accepted.bound + allowed }, range };
}

/** From the best day seen to nothing at all, where a metric above 0 must not fall; or else well beyond the worst day. */
function rangeOf(losses: Float64Array): LossRange | null {
  const [from, worst] = [Math.min(...losses), Math.max(...losses)];
  if (!(worst > from)) return null;
  const { mean } = unitMoments(losses);
  return { from, to: worst <= 0 ? 0 : worst + Math.max(2 * (worst - from), Math.abs(mean)) };
}
