// Declared data: what it is on the disk, pinned in relevo.lock, and held against it before every evaluation.
import type { Config, ModelConfig } from '../config/config.ts';
import type { Digest } from '../core/digest.ts';
import { changesOf, type DataChange, formatLock, type LockedData, readLock } from '../core/lock.ts';
import { fail } from '../errors.ts';
import type { Checkout, DataSets } from '../ports.ts';

/** A declared data set that is what relevo.lock says. */
export interface PinnedData {
  /** From the model's folder, with `/`. */
  readonly path: string;
  readonly part: 'training' | 'holdout';
  readonly digest: Digest;
  readonly rows: number;
  readonly columns: readonly string[];
  /** The first and last time, as text, where the model has a time column. */
  readonly range: readonly [string, string] | null;
}

/** The lock's file, at the repository's root. */
export const LOCK = 'relevo.lock';

interface LockPorts {
  readonly checkout: Checkout;
  readonly dataSets: DataSets;
}

/** A new relevo.lock, and what changed against the old one. */
export interface Locked {
  readonly text: string;
  readonly data: readonly LockedData[];
  readonly changes: readonly DataChange[];
}

/** Describes every declared data set of every model. `before` is the present relevo.lock, null when there is none. */
export async function lockData(config: Config, before: string | null, ports: LockPorts): Promise<Locked> {
  const data = new Map<string, LockedData>();
  for (const model of Object.values(config.models)) {
    for (const declared of await declaredData(model, ports.checkout)) {
      const path = fromRoot(model, declared.path);
      if (!data.has(path)) data.set(path, await describe(model, path, declared.path, ports));
    }
  }
  const sorted = [...data.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { text: formatLock(sorted), data: sorted, changes: changesOf(before === null ? [] : lockOf(before), sorted) };
}

/** The model's data as relevo.lock pins it; data that differ from it are an error that names the command which helps. */
export async function requirePinned(model: ModelConfig, lock: string | null, ports: LockPorts): Promise<PinnedData[]> {
  if (lock === null) throw fail('lock-missing', { model: model.name });
  const pinned = new Map(lockOf(lock).map(each => [each.path, each]));
  const found: PinnedData[] = [];
  for (const { path, part } of await declaredData(model, ports.checkout)) {
    const known = pinned.get(fromRoot(model, path));
    if (known === undefined) throw fail('data-unpinned', { path: fromRoot(model, path), model: model.name });
    const digest = await ports.dataSets.digest(`${ports.checkout.at(model.dir)}/${path}`);
    if (digest !== known.digest) {
      throw fail('data-changed', {
        path: fromRoot(model, path),
        rows: known.rows,
        found: digest,
        pinned: known.digest,
      });
    }
    const range = known.range === null ? null : ([known.range.from, known.range.to] as const);
    found.push({ path, part, digest, rows: known.rows, columns: known.columns, range });
  }
  return found;
}

/** The model's data as they are on the disk, whatever relevo.lock pins. Patterns of training data may match nothing. */
export async function dataAsItIs(model: ModelConfig, ports: LockPorts): Promise<PinnedData[]> {
  const { data } = model.train;
  const isThere = data.length > 0 && (await ports.checkout.present(model.dir, data)).length > 0;
  const declared = await declaredData(
    isThere ? model : { ...model, train: { ...model.train, data: [] } },
    ports.checkout,
  );
  return Promise.all(
    declared.map(async ({ path, part }) => {
      const { digest, rows, columns, range } = await describe(model, path, path, ports);
      return { path, part, digest, rows, columns, range: range === null ? null : ([range.from, range.to] as const) };
    }),
  );
}

function lockOf(text: string): readonly LockedData[] {
  const lock = readLock(text);
  if (!lock.ok) throw fail('lock-unreadable', { reason: lock.reason });
  return lock.data;
}

const fromRoot = ({ dir }: ModelConfig, path: string): string => (dir === '.' ? path : `${dir}/${path}`);

/** The holdout, and every file that the globs of `train.data` name. */
async function declaredData(
  model: ModelConfig,
  checkout: Checkout,
): Promise<{ path: string; part: PinnedData['part'] }[]> {
  const { train, holdout, dir } = model;
  const files = train.data.length === 0 ? [] : await checkout.present(dir, train.data);
  if (train.data.length > 0 && files.length === 0) throw fail('data-none', { model: model.name, globs: train.data });
  const training = files.filter(path => path !== holdout.data).map(path => ({ path, part: 'training' as const }));
  return [...training, { path: holdout.data, part: 'holdout' }];
}

async function describe(model: ModelConfig, path: string, inDir: string, ports: LockPorts): Promise<LockedData> {
  const file = `${ports.checkout.at(model.dir)}/${inDir}`;
  const { digest, bytes, rows, columns, range } = await ports.dataSets.describe(file, model.holdout.time);
  const text = (time: number): string => new Date(time).toISOString();
  return {
    path,
    digest,
    bytes,
    rows,
    columns,
    range: range === null ? null : { from: text(range[0]), to: text(range[1]) },
  };
}
