// Time in a story: weeks go by between two steps, for the local GitHub and for every process that is started in it.
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A clock that goes on as the machine's does, and can be moved ahead. */
export interface StoryClock {
  readonly now: () => Date;
  /** Moves it to a later moment; an earlier one moves nothing. */
  moveTo(moment: string): void;
  /** What Node is told so that a process lives in this time. */
  readonly nodeOptions: readonly string[];
}

/** Starts a clock at a moment. How far it is ahead of the machine's stands in a file, since a server outlives many moves. */
export function startClock(moment: string, folder: string): StoryClock {
  const file = join(folder, 'clock');
  let ahead = 0;
  const moveTo = (to: string): void => {
    ahead = Math.max(ahead, Date.parse(to) - Date.now());
    // Renamed into its place: a process that reads meanwhile finds one number or the other.
    writeFileSync(`${file}.new`, String(ahead));
    renameSync(`${file}.new`, file);
  };
  ahead = Date.parse(moment) - Date.now();
  moveTo(moment);
  const program = `data:text/javascript,${encodeURIComponent(`(${livingIn.toString()})(${JSON.stringify(file)})`)}`;
  return { now: () => new Date(Date.now() + ahead), moveTo, nodeOptions: ['--import', program] };
}

/** Runs in another process before its program: every moment that it asks for is as far ahead as the file says. */
function livingIn(file: string): void {
  const { readFileSync } = process.getBuiltinModule('node:fs');
  const machine = Date;
  let [ahead, readAt] = [0, Number.NEGATIVE_INFINITY];
  const now = (): number => {
    const tick = performance.now();
    if (tick - readAt > 5) [ahead, readAt] = [Number(readFileSync(file, 'utf8')), tick];
    return machine.now() + ahead;
  };
  globalThis.Date = new Proxy(machine, {
    construct: (target, given, made) => Reflect.construct(target, given.length === 0 ? [now()] : given, made),
    apply: () => new machine(now()).toString(),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  });
}
