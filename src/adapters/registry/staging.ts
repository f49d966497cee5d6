// Where things are made before they have a name in the registry, and how what a killed process left there goes away.
import { createHash, randomUUID } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { lstat, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { codeOf, listNames, makeFolder, unlessMissing } from './durable.ts';

/** What nobody claims for so long is left over, even where its maker cannot be asked. */
const ABANDONED_MS = 24 * 3600 * 1000;

/** A folder for things in the making. Each has its maker in its name. */
export class Staging {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** A path at which nothing stands, for this process alone. */
  async newPath(): Promise<string> {
    if (await makeFolder(this.#folder)) await keepOutOfGit(dirname(this.#folder));
    return join(this.#folder, `${home}-${process.pid}-${randomUUID()}`);
  }

  /** Removes what ended processes left; returns how many things that were. */
  async clean(): Promise<number> {
    let removed = 0;
    for (const name of await listNames(this.#folder)) {
      const path = join(this.#folder, name);
      if (!(await isAbandoned(path, name))) continue;
      await rm(path, { recursive: true, force: true });
      removed += 1;
    }
    return removed;
  }
}

/** `git add .` must not take a registry along: it is large, and two branches of it cannot be merged. */
async function keepOutOfGit(registry: string): Promise<void> {
  await writeFile(join(registry, '.gitignore'), '*\n', { flag: 'wx' }).catch((thrown: unknown) => {
    if (codeOf(thrown) !== 'EEXIST') throw thrown;
  });
}

async function isAbandoned(path: string, name: string): Promise<boolean> {
  const [madeIn, pid] = name.split('-');
  if (madeIn === home && isEnded(Number(pid))) return true;
  const stats = await unlessMissing(lstat(path), null);
  return stats !== null && Date.now() - stats.mtimeMs > ABANDONED_MS;
}

/** Whether no process has this number. A number that was given out again keeps the thing until it is old. */
function isEnded(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Where process numbers mean something: this machine, and in a container that container. */
const home = createHash('sha256').update(`${hostname()} ${processNamespace()}`).digest('hex').slice(0, 16);

function processNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    // Only Linux has more than one.
    return '';
  }
}
