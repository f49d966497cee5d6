// How often an equally good candidate would pass this policy on these rows, and what would make that 80 %.
import type { MeasuredMetric } from './comparison.ts';
import type { MetricRow } from './metric-row.ts';
import type { Limit, Policy } from './policy.ts';
import type { SliceRows } from './slice-rows.ts';
import { POWER, passProbability } from './statistics/sample-size.ts';

/** The policy's own power. null where a check's standard error is unknown. */
export interface Power {
  /**
   * The share of equally good candidates that pass, taking the checks as independent; related checks pass more often. 0
   * where a required slice cannot be tested. Measured quantities such as a model's size are not counted.
   */
  readonly equal_passes: number | null;
  /** What alone would bring it to 80 %: as many units in all, or this margin of the primary metric. null: nothing would. */
  readonly for_80: { readonly groups: number | null; readonly margin: number | null };
}

/** One thing that must be proven: its standard error now, and the margin it has. */
interface Hurdle {
  readonly se: number;
  readonly df: number | null;
  readonly margin: number;
  readonly primary: boolean;
}

const MOST_TIMES = 1000;

/** Reads the power off the checks' standard errors: each must see its margin. */
export function powerOf(facts: { measured: readonly MeasuredMetric[]; slices: SliceRows; policy: Policy }): Power {
  const hurdles = hurdlesOf(facts);
  const { required } = facts.policy.slices;
  if (hurdles === null || isBlocked(facts.slices, required)) {
    return { equal_passes: hurdles === null ? null : 0, for_80: { groups: null, margin: null } };
  }
  const { alpha } = facts.policy;
  const units = facts.measured[0]?.measured.units ?? 0;
  return {
    equal_passes: passes(hurdles, alpha, 1, 1),
    for_80: { groups: groupsFor(hurdles, alpha, units), margin: marginOf(hurdles, alpha) },
  };
}

/** Whether something required was not tested, which no candidate passes. */
const isBlocked = ({ rows, small, leftOut }: SliceRows, required: readonly string[]): boolean =>
  required.some(
    column =>
      [...small, ...leftOut].some(({ slice }) => column in slice) ||
      !rows.some(({ slice }) => slice !== null && column in slice),
  );

function hurdlesOf({ measured, slices, policy }: Parameters<typeof powerOf>[0]): Hurdle[] | null {
  const required = (row: MetricRow): boolean =>
    Object.keys(row.slice ?? {}).some(column => policy.slices.required.includes(column));
  const rows = [
    ...measured.map(({ row }) => row).filter(row => row.role === 'primary' || row.role === 'guard'),
    ...slices.rows.filter(required),
  ].filter(row => row.outcome !== 'identical');
  const hurdles = [
    ...rows.map(row => hurdleOf(row, policy)),
    ...policy.limits.flatMap(limit => limitHurdles(limit, measured)),
  ];
  return hurdles.length === 0 || hurdles.includes(null) ? null : (hurdles as Hurdle[]);
}

function hurdleOf(row: MetricRow, policy: Policy): Hurdle | null {
  if (row.se === null || row.margin?.absolute == null) return null;
  const primary = row.role === 'primary' && row.slice === null;
  const margin = primary && policy.require === 'better' ? 0 : row.margin.absolute;
  return { se: row.se, df: row.df, margin, primary };
}

/** An equal candidate stands where the baseline stands: so far within the limit, or beyond it. */
function limitHurdles({ quantity, operator, bound }: Limit, measured: readonly MeasuredMetric[]): (Hurdle | null)[] {
  const found = measured.find(({ chosen }) => chosen.text === quantity);
  if (found === undefined) return [];
  const { baseline, candidate, combine } = found.measured;
  if (baseline === null || candidate === null) return [null];
  const { se, df } = combine(0, 1);
  const room = operator === '<=' || operator === '<' ? bound - baseline : baseline - bound;
  return [se === null ? null : { se, df, margin: room, primary: false }];
}

/** With `times` as many units, and the primary margin multiplied by `wider`. */
function passes(hurdles: readonly Hurdle[], alpha: number, times: number, wider: number): number {
  return hurdles.reduce((all, { se, df, margin, primary }) => {
    const sight = { se: se / Math.sqrt(times), df: df === null ? null : df * times, alpha };
    return all * passProbability(sight, primary ? margin * wider : margin);
  }, 1);
}

function groupsFor(hurdles: readonly Hurdle[], alpha: number, units: number): number | null {
  const times = smallest(factor => passes(hurdles, alpha, factor, 1) >= POWER);
  return times === null ? null : Math.ceil(times * units);
}

function marginOf(hurdles: readonly Hurdle[], alpha: number): number | null {
  const primary = hurdles.find(hurdle => hurdle.primary);
  if (primary === undefined || primary.margin === 0) return null;
  const wider = smallest(factor => passes(hurdles, alpha, 1, factor) >= POWER);
  return wider === null ? null : wider * primary.margin;
}

/** The smallest factor from 1 to 1000 that is enough, by bisection; null where none is. */
function smallest(enough: (factor: number) => boolean): number | null {
  if (enough(1)) return 1;
  if (!enough(MOST_TIMES)) return null;
  let [less, more] = [1, MOST_TIMES];
  while (more / less > 1.001) {
    const middle = Math.sqrt(less * more);
    if (enough(middle)) more = middle;
    else less = middle;
  }
  return more;
}
