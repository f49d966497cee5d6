// Who made a file that stands on a disk for a while: which process, and whether it still runs.
import { createHash } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** Where process numbers mean something: this machine, and in a container that container. */
const home = createHash('sha256').update(`${hostname()} ${processNamespace()}`).digest('hex').slice(0, 16);

/** This process, as what it makes names it. */
export const thisMaker = `${home}-${process.pid}`;

/** The number of the process behind a name that begins with its maker, where it was one of this machine. */
export function pidOf(name: string): number | null {
  const [madeIn, pid] = name.split('-');
  return madeIn === home ? Number(pid) : null;
}

/** Whether no process has this number. A number that was given out again keeps the thing until it is old. */
export function isEnded(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function processNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    // Only Linux has more than one.
    return '';
  }
}
