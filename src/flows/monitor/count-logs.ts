// New rows of logs, day by day into the watch's state. A run holds a few days' rows at a time, whatever there is to read.
import type { DayCounter } from '../../core/watch/day-counter.ts';
import { type FileRecord, hasLabelsCounted, type WatchState } from '../../core/watch/watch-state.ts';
import type { LogFile } from './changed-files.ts';
import { countColumns } from './count-columns.ts';
import { type LateTotals, LogPasses, type PassPorts } from './log-passes.ts';
import type { LogReading } from './log-reader.ts';
import type { RowTotals } from './log-rows.ts';
import { OpenDays, Scattered } from './open-days.ts';

/** What came of counting. */
export interface CountedLogs {
  readonly files: readonly FileRecord[];
  readonly rows: RowTotals & LateTotals & OpenDays['totals'];
  readonly filesRead: number;
  /** Files whose last line waits for its end, and others that have no rows. */
  readonly unfinished: readonly string[];
  readonly empty: readonly string[];
  /** Some of what the version column calls other versions. */
  readonly foreign: readonly string[];
  /** Complete days whose labels are waited for. */
  readonly waiting: readonly number[];
  /** Days that were counted after waiting, without labels for most of their rows. */
  readonly unlabelled: readonly number[];
  readonly watermark: number | null;
}

/** What counting works with. */
export interface CountingPlan {
  readonly reading: Omit<LogReading, 'dayFor'>;
  readonly files: readonly LogFile[];
  readonly counter: DayCounter;
  readonly labelTimeoutMs: number;
  readonly ports: PassPorts;
  /** Rows that may be held at once, where days allow it. */
  readonly budget?: number;
}

/** About 100 MB. */
const BUDGET = 1_500_000;

/** Counts what is new: rows and labels first, then the columns of the days that these are of. */
export async function countLogs(plan: CountingPlan): Promise<CountedLogs> {
  const before = plan.counter.state;
  const counting = await countRows(plan, before);
  const { reading, counter, ports } = plan;
  await countColumns({ origin: reading, features: reading.reference.features, ...counting }, counter, ports);
  return resultOf(counting, counter.state);
}

async function countRows(plan: CountingPlan, before: WatchState): Promise<RowCounting> {
  try {
    const counting = new RowCounting(plan);
    await counting.once();
    return counting;
  } catch (thrown) {
    if (!(thrown instanceof Scattered)) throw thrown;
    plan.counter.restart(before);
    const counting = new RowCounting(plan);
    await counting.inWindows();
    return counting;
  }
}

class RowCounting {
  readonly passes: LogPasses;
  readonly days: OpenDays;
  readonly #files: readonly LogFile[];
  readonly #reading: LogReading;
  readonly #budget: number;

  constructor({ reading, files, counter, labelTimeoutMs, ports, budget = BUDGET }: CountingPlan) {
    const { model, reference, loss, now } = reading;
    const shape = {
      keyed: model.monitor.id.length > 0,
      sized: loss.scaled,
      slices: reference.slices.length,
      business: model.monitor.business.map(({ column }) => column),
    };
    this.passes = new LogPasses(files, counter.state, ports);
    this.days = new OpenDays({ counter, now, labelTimeoutMs, shape });
    this.#files = files;
    this.#reading = { ...reading, dayFor: day => this.days.dayFor(day) };
    this.#budget = budget;
  }

  /** Reads each file once, and counts days early when too many rows are held. */
  async once(): Promise<void> {
    for (const file of this.#wanted()) {
      await this.#over(file);
      this.#relieve();
    }
    for (let more = this.#beside(); more.length > 0; more = this.#beside()) {
      for (const file of more) await this.#over(file);
    }
    this.days.countAll();
  }

  /** Reads each file once to see which days it has, then the days that fit in turn. */
  async inWindows(): Promise<void> {
    this.days.holds = () => false;
    for (const file of this.#wanted()) await this.#over(file);
    const counts = new Map<number, number>();
    for (const file of this.#files) {
      for (const [day, rows] of this.passes.daysOf(file)) counts.set(day, (counts.get(day) ?? 0) + rows);
    }
    for (const days of windowsOf(counts, this.#budget)) {
      this.days.holds = day => days.has(day);
      for (const file of this.#files) {
        if (this.passes.daysOf(file).some(([day]) => days.has(day) && this.days.isOpen(day))) await this.#over(file);
      }
      this.days.countBefore(Math.max(...days) + 1);
      this.days.clear();
    }
    this.days.countAll();
  }

  async #over(file: LogFile): Promise<void> {
    await this.passes.over(file, this.#reading);
    this.days.watermark = this.passes.watermark;
  }

  /** New and changed files; and files with days that can be counted by now, or that have come by now. */
  #wanted(): readonly LogFile[] {
    const isWanted = (day: number): boolean => this.days.isRipe(day) || this.days.isDue(day);
    return this.#files.filter(
      ({ change, before }) => change !== 'none' || before === null || before.days.some(([day]) => isWanted(day)),
    );
  }

  /** Unchanged files that were not read and have rows of days that can be counted now. */
  #beside(): readonly LogFile[] {
    const { days } = this;
    const isNeeded = (day: number): boolean => days.isOpen(day) && (days.isHeld(day) || days.isRipe(day));
    return this.#files.filter(file => !this.passes.has(file) && file.before?.days.some(([day]) => isNeeded(day)));
  }

  /** Counts the oldest days once too many rows are held: files are mostly in the order of their days. */
  #relieve(): void {
    const { days, passes } = this;
    if (days.rows <= this.#budget) return;
    const unread = this.#files.filter(file => !passes.has(file));
    const pending = unread.flatMap(file => passes.daysOf(file).map(([day]) => day)).filter(day => days.isOpen(day));
    days.countBefore(Math.min(days.latest, ...pending));
  }
}

function resultOf({ passes, days }: RowCounting, state: WatchState): CountedLogs {
  const files = passes.records();
  const unfinished = passes.files.filter(({ whole }) => whole !== null).map(({ path }) => path);
  const complete = days.newestComplete();
  const seen = files.flatMap(file => file.days.map(([day]) => day));
  const waiting = new Set(seen.filter(day => day <= complete && !hasLabelsCounted(state, day)));
  return {
    files,
    rows: { ...passes.rows, ...days.totals, ...passes.late },
    filesRead: passes.read,
    unfinished,
    empty: passes.empty.filter(path => !unfinished.includes(path)),
    foreign: [...passes.foreign],
    waiting: [...waiting].sort((a, b) => a - b),
    unlabelled: days.unlabelled,
    watermark: Number.isFinite(days.watermark) ? days.watermark : null,
  };
}

/** Consecutive days whose rows together are within the budget; a day with more stands alone. */
function windowsOf(counts: ReadonlyMap<number, number>, budget: number): ReadonlySet<number>[] {
  const windows: Set<number>[] = [];
  let rows = 0;
  for (const [day, count] of [...counts].sort(([a], [b]) => a - b)) {
    if (windows.length === 0 || rows + count > budget) {
      windows.push(new Set());
      rows = 0;
    }
    windows.at(-1)?.add(day);
    rows += count;
  }
  return windows;
}
