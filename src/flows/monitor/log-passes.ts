// Passes over files of logs: what each turned out to hold, and what of it came too late.
import { type FileDay, type FileRecord, hasLabelsCounted, type WatchState } from '../../core/watch/watch-state.ts';
import { fail, RelevoError } from '../../errors.ts';
import type { LogFiles } from '../../ports/logs.ts';
import type { Rows, Table } from '../../ports.ts';
import { isStill, type LogFile, withoutEnd } from './changed-files.ts';
import { type FileContents, isWithoutRows, type LogReading, noContents, readLog } from './log-reader.ts';
import { noRows, type RowTotals } from './log-rows.ts';

/** Rows and labels that came for days that had been counted: they change nothing, and are told. */
export interface LateTotals {
  late_rows: number;
  late_labels: number;
  changed_days: number;
}

/** What passes need from the world. */
export interface PassPorts {
  readonly rows: Rows;
  readonly logs: LogFiles;
}

/** Does work with a file's table, as far as it is read. A file that is written meanwhile is an error, if not appended to. */
export async function withTable<Result>(
  file: LogFile,
  { rows, logs }: PassPorts,
  work: (table: Table) => Promise<Result>,
): Promise<Result> {
  try {
    const result = await work(await rows.open(file.place, file.bytes));
    if (await isStill(file, logs)) return result;
  } catch (thrown) {
    const isGone = thrown instanceof RelevoError && thrown.code === 'file-not-found';
    // Half of a rewritten file can be anything: what it did to the reader is not what has to be mended.
    if (!isGone && (await isStill(file, logs))) throw thrown;
  }
  throw fail('log-moving', { file: file.place });
}

/** The files of a look, in the order in which later rows replace earlier ones. */
export class LogPasses {
  readonly #files: LogFile[];
  readonly #ports: PassPorts;
  readonly #start: WatchState;
  readonly #records = new Map<string, FileContents>();
  readonly rows: RowTotals = noRows();
  readonly late: LateTotals = { late_rows: 0, late_labels: 0, changed_days: 0 };
  /** Files that have no rows. */
  readonly empty: string[] = [];
  /** Some of the labels of other versions. */
  readonly foreign = new Set<string>();
  watermark: number;

  constructor(files: readonly LogFile[], start: WatchState, ports: PassPorts) {
    this.#files = [...files];
    this.#ports = ports;
    this.#start = start;
    this.watermark = start.watermark ?? Number.NEGATIVE_INFINITY;
  }

  /** The files, as far as they are read. */
  get files(): readonly LogFile[] {
    return this.#files;
  }

  /** How many files were read. */
  get read(): number {
    return this.#records.size;
  }

  has({ path }: LogFile): boolean {
    return this.#records.has(path);
  }

  /** What is known of a file's days, from this look or from one before. */
  daysOf({ path, before }: LogFile): readonly FileDay[] {
    return this.#records.get(path)?.days ?? before?.days ?? [];
  }

  /** Reads a file; what it holds is noted the first time. */
  async over(file: LogFile, reading: LogReading): Promise<void> {
    const contents = await this.#read(
      this.#files.findIndex(({ path }) => path === file.path),
      reading,
    );
    if (this.#records.has(file.path)) return;
    this.#records.set(file.path, contents);
    if (contents.totals.read === 0) this.empty.push(file.path);
    for (const label of contents.foreign) this.foreign.add(label);
    for (const [name, count] of Object.entries(contents.totals)) this.rows[name as keyof RowTotals] += count;
    this.watermark = Math.max(this.watermark, contents.watermark ?? Number.NEGATIVE_INFINITY);
    this.#noteLate(file, contents);
  }

  async #read(place: number, reading: LogReading): Promise<FileContents> {
    const file = this.#files[place] as LogFile;
    try {
      return await withTable(file, this.#ports, table => readLog(table, place, reading));
    } catch (thrown) {
      if (isWithoutRows(thrown)) return noContents();
      if (file.lines === null || !(thrown instanceof RelevoError) || thrown.code === 'log-moving') throw thrown;
      this.#files[place] = withoutEnd(file);
      return this.#read(place, reading);
    }
  }

  #noteLate(file: LogFile, { days }: FileContents): void {
    const before = new Map((file.before?.days ?? []).map(day => [day[0], day]));
    for (const [day, rows, labelled, content] of days) {
      if (!hasLabelsCounted(this.#start, day)) continue;
      const [, oldRows = 0, oldLabelled = 0, oldContent = 0] = before.get(day) ?? [];
      if (rows > oldRows) this.late.late_rows += rows - oldRows;
      else if (labelled > oldLabelled) this.late.late_labels += labelled - oldLabelled;
      else if (content !== oldContent || rows < oldRows) this.late.changed_days++;
    }
  }

  /** What is to be remembered of every file. */
  records(): FileRecord[] {
    return this.#files.map(file => {
      const { path, bytes, stamp, digest, whole, before } = file;
      const contents = this.#records.get(path);
      const last = contents === undefined ? (before?.last ?? null) : contents.last;
      const record = { path, bytes, modified: stamp.modified, digest, last, days: this.daysOf(file) };
      return whole === null ? record : { ...record, whole };
    });
  }
}
