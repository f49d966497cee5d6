// Days whose rows are held until they are complete, and are then counted in their order.
import { DAY_MS } from '../../core/watch/day.ts';
import type { DayCounter } from '../../core/watch/day-counter.ts';
import { hasLabelsCounted, type WatchState } from '../../core/watch/watch-state.ts';
import { HeldDay, type RowShape } from './held-day.ts';

/** A day counts once so much of it is labelled. */
const LABELLED_SHARE = 0.95;
/** A day is complete when a later one has rows, or so long after its end. */
const GRACE_MS = DAY_MS;
/** Where days come one after another, each is about as large as those before it; of many at once nothing is expected. */
const MOST_EXPECTED = 1 << 17;
const FEW_DAYS = 3;

/** How days are held and counted. */
export interface DayPlan {
  readonly counter: DayCounter;
  readonly now: number;
  readonly labelTimeoutMs: number;
  readonly shape: RowShape;
}

/** A day that was counted, by all its rows. */
export interface CountedDay {
  readonly day: number;
  readonly rows: number;
  readonly unpredicted: number;
}

/** A row of a day that was counted already, as files do not follow the order of their days. */
export class Scattered extends Error {}

/** The days of a look. */
export class OpenDays {
  readonly #plan: DayPlan;
  readonly #start: WatchState;
  readonly #held = new Map<number, HeldDay>();
  /** The time of the latest row so far. */
  watermark: number;
  /** Which days are held at present. */
  holds: (day: number) => boolean = () => true;
  /** What the days that were counted came to. */
  readonly totals = { counted: 0, duplicates: 0, corrected: 0 };
  readonly counted: CountedDay[] = [];
  readonly unlabelled: number[] = [];
  /** Days before this one were counted in this look, or passed. */
  #passed = Number.NEGATIVE_INFINITY;
  #expected = 0;

  constructor(plan: DayPlan) {
    this.#plan = plan;
    this.#start = plan.counter.state;
    this.watermark = this.#start.watermark ?? Number.NEGATIVE_INFINITY;
  }

  /** The rows that are held, and the latest day that they are of. */
  get rows(): number {
    return [...this.#held.values()].reduce((sum, { count }) => sum + count, 0);
  }

  get latest(): number {
    return [...this.#held.keys()].reduce((latest, day) => Math.max(latest, day), Number.NEGATIVE_INFINITY);
  }

  /** Where rows of a day go; null where they are not held. */
  dayFor(day: number): HeldDay | null {
    const known = this.#held.get(day);
    if (known !== undefined) return known;
    if (!this.holds(day) || !this.isOpen(day)) return null;
    if (day < this.#passed) throw new Scattered();
    const held = new HeldDay(day, this.#plan.shape, this.#held.size < FEW_DAYS ? this.#expected : 0);
    this.#held.set(day, held);
    return held;
  }

  isHeld(day: number): boolean {
    return this.#held.has(day);
  }

  /** Whether a day's labels were not counted before this look. */
  isOpen(day: number): boolean {
    return !hasLabelsCounted(this.#start, day);
  }

  /** Whether a day can be counted now that could not be before, or has waited long enough for its labels. */
  isRipe(day: number): boolean {
    if (day > this.#start.rowsThrough) return day <= this.newestComplete();
    return this.isOpen(day) && this.#isTimedOut(day);
  }

  /** Whether a day's rows lay in the future when they were read, and no longer do. */
  isDue(day: number): boolean {
    return day > Math.floor(this.watermark / DAY_MS) && day * DAY_MS <= this.#plan.now;
  }

  newestComplete(): number {
    const byRows = Math.floor(this.watermark / DAY_MS) - 1;
    const byClock = Math.floor((this.#plan.now - GRACE_MS) / DAY_MS) - 1;
    return Math.max(byRows, byClock);
  }

  #isTimedOut(day: number): boolean {
    return this.#plan.now >= (day + 1) * DAY_MS + this.#plan.labelTimeoutMs;
  }

  /** Counts the complete days before one. Rows of these days that come later are scattered. */
  countBefore(end: number): void {
    const until = Math.min(end, this.newestComplete() + 1);
    const before = this.#start.rowsThrough;
    const again = [...this.#held.keys()].filter(day => day <= before && day < until).sort((a, b) => a - b);
    for (const day of again) this.#count(day);
    for (let day = this.#plan.counter.state.rowsThrough + 1; day < until; day++) this.#count(day);
    this.#passed = Math.max(this.#passed, until);
  }

  /** Counts all days that are complete, and passes those for whose rows and labels nobody waits any longer. */
  countAll(): void {
    const { counter } = this.#plan;
    const newest = this.newestComplete();
    this.countBefore(newest + 1);
    for (let day = counter.state.labels.through + 1; day <= newest && this.#isTimedOut(day); day++) {
      if (!hasLabelsCounted(counter.state, day)) counter.pass(day);
    }
  }

  /** Lets go of all rows. */
  clear(): void {
    this.#held.clear();
  }

  /** A day's rows, and its labels once there are enough of them; then its rows are let go. */
  #count(day: number): void {
    const { counter } = this.#plan;
    const held = this.#held.get(day);
    const finished = held?.finish() ?? null;
    this.#held.delete(day);
    this.#expected = Math.min(MOST_EXPECTED, Math.max(this.#expected, held?.count ?? 0));
    if (day > counter.state.rowsThrough) {
      counter.countRows(day, finished?.total ?? 0);
      const unpredicted = finished === null ? 0 : finished.total - finished.predicted;
      this.counted.push({ day, rows: held?.count ?? 0, unpredicted });
    }
    if (finished === null || finished.total === 0) return;
    this.totals.duplicates += finished.duplicates;
    this.totals.corrected += finished.corrected;
    const isLabelled = finished.predicted > 0 && finished.labelled >= LABELLED_SHARE * finished.predicted;
    if (!isLabelled && !this.#isTimedOut(day)) return;
    if (!isLabelled) this.unlabelled.push(day);
    this.totals.counted += finished.labelled;
    counter.countLabels(finished.rows);
  }
}
