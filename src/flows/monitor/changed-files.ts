// Which files of logs are there, and which of them are new, grown or changed since they were read.
import type { MonitorConfig } from '../../config/config.ts';
import type { Digest } from '../../core/digest.ts';
import type { FileRecord } from '../../core/watch/watch-state.ts';
import { fail } from '../../errors.ts';
import type { LogFiles, Stamp } from '../../ports/logs.ts';
import type { Checkout } from '../../ports.ts';

/** A file of logs beside what is remembered of it. */
export interface LogFile {
  readonly path: string;
  /** Where it is opened. */
  readonly place: string;
  readonly stamp: Stamp;
  /** So many bytes of it are read. */
  readonly bytes: number;
  readonly digest: Digest;
  /** The digest of all of it, where less is read. */
  readonly whole: Digest | null;
  /** What to read where the last line, which has no end, turns out to be half a row. */
  readonly lines: { readonly bytes: number; readonly digest: Digest } | null;
  readonly change: 'none' | 'new' | 'appended' | 'rewritten';
  readonly before: FileRecord | null;
}

/** What is there now. */
export interface FoundFiles {
  /** In the order of their paths, in which later rows replace earlier ones. */
  readonly files: readonly LogFile[];
  /** Paths that were read and are gone. */
  readonly vanished: readonly string[];
}

/** A file that was written so shortly before it was looked at may have changed since within the same tick of its clock. */
const TICK_MS = 2000;
/** A file that nobody wrote to for so long is finished, whether or not its last line has an end. */
const SETTLED_MS = 600_000;

/** What is remembered of files, and the moments of that look and of this one. */
export interface KnownFiles {
  readonly files: readonly FileRecord[];
  readonly at: number | null;
  readonly now: number;
}

/** Looks at every file that `monitor.data` matches. */
export async function findFiles(
  model: { readonly name: string; readonly dir: string; readonly monitor: MonitorConfig },
  known: KnownFiles,
  { checkout, logs }: { readonly checkout: Checkout; readonly logs: LogFiles },
): Promise<FoundFiles> {
  const { data } = model.monitor;
  const paths = [...(await checkout.present(model.dir, data))].sort();
  if (paths.length === 0) throw fail('monitor-no-files', { model: model.name, globs: data });
  const before = new Map(known.files.map(file => [file.path, file]));
  const files: LogFile[] = [];
  for (const path of paths) {
    const place = `${checkout.at(model.dir)}/${path}`;
    const found = await lookAt({ path, place, before: before.get(path) ?? null }, known, logs);
    if (found !== null) files.push(found);
  }
  const present = new Set(files.map(({ path }) => path));
  return { files, vanished: known.files.map(({ path }) => path).filter(path => !present.has(path)) };
}

async function lookAt(
  named: Pick<LogFile, 'path' | 'place' | 'before'>,
  { at, now }: KnownFiles,
  logs: LogFiles,
): Promise<LogFile | null> {
  const { place, before } = named;
  const stamp = await logs.stamp(place);
  if (stamp === null) return null;
  if (before !== null && isUntouched(before, stamp, at)) {
    return { ...named, stamp, bytes: stamp.bytes, digest: before.digest, whole: null, lines: null, change: 'none' };
  }
  const isSettled = stamp.modified + SETTLED_MS < now;
  const lines = isSettled ? stamp.bytes : await logs.wholeLines(place, stamp.bytes);
  const lengths = [stamp.bytes, lines, ...(before !== null && before.bytes <= stamp.bytes ? [before.bytes] : [])];
  const [whole, beforeEnd, prefix] = (await logs.digests(place, lengths)) as [Digest, Digest, Digest | undefined];
  const all = { ...named, stamp, bytes: stamp.bytes, digest: whole, whole: null, lines: null };
  const shorter = { bytes: lines, digest: beforeEnd };
  const found = lines === stamp.bytes ? all : unfinished(all, shorter);
  return { ...found, change: changeOf(before, found.digest, prefix) };
}

/**
 * A file that was written just now, and whose last line has no end. Of one that grows, that line waits for the next look; one that
 * is as it was then has got no more; and a new one may have been put here whole, so its last line is read if it can be.
 */
function unfinished(file: Omit<LogFile, 'change'>, lines: NonNullable<LogFile['lines']>): Omit<LogFile, 'change'> {
  const { before, digest } = file;
  if (before === null) return { ...file, lines };
  if (before.whole === digest || before.digest === digest) return file;
  return withoutEnd({ ...file, lines });
}

/** The file without its last line. */
export function withoutEnd<File extends Omit<LogFile, 'change'>>(file: File): File {
  return file.lines === null ? file : { ...file, ...file.lines, whole: file.digest, lines: null };
}

/** As git does it: same size, same time, and not written just when it was looked at. */
const isUntouched = (before: FileRecord, { bytes, modified }: Stamp, at: number | null): boolean =>
  bytes === before.bytes && modified === before.modified && at !== null && modified + TICK_MS < at;

function changeOf(before: FileRecord | null, digest: Digest, prefix: Digest | undefined): LogFile['change'] {
  if (before === null) return 'new';
  if (digest === before.digest) return 'none';
  return prefix === before.digest ? 'appended' : 'rewritten';
}

/** Whether what was read of a file is still what it begins with; appended rows wait for the next look. */
export async function isStill({ place, stamp, bytes, digest }: LogFile, logs: LogFiles): Promise<boolean> {
  const found = await logs.stamp(place);
  if (found === null || found.bytes < bytes) return false;
  if (found.bytes === stamp.bytes && found.modified === stamp.modified) return true;
  const [present] = await logs.digests(place, [bytes]);
  return present === digest;
}
