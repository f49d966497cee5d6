// Work on a laptop that leaves nothing half done behind: not when it ends, and not when a person stops it.
import { setTimeout as wait } from 'node:timers/promises';
import type { Context } from './context.ts';
import { type Local, openLocal } from './local.ts';
import { logTo } from './step-log.ts';

/** A program that was asked to end gets a few seconds; what takes longer than this is not waited for. */
const MOST_MS = 15_000;

/** Opens the place around a relevo.yml for some work, and clears it: when stopped, once the work has put back what it moved. */
export async function withLocal(
  context: Context,
  configPath: string,
  work: (local: Local) => Promise<void>,
): Promise<void> {
  const local = await openLocal(context, configPath, logTo(context));
  const done = work(local).finally(() => local.clear());
  const settled = done.catch(() => undefined);
  context.beforeEnd?.(() => Promise.race([settled, wait(MOST_MS)]));
  await done;
}
