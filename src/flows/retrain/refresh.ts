// New data, fetched by the model's own command into the checkout and pinned anew: in the job that can only read, or on a laptop.
import type { Config, ModelConfig } from '../../config/config.ts';
import { changesOf, type DataChange, formatLock, readLock } from '../../core/lock.ts';
import { fail } from '../../errors.ts';
import type { Refresher } from '../../ports/training.ts';
import type { Checkout, DataSets, Log } from '../../ports.ts';
import { lockData } from '../lock-data.ts';

/** What this needs from the world. */
export interface RefreshPorts {
  readonly checkout: Checkout;
  readonly dataSets: DataSets;
  readonly refresher: Refresher;
  readonly log: Log;
}

/** Data after a refresh. */
export interface Refreshed {
  /** The new relevo.lock: what it pinned before, with the model's data as they are now. */
  readonly lock: string;
  readonly changes: readonly DataChange[];
  /** The model's data that no commit holds as they are, by their paths from the root. */
  readonly paths: readonly string[];
}

/** Runs the command and looks at what it left. `lock` is the present relevo.lock, null when there is none. */
export async function refreshData(model: ModelConfig, lock: string | null, ports: RefreshPorts): Promise<Refreshed> {
  const { name, dir, data, train } = model;
  if (data.refresh === null) throw fail('refresh-undeclared', { model: name });
  ports.log.step(`refreshing the data of ${name}`);
  await ports.refresher.refresh({
    model: name,
    argv: data.refresh,
    cwd: ports.checkout.at(dir),
    environment: train.env,
    timeoutMs: data.timeout.ms,
    onLine: line => ports.log.output(line),
  });
  return { ...(await pinAnew(model, lock, ports)), paths: await changedFiles(model, ports) };
}

/** Other models' data stay as they are pinned: a refresh of one is no statement about another. */
async function pinAnew(
  model: ModelConfig,
  lock: string | null,
  ports: RefreshPorts,
): Promise<Pick<Refreshed, 'lock' | 'changes'>> {
  const before = lock === null ? null : readLock(lock);
  if (before?.ok === false) throw fail('lock-unreadable', { reason: before.reason });
  const alone: Config = { models: { [model.name]: model }, retired: [] };
  const { data } = await lockData(alone, null, ports);
  const own = new Set(data.map(({ path }) => path));
  const old = before?.data ?? [];
  const all = [...old.filter(({ path }) => !own.has(path)), ...data];
  return { lock: formatLock(all), changes: changesOf(old, all) };
}

/** What git would take and no commit holds. */
async function changedFiles({ dir, train, holdout }: ModelConfig, { checkout }: RefreshPorts): Promise<string[]> {
  const files = await checkout.files(dir, [...train.data, holdout.data], []);
  const prefix = dir === '.' ? '' : `${dir}/`;
  return files.filter(({ content }) => !content.startsWith('git:')).map(({ path }) => `${prefix}${path}`);
}
