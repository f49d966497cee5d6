// After what adds to the registry of a laptop: what `keep` no longer keeps goes.
import { RelevoError } from '../../errors.ts';
import { keepingOf, prune } from '../../flows/prune.ts';
import type { Local } from './local.ts';

/** Prunes the registry. The command's own work is done: what goes wrong here is told, and changes nothing about it. */
export async function letGo(local: Local): Promise<void> {
  const models = Object.values(local.config.models);
  const keep = keepingOf(models);
  try {
    await prune({ keep, by: 'relevo', writer: 'local' }, local);
  } catch (thrown) {
    if (!(thrown instanceof RelevoError)) throw thrown;
    local.log.step(`nothing was let go: ${thrown.message}`);
  }
}
