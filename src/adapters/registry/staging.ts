// Where things are made before they have a name in the registry, and how what a killed process left there goes away.
import { randomUUID } from 'node:crypto';
import { lstat, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isEnded, pidOf, thisMaker } from '../process/maker.ts';
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
    return join(this.#folder, `${thisMaker}-${randomUUID()}`);
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
  const pid = pidOf(name);
  if (pid !== null && isEnded(pid)) return true;
  const stats = await unlessMissing(lstat(path), null);
  return stats !== null && Date.now() - stats.mtimeMs > ABANDONED_MS;
}
