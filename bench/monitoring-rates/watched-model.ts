// A model that is watched as production watches it: accepted by its holdout, then counted day by day, all signals together.
import { type CountRules, countLabels, withLearnt } from '../../src/core/watch/count-labels.ts';
import { DAY_MS } from '../../src/core/watch/day.ts';
import { newVersionWatch } from '../../src/core/watch/open-state.ts';
import { type HoldoutRows, referenceSignals } from '../../src/core/watch/reference-signals.ts';
import type { SignalReference, VersionWatch } from '../../src/core/watch/watch-state.ts';
import type { DayOfRows, World } from './world.ts';

/** `false_alarm_every: 5y`, in days. */
export const EVERY = 1826;
/** `tolerance: 10%`. */
const TOLERANCE = 0.1;

const REVENUE = 'revenue';

const EVENT = `sha256:${'0'.repeat(64)}` as const;

/** A signal that was found worse, and the day from which it is said to have been so. */
export interface Alarm {
  readonly signal: string;
  readonly day: number;
  readonly since: number;
}

/** What was accepted, changed before anything is counted. */
export type Change = (reference: SignalReference) => SignalReference;

/** The watch on one version. */
export class WatchedModel {
  #version: VersionWatch;
  readonly #rules: CountRules;
  /** For each slice column, the signal of each value; -1 where it is not watched. */
  readonly #signals: readonly Int32Array[];

  constructor(world: World, holdout: readonly DayOfRows[], change: Change = reference => reference) {
    const seasonMs = world.isWeekly ? 7 * DAY_MS : null;
    this.#rules = { every: EVERY, tolerance: TOLERANCE, seasonMs };
    const metric = world.loss === 'wrong' ? 'accuracy' : world.loss === 'absolute' ? 'mae' : 'wape';
    const told = referenceSignals(rowsOf(world, holdout), { metric, tolerance: TOLERANCE, seasonMs });
    if (told === null) throw new Error('The holdout tells nothing.');
    const signals = told.signals.map(change);
    const reference = { ...told, signals, features: [], featuresFrom: null };
    const since = DAY_MS * (1 + (holdout.at(-1)?.day ?? 0));
    this.#version = newVersionWatch({ event: EVENT, made: EVENT, version: 1, since }, reference, null);
    const names = signals.map(({ name }) => name);
    this.#signals = world.slices.map(([column, values]) =>
      Int32Array.from({ length: values }, (_, value) => names.indexOf(`${column} = ${value}`)),
    );
  }

  /** What the signal of all rows is held against, as a share of the range of losses. */
  get overall(): SignalReference {
    return this.#version.reference.signals[0] as SignalReference;
  }

  /** How many signals there are. */
  get signals(): number {
    return this.#version.signals.length;
  }

  /** Whether nothing is worse at present. */
  get isFine(): boolean {
    return this.#version.signals.every(({ state }) => state.alarm === null);
  }

  /** Counts a day; the signals that are worse from this day on. */
  count(rows: DayOfRows): Alarm[] {
    const before = this.#version.signals;
    const { day, losses, sizes, revenue } = rows;
    const slices = rows.slices.map((codes, column) => codes.map(code => this.#signals[column]?.[code] ?? -1));
    const business = new Map(revenue === null ? [] : [[REVENUE, { mean: revenue, rows: losses.length }]]);
    const labelled = { day, count: losses.length, losses, sizes, slices, business };
    this.#version = withLearnt(countLabels(this.#version, labelled, this.#rules).version, day, this.#rules);
    return this.#version.signals.flatMap(({ name, state }, place) =>
      state.alarm !== null && before[place]?.state.alarm === null
        ? [{ signal: name, day: state.alarm.day, since: state.alarm.since }]
        : [],
    );
  }
}

function rowsOf(world: World, holdout: readonly DayOfRows[]): HoldoutRows {
  const joined = (of: (rows: DayOfRows) => ArrayLike<number>): number[] =>
    holdout.flatMap(rows => Array.from(of(rows)));
  const losses = Float64Array.from(joined(rows => rows.losses));
  const values = world.business === 'learnt' ? null : joined(rows => rows.losses.map(() => rows.revenue ?? Number.NaN));
  return {
    count: losses.length,
    losses,
    sizes: world.loss === 'relative' ? Float64Array.from(joined(rows => rows.sizes ?? [])) : null,
    days: world.isTimed ? Int32Array.from(joined(rows => rows.losses.map(() => rows.day))) : null,
    groups: null,
    slices: world.slices.map(([column, values], place) => ({
      column,
      codes: joined(rows => rows.slices[place] ?? []),
      labels: Array.from({ length: values }, (_, value) => String(value)),
    })),
    business: world.business === 'none' ? [] : [{ column: REVENUE, must_not: 'fall', values }],
  };
}
