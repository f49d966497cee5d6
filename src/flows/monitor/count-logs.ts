// New rows of logs, day by day into the watch's state. A run holds a few days' rows at a time, whatever there is to read.
import { DAY_MS } from '../../core/watch/day.ts';
import type { DayCounter } from '../../core/watch/day-counter.ts';
import type { QualityDay } from '../../core/watch/quality.ts';
import { type FileDay, type FileRecord, hasLabelsCounted, type WatchState } from '../../core/watch/watch-state.ts';
import { fail } from '../../errors.ts';
import type { LogFiles } from '../../ports/logs.ts';
import type { Rows } from '../../ports.ts';
import type { LogFile } from './changed-files.ts';
import { countsOf, type FinishedDay, HeldDay, noFeatures } from './held-day.ts';
import { type FileContents, isCellProblem, type LogReading, noRows, type RowTotals, readLog } from './log-reader.ts';

/** What came of counting. */
export interface CountedLogs {
  readonly files: readonly FileRecord[];
  readonly rows: RowTotals & LateTotals;
  readonly filesRead: number;
  /** Complete days whose labels are waited for. */
  readonly waiting: readonly number[];
  /** Days that were counted after waiting, without labels for most of their rows. */
  readonly unlabelled: readonly number[];
  readonly watermark: number | null;
}

/** Rows that came after their day was counted, and rows that came twice. */
export interface LateTotals {
  counted: number;
  duplicates: number;
  corrected: number;
  late_rows: number;
  late_labels: number;
  changed_days: number;
}

/** What counting works with. */
export interface CountingPlan {
  readonly reading: Omit<LogReading, 'dayFor' | 'features' | 'wantsFeatures'>;
  readonly files: readonly LogFile[];
  readonly counter: DayCounter;
  readonly labelTimeoutMs: number;
  readonly ports: { readonly rows: Rows; readonly logs: LogFiles };
  /** Rows that may be held at once, where days allow it. */
  readonly budget?: number;
}

/** About 100 MB. */
const BUDGET = 1_500_000;
/** A day counts once so much of it is labelled. */
const LABELLED_SHARE = 0.95;
/** A day is complete when a later one has rows, or so long after its end. */
const GRACE_MS = DAY_MS;

/** A row of a day that was counted already, as files do not follow the order of their days. */
class Scattered extends Error {}

/** Counts what is new. */
export async function countLogs(plan: CountingPlan): Promise<CountedLogs> {
  const before = plan.counter.state;
  try {
    return await new Counting(plan).run();
  } catch (thrown) {
    if (!(thrown instanceof Scattered)) throw thrown;
    plan.counter.restart(before);
    return new Counting(plan).runInWindows();
  }
}

class Counting {
  readonly #plan: CountingPlan;
  readonly #start: WatchState;
  readonly #now: number;
  readonly #held = new Map<number, HeldDay>();
  readonly #records = new Map<string, FileContents>();
  readonly #totals: RowTotals & LateTotals = {
    ...noRows(),
    counted: 0,
    duplicates: 0,
    corrected: 0,
    late_rows: 0,
    late_labels: 0,
    changed_days: 0,
  };
  readonly #unlabelled: number[] = [];
  /** Days before this one were counted in this run, or passed. */
  #counted = Number.NEGATIVE_INFINITY;
  #watermark: number;
  #read = 0;
  /** Whether rows are held at present, and of which days. */
  #holds = true;
  #window: (day: number) => boolean = () => true;

  constructor(plan: CountingPlan) {
    this.#plan = plan;
    this.#start = plan.counter.state;
    this.#now = plan.reading.now;
    this.#watermark = this.#start.watermark ?? Number.NEGATIVE_INFINITY;
  }

  /** Reads each file once, and counts days early when too many rows are held. */
  async run(): Promise<CountedLogs> {
    const rest = this.#plan.files.filter(file => this.#isWanted(file));
    for (const file of rest) {
      await this.#readFile(file);
      this.#relieve();
    }
    for (let more = this.#beside(); more.length > 0; more = this.#beside()) {
      for (const file of more) await this.#readFile(file);
    }
    this.#countUntil(Number.POSITIVE_INFINITY);
    return this.#finish();
  }

  /** Reads each file once to see which days it has, then the days that fit in turn. */
  async runInWindows(): Promise<CountedLogs> {
    this.#holds = false;
    for (const file of this.#plan.files.filter(each => this.#isWanted(each))) await this.#readFile(file);
    const counts = new Map<number, number>();
    for (const file of this.#plan.files) {
      for (const [day, rows] of this.#daysOf(file)) counts.set(day, (counts.get(day) ?? 0) + rows);
    }
    this.#holds = true;
    for (const days of windowsOf(counts, this.#plan.budget ?? BUDGET)) {
      const last = Math.max(...days);
      this.#window = day => days.has(day);
      for (const file of this.#plan.files) {
        if (this.#daysOf(file).some(([day]) => days.has(day) && this.#isOpen(day))) await this.#holdAgain(file);
      }
      this.#countUntil(last + 1);
      this.#held.clear();
    }
    this.#window = () => true;
    this.#countUntil(Number.POSITIVE_INFINITY);
    return this.#finish();
  }

  /** New and changed files; and files with days that are complete by now, or have waited long enough for labels. */
  #isWanted({ change, before }: LogFile): boolean {
    if (change !== 'none' || before === null) return true;
    return before.days.some(([day]) => this.#isRipe(day));
  }

  #isRipe(day: number): boolean {
    if (day > this.#start.rowsThrough) return this.#isComplete(day);
    return !hasLabelsCounted(this.#start, day) && this.#isTimedOut(day);
  }

  /** Unchanged files that were not read and have rows of days that can be counted now. */
  #beside(): readonly LogFile[] {
    return this.#plan.files.filter(file => {
      if (this.#records.has(file.path) || file.before === null) return false;
      return file.before.days.some(([day]) => this.#isOpen(day) && (this.#held.has(day) || this.#isRipe(day)));
    });
  }

  #isOpen(day: number): boolean {
    return !hasLabelsCounted(this.#start, day);
  }

  #isComplete(day: number): boolean {
    const end = (day + 1) * DAY_MS;
    return this.#watermark >= end || this.#now >= end + GRACE_MS;
  }

  #isTimedOut(day: number): boolean {
    return this.#now >= (day + 1) * DAY_MS + this.#plan.labelTimeoutMs;
  }

  #daysOf(file: LogFile): readonly FileDay[] {
    return this.#records.get(file.path)?.days ?? file.before?.days ?? [];
  }

  async #readFile(file: LogFile): Promise<void> {
    const contents = await this.#pass(file);
    this.#records.set(file.path, contents);
    this.#read++;
    for (const [name, count] of Object.entries(contents.totals)) this.#totals[name as keyof RowTotals] += count;
    this.#watermark = Math.max(this.#watermark, contents.watermark ?? Number.NEGATIVE_INFINITY);
    this.#noteLate(file, contents);
  }

  /** Reads a file whose contents are known already, for the rows of some days. */
  async #holdAgain(file: LogFile): Promise<void> {
    const contents = await this.#pass(file);
    if (!this.#records.has(file.path)) this.#records.set(file.path, contents);
  }

  /** One pass over a file. Cells that are no numbers where training saw numbers are counted, in a second pass. */
  async #pass(file: LogFile): Promise<FileContents> {
    const place = this.#plan.files.indexOf(file);
    const marks = [...this.#held].map(([day, held]) => [day, held.mark()] as const);
    const reading = this.#readingOf(file);
    const table = await this.#plan.ports.rows.open(file.place);
    let contents: FileContents;
    try {
      contents = await readLog(table, place, reading);
    } catch (thrown) {
      if (!isCellProblem(thrown)) throw thrown;
      this.#held.clear();
      for (const [day, mark] of marks) this.#held.set(day, mark());
      contents = await readLog(table, place, reading, true);
    }
    const stamp = await this.#plan.ports.logs.stamp(file.place);
    if (stamp?.bytes !== file.stamp.bytes || stamp.modified !== file.stamp.modified) {
      throw fail('log-moving', { file: file.path });
    }
    return contents;
  }

  #readingOf({ change, before }: LogFile): LogReading {
    const { reading } = this.#plan;
    const { slices, business } = {
      slices: reading.reference.slices.length,
      business: reading.model.monitor.business.map(({ column }) => column),
    };
    const shape = { keyed: reading.model.monitor.id.length > 0, sized: reading.loss.scaled, slices, business };
    const bins = reading.reference.features.map(({ counts }) => counts.length);
    return {
      ...reading,
      features: day => this.#holds && day > this.#start.rowsThrough,
      wantsFeatures:
        this.#holds &&
        (change !== 'none' || before === null || before.days.some(([day]) => day > this.#start.rowsThrough)),
      dayFor: day => {
        const known = this.#held.get(day);
        if (known !== undefined) return known;
        if (!this.#holds || !this.#window(day) || !this.#isOpen(day)) return null;
        if (day < this.#counted) throw new Scattered();
        const held = new HeldDay(day, shape);
        if (day > this.#start.rowsThrough) held.features = noFeatures(bins);
        this.#held.set(day, held);
        return held;
      },
    };
  }

  /** Rows and labels that came for days that had been counted: they change nothing, and are told. */
  #noteLate(file: LogFile, { days }: FileContents): void {
    const before = new Map((file.before?.days ?? []).map(day => [day[0], day]));
    for (const [day, rows, labelled, content] of days) {
      if (this.#isOpen(day)) continue;
      const [, oldRows = 0, oldLabelled = 0, oldContent = 0] = before.get(day) ?? [];
      if (rows > oldRows) this.#totals.late_rows += rows - oldRows;
      else if (labelled > oldLabelled) this.#totals.late_labels += labelled - oldLabelled;
      else if (content !== oldContent || rows < oldRows) this.#totals.changed_days++;
    }
  }

  /** Counts the oldest days once too many rows are held: files are mostly in the order of their days. */
  #relieve(): void {
    const held = [...this.#held.values()].reduce((sum, day) => sum + day.count, 0);
    if (held <= (this.#plan.budget ?? BUDGET)) return;
    const last = [...this.#held.keys()].reduce((latest, day) => Math.max(latest, day), Number.NEGATIVE_INFINITY);
    const unread = this.#plan.files.filter(file => !this.#records.has(file.path));
    const pending = unread.flatMap(file => this.#daysOf(file).map(([day]) => day)).filter(day => this.#isOpen(day));
    this.#countUntil(Math.min(last, ...pending));
  }

  /** Counts the complete days before one, in their order. */
  #countUntil(end: number): void {
    const { counter } = this.#plan;
    const open = [...this.#held.keys()].filter(day => day <= this.#start.rowsThrough);
    const newest = this.#newestComplete();
    const until = Math.min(end, newest + 1);
    for (const day of open.sort((a, b) => a - b)) if (day < until) this.#countDay(day);
    for (let day = counter.state.rowsThrough + 1; day < until; day++) this.#countDay(day);
    if (Number.isFinite(end)) this.#counted = Math.max(this.#counted, until);
    else this.#passTimedOut(newest);
  }

  #newestComplete(): number {
    const byRows = Math.floor(this.#watermark / DAY_MS) - 1;
    const byClock = Math.floor((this.#now - GRACE_MS) / DAY_MS) - 1;
    return Math.max(byRows, byClock);
  }

  /** A day's rows, and its labels once there are enough of them; then its rows are let go. */
  #countDay(day: number): void {
    const { counter } = this.#plan;
    const held = this.#held.get(day) ?? null;
    const finished = held?.finish() ?? null;
    if (day > counter.state.rowsThrough) counter.countRows(rowsOf(day, held, finished));
    this.#held.delete(day);
    if (finished === null || finished.total === 0) return;
    this.#totals.duplicates += finished.duplicates;
    this.#totals.corrected += finished.corrected;
    const isLabelled = finished.predicted > 0 && finished.labelled >= LABELLED_SHARE * finished.predicted;
    if (!isLabelled && !this.#isTimedOut(day)) return;
    if (!isLabelled) this.#unlabelled.push(day);
    this.#totals.counted += finished.labelled;
    counter.countLabels(finished.rows);
  }

  /** Days for whose rows and labels nobody waits any longer. */
  #passTimedOut(newest: number): void {
    const { counter } = this.#plan;
    for (let day = counter.state.labels.through + 1; day <= newest && this.#isTimedOut(day); day++) {
      if (!hasLabelsCounted(counter.state, day)) counter.pass(day);
    }
  }

  #finish(): CountedLogs {
    const { counter, files } = this.#plan;
    const { state } = counter;
    const records = files.map(file => this.#recordOf(file));
    const complete = this.#newestComplete();
    const waiting = new Set(
      records
        .flatMap(({ days }) => days.map(([day]) => day))
        .filter(day => day <= complete && !hasLabelsCounted(state, day)),
    );
    return {
      files: records,
      rows: this.#totals,
      filesRead: this.#read,
      waiting: [...waiting].sort((a, b) => a - b),
      unlabelled: this.#unlabelled,
      watermark: Number.isFinite(this.#watermark) ? this.#watermark : null,
    };
  }

  #recordOf({ path, stamp, digest, before }: LogFile): FileRecord {
    const contents = this.#records.get(path);
    const { bytes, modified } = stamp;
    const days = contents?.days ?? before?.days ?? [];
    const last = contents === undefined ? (before?.last ?? null) : contents.last;
    return { path, bytes, modified, digest, last, days };
  }
}

function rowsOf(
  day: number,
  held: HeldDay | null,
  finished: FinishedDay | null,
): { quality: QualityDay; volume: number; features: ReturnType<typeof countsOf> | null } {
  const totals = held?.features ?? null;
  const quality = {
    day,
    rows: totals?.rows ?? 0,
    unpredicted: finished === null ? 0 : finished.total - finished.predicted,
    features:
      totals === null ? [] : [...totals.nulls].map((nulls, place) => [nulls, totals.strange[place] ?? 0] as const),
    missing: [...(totals?.missing ?? [])],
  };
  const features = totals === null || totals.rows === 0 ? null : countsOf(totals);
  return { quality, volume: finished?.total ?? 0, features };
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
