// One small file a version, kept with the blobs and not with the ledgers: what remains when a ledger is lost, cut or replaced.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Digest, isDigest } from '../../core/digest.ts';
import type { LedgerEntry } from '../../core/ledger.ts';
import { fail } from '../../errors.ts';
import { listNames, makeFolder, moveInto, writeSynced } from './durable.ts';
import type { Staging } from './staging.ts';

/** What says that there is a version: its name, the event that made it, and where that is said. */
export interface VersionMark {
  readonly version: string;
  readonly event: Digest;
  readonly place: string;
}

/** The marks of all models under one folder. */
export class VersionMarks {
  readonly #folder: string;
  readonly #staging: Staging;

  constructor(folder: string, staging: Staging) {
    this.#folder = folder;
    this.#staging = staging;
  }

  /** The names of the models that have versions. */
  async models(): Promise<readonly string[]> {
    return listNames(this.#folder);
  }

  /** Marks the versions of a ledger that have no mark yet. */
  async add(model: string, entries: readonly LedgerEntry[]): Promise<void> {
    const marked = new Set(await listNames(join(this.#folder, model)));
    for (const { id, event } of entries) {
      if (event.event !== 'promoted' && event.event !== 'forced') continue;
      const name = `v${event.version}.json`;
      if (marked.has(name)) continue;
      const staged = await this.#staging.newPath();
      const text = `${JSON.stringify({ event: id, artifact: event.artifact })}\n`;
      await writeSynced(staged, handle => handle.writeFile(text));
      await makeFolder(join(this.#folder, model));
      await moveInto(staged, join(this.#folder, model, name));
    }
  }

  /** The marks of a model's versions. To be read before the ledger is, which then holds the event of each. */
  async read(model: string): Promise<readonly VersionMark[]> {
    const folder = join(this.#folder, model);
    const names = await listNames(folder);
    return Promise.all(names.map(async name => readMark(join(folder, name), name.replace(/\.json$/, ''))));
  }

  /** Refuses a ledger that does not hold the event of every mark. */
  expectIn(model: string, entries: readonly LedgerEntry[], marks: readonly VersionMark[]): void {
    const ids = new Set(entries.map(({ id }) => id));
    const lost = marks.find(({ event }) => !ids.has(event));
    if (lost === undefined) return;
    if (entries.length === 0) throw fail('ledger-lost', { model, evidence: join(this.#folder, model) });
    throw fail('ledger-rewritten', { model, missing: `the event that made ${lost.version}`, evidence: lost.place });
  }
}

async function readMark(place: string, version: string): Promise<VersionMark> {
  const event = eventIn(await readFile(place, 'utf8'));
  if (isDigest(event)) return { version, event, place };
  throw fail('registry-damaged', { wanted: `The mark of ${version}`, place, reason: 'it names no event' });
}

function eventIn(json: string): unknown {
  try {
    return (JSON.parse(json) as { event?: unknown } | null)?.event;
  } catch {
    return undefined;
  }
}
