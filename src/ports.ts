// What the flows need from the world, as verbs. An adapter implements a port; tests and laptops bring another one.
import type { ArtifactFacts, ArtifactManifest } from './core/artifact-manifest.ts';
import type { Digest } from './core/digest.ts';
import type { LedgerEntry } from './core/ledger.ts';
import type { LedgerEvent } from './core/ledger-event.ts';
import type { StoredBlob } from './core/pruning.ts';

/**
 * How a column is wanted: numbers and times as float64 (NaN where empty), texts as strings, categories as codes, and texts
 * that are only compared as keys.
 */
export type ColumnKind = 'number' | 'time' | 'text' | 'category' | 'key';

/**
 * Numbers, or times in milliseconds since 1970 (UTC), NaN where the cell is empty; or the `keyOf` of each cell's text.
 * Otherwise always finite.
 */
export interface NumberColumn {
  readonly kind: 'number' | 'time' | 'key';
  readonly values: Float64Array;
}

/** Strings as they stand; '' where the cell is empty. */
export interface TextColumn {
  readonly kind: 'text';
  readonly values: readonly string[];
}

/** Codes into `labels`; the list is shared by all batches of one reading and only grows. The label '' is an empty cell. */
export interface CategoryColumn {
  readonly kind: 'category';
  readonly codes: Int32Array;
  readonly labels: readonly string[];
}

/** One column of one batch. */
export type Column = NumberColumn | TextColumn | CategoryColumn;

/** Some consecutive rows of a table, by column. `firstRow` counts data rows from 0; `lineOf` tells where a row stands. */
export interface RowBatch {
  readonly rows: number;
  readonly firstRow: number;
  readonly columns: ReadonlyMap<string, Column>;
  /** The line (CSV, JSON Lines) or the row (Parquet) of the batch's row `index`, counted from 1, for messages. */
  lineOf(index: number): number;
}

/** A table that can be read more than once, always in the same order. */
export interface Table {
  /** What messages call it: the path as the user wrote it, or `standard input`. */
  readonly name: string;
  /** The names of its columns, in order. */
  columns(): Promise<readonly string[]>;
  /** Reads the wanted columns, in batches; a cell that does not fit its kind is an error with file, line and column. */
  read(wanted: ReadonlyMap<string, ColumnKind>): AsyncIterable<RowBatch>;
  /** `sha256:` of the table's bytes, for lineage. */
  digest(): Promise<string>;
}

/** Opens tables by path: CSV, JSON Lines or Parquet, told by content, then by name. */
export interface Rows {
  /** `bytes`: only so many at its beginning, as if the file ended there. */
  open(path: string, bytes?: number): Promise<Table>;
}

/** A model's ledger as it was read: verified, the oldest event first. */
export interface LedgerReading {
  /** The id of the last event; what an addition must follow. */
  readonly head: Digest;
  readonly entries: readonly LedgerEntry[];
}

/** Events for a model's ledger, the head that they were decided on, and the reports that they name. */
export interface Addition {
  readonly model: string;
  readonly head: Digest;
  readonly events: readonly LedgerEvent[];
  /** JSON texts; each is found again by the SHA-256 of its text. */
  readonly reports: readonly string[];
  /** What the watch on production remembers from now on. Beside it there may be no events; `head` then does not matter. */
  readonly watch?: WatchChange;
}

/** A new state of the watch, and the SHA-256 of the text of the one that it was computed from; null for a first one. */
export interface WatchChange {
  readonly before: Digest | null;
  readonly text: string;
}

/** `conflict`: somebody appended, or stored a state, since. Nothing was appended or stored: read again, decide again. */
export type Appended =
  | { readonly outcome: 'appended'; readonly head: Digest; readonly entries: readonly LedgerEntry[] }
  | { readonly outcome: 'conflict' };

/** The history of every model: append-only, changed by compare-and-swap. */
export interface Ledger {
  /** The names of the models that have a ledger, or had one, sorted. */
  models(): Promise<readonly string[]>;
  /** Reads and verifies; a model without events has the head GENESIS. A broken, cut or lost ledger is an error. */
  read(model: string): Promise<LedgerReading>;
  /** Appends all the events, and stores the watch's state with them, or does neither; once answered, it is for good. */
  append(addition: Addition): Promise<Appended>;
  /** The text of a report that came with an event. */
  report(model: string, digest: Digest): Promise<string>;
  /** What the watch on a model's production remembers, as it was stored last; null before anything was. */
  watch(model: string): Promise<string | null>;
}

/** Packaged artifacts, found by their digest and never changed. */
export interface Blobs {
  /** Stores a copy of a packaged folder, verified; what is there already under its digest stays as it is. */
  put(folder: string): Promise<Digest>;
  /** Whether something is stored under a digest, without reading all of it. */
  has(digest: Digest): Promise<boolean>;
  /** Reads all of an artifact where it is stored; an error when it is missing or not what was stored. */
  verify(digest: Digest): Promise<ArtifactManifest>;
  /** Copies an artifact, verified, to a folder that does not exist yet. */
  fetch(digest: Digest, folder: string): Promise<ArtifactManifest>;
}

/** What a registry holds, to be let go. */
export interface Storage {
  /** Everything under a digest of its own, with the time at which it was stored, in no order. */
  list(): Promise<readonly StoredBlob[]>;
  /** Removes one; what is gone already stays gone. */
  remove(digest: Digest): Promise<void>;
}

/** Where the files of a checkout stand in its history; nulls outside git, or before the first commit. */
export interface Head {
  readonly commit: string | null;
  readonly tree: string | null;
  readonly branch: string | null;
  /** Whether any tracked file differs from the commit, or a file that git would take is in no commit; folders that Relevo fills aside. */
  readonly dirty: boolean;
}

/** A file, and what is in it: `git:` and an object id where it is tracked and unchanged, else `sha256:` of its content. */
export interface FileContent {
  /** From the asked folder, with `/`. */
  readonly path: string;
  readonly content: string;
}

/** The files of a user's repository, as they stand on the disk. Folders are given from the repository's root. */
export interface Checkout {
  /** The absolute path of a folder. */
  at(dir: string): string;
  head(): Promise<Head>;
  /** The files under a folder that match any of the globs and none of the excluding ones, sorted, with their contents. */
  files(dir: string, globs: readonly string[], excluded: readonly string[]): Promise<readonly FileContent[]>;
  /** Of each name the file that is nearest: in the folder, or in one above it in the repository, as `../../name`. */
  nearest(dir: string, names: readonly string[]): Promise<readonly FileContent[]>;
  /** The paths of files that are there, in git or not, and match any of the globs. */
  present(dir: string, globs: readonly string[]): Promise<readonly string[]>;
  /** A text file as it is at a commit; null when it is not there. */
  textAt(commit: string, path: string): Promise<string | null>;
  /** Writes a file as it is at a commit to where nothing is yet; false when it is not there. `path` is from the root. */
  copyAt(commit: string, path: string, to: string): Promise<boolean>;
}

/** Tells which paths a list of patterns selects. */
export interface PathPatterns {
  select(paths: readonly string[], patterns: readonly string[]): readonly string[];
}

/** Folders of one run, and what is made in them. They go when the run ends. */
export interface Workshop {
  /** A new empty folder. */
  folder(name: string): Promise<string>;
  /** Copies files and whole folders, by their paths from one folder, into another. */
  gather(from: string, paths: readonly string[], into: string): Promise<void>;
  /** Makes a folder an artifact by its manifest; one that holds more than may be taken is an error. */
  pack(folder: string, facts: Omit<ArtifactFacts, 'files' | 'documents'>, maxBytes?: number): Promise<ArtifactManifest>;
  /** Adds a text that tells about an artifact to its folder. */
  describe(folder: string, name: string, text: string): Promise<void>;
  /** Writes a table's columns as CSV, with the rows numbered as `relevo_row` when asked; says how many rows there are. */
  writeRows(table: Table, request: { columns: readonly string[]; numbered: boolean; path: string }): Promise<number>;
}

/** A model that was trained elsewhere: where it is, what it must be, and where it goes. */
export interface DownloadRequest {
  readonly model: string;
  /** `https:` or `file:`. */
  readonly address: string;
  readonly digest: Digest;
  /** Of the download, and of what is in it. */
  readonly maxBytes: number;
  readonly timeoutMs: number;
  /** Does not exist yet. */
  readonly folder: string;
  readonly signal?: AbortSignal;
}

/** Fetches models that were trained elsewhere. */
export interface Downloads {
  /** Fills the folder with the files of a tar, or with the one file that is at the address, once it is verified. */
  fetch(request: DownloadRequest): Promise<void>;
}

/** Computes SHA-256, and tells the time. */
export interface Clock {
  now(): Date;
}

/** Tells a person what is being done. */
export interface Log {
  /** One step, as a short phrase: `training daily-sales`. */
  step(text: string): void;
  /** A line of a child's output. */
  output(line: string): void;
}

/** What a data set is at one moment; `range` is the first and last time in milliseconds, where a time column was named. */
export interface DataSet {
  readonly digest: Digest;
  readonly bytes: number;
  readonly rows: number;
  readonly columns: readonly string[];
  readonly range: readonly [number, number] | null;
}

/** Tells what data sets are. */
export interface DataSets {
  /** Reads all of it. A time column that the data set lacks has no range. */
  describe(path: string, time: string | null): Promise<DataSet>;
  /** The digest alone. */
  digest(path: string): Promise<Digest>;
}
