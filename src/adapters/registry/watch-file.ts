// The state of one model's watch on disk: numbered files under `watch`, the last of which counts.
//
// A state that comes with events must be stored if and only if they are appended, and two monitors that started from one
// state must not both be answered that theirs was stored. As with the ledger's claims, a number is given once, and a file
// is complete before it has its number. What comes with events holds their lines too, and counts once the ledger has them;
// whoever finds such a file before it does appends them first, so that a killed process leaves all or nothing. Of what is
// superseded the numbers are kept, which makes the swap exact for processes of any age, and not the contents.
import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Digest } from '../../core/digest.ts';
import { fail } from '../../errors.ts';
import type { WatchChange } from '../../ports.ts';
import { claimName, listNames, makeFolder, moveInto, writeSynced } from './durable.ts';
import { sha256 } from './read-through.ts';
import type { Staging } from './staging.ts';

/** Lines for the ledger: the head that they follow, and the one that they make. */
export interface PendingLines {
  readonly after: Digest;
  readonly head: Digest;
  readonly lines: string;
}

/** What a file holds: the state, and the lines it came with. */
interface StoredWatch {
  readonly text: string;
  readonly events: PendingLines | null;
}

/** A state and its number; 0 before any. */
export interface WatchContent {
  readonly text: string | null;
  readonly number: number;
  /** The highest number that was given, be it to this state or to one whose events never came. */
  readonly last: number;
}

/** Whether the ledger holds the lines, will never, or may still. */
export type Settlement = 'appended' | 'refused' | 'open';

/** Tells what became of lines. */
export type Settle = (pending: PendingLines) => Promise<Settlement>;

const NAME = /^[1-9]\d*$/;

/** So often a state that was just emptied is looked for again. */
const MOST_TRIES = 100;

/** The states in one folder. */
export class WatchFile {
  readonly #folder: string;
  readonly #staging: Staging;

  constructor(folder: string, staging: Staging) {
    this.#folder = join(folder, 'watch');
    this.#staging = staging;
  }

  /** The state that counts, while others may store theirs. */
  async read(settle: Settle): Promise<WatchContent> {
    for (let tries = 0; ; tries += 1) {
      const content = await this.#readOnce(settle);
      if (!('emptied' in content)) return content;
      // Emptied since the numbers were listed, which the next listing tells; or else by somebody else.
      if (tries === MOST_TRIES) throw this.#damaged(content.emptied, 'it is empty');
    }
  }

  /** Stores a state after `content`; of several at once exactly one is answered its number, the others null. */
  async store(content: WatchContent, { text }: WatchChange, events: PendingLines | null): Promise<number | null> {
    const stored: StoredWatch = { text, events };
    const staged = await this.#stage(JSON.stringify(stored));
    try {
      await makeFolder(this.#folder);
      const number = content.last + 1;
      return (await claimName(staged, this.#pathOf(number))) ? number : null;
    } finally {
      await rm(staged, { force: true });
    }
  }

  /** Empties what came before a state that counts. */
  async forgetBefore(number: number): Promise<void> {
    for (const earlier of await this.#numbers()) {
      if (earlier >= number) continue;
      if ((await stat(this.#pathOf(earlier))).size === 0) return;
      await moveInto(await this.#stage(''), this.#pathOf(earlier));
    }
  }

  async #readOnce(settle: Settle): Promise<WatchContent | { readonly emptied: number }> {
    const numbers = await this.#numbers();
    const last = numbers[0] ?? 0;
    for (const number of numbers) {
      const bytes = await readFile(this.#pathOf(number));
      if (bytes.length === 0) return { emptied: number };
      const { text, events } = this.#parse(number, bytes);
      if (events === null || (await settle(events)) === 'appended') return { text, number, last };
    }
    return { text: null, number: 0, last };
  }

  /** The numbers that were given, the last first. */
  async #numbers(): Promise<readonly number[]> {
    const names = (await listNames(this.#folder)).filter(name => NAME.test(name));
    return names.map(Number).sort((a, b) => b - a);
  }

  async #stage(content: string): Promise<string> {
    const staged = await this.#staging.newPath();
    await writeSynced(staged, handle => handle.writeFile(content));
    return staged;
  }

  #parse(number: number, bytes: Buffer): StoredWatch {
    try {
      const { text, events } = JSON.parse(bytes.toString('utf8')) as Partial<StoredWatch>;
      if (typeof text === 'string' && (events === null || typeof events?.lines === 'string')) return { text, events };
    } catch {
      // Told below, as every other content that Relevo did not write.
    }
    throw this.#damaged(number, 'it is not what Relevo writes there');
  }

  #damaged(number: number, reason: string): Error {
    return fail('watch-damaged', { place: this.#pathOf(number), folder: this.#folder, reason });
  }

  #pathOf(number: number): string {
    return join(this.#folder, String(number));
  }
}

/** Whether a stored state is the one that a change starts from. */
export function startsFrom({ text }: WatchContent, { before }: WatchChange): boolean {
  return (text === null ? null : sha256(text)) === before;
}
