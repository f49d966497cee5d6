// The ledgers of a registry in a folder: `models/<model>/ledger.jsonl`, with the reports beside it.
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Digest, hexOf } from '../../core/digest.ts';
import { appendLines, type Lines } from '../../core/ledger.ts';
import { isModelName } from '../../core/model-ref.ts';
import { fail } from '../../errors.ts';
import type { Addition, Appended, Ledger, LedgerReading, WatchChange } from '../../ports.ts';
import { listNames, makeFolder, moveInto, unlessMissing, usingRegistry, writeSynced } from './durable.ts';
import { type LedgerContent, LedgerFile } from './ledger-file.ts';
import { sha256 } from './read-through.ts';
import { Staging } from './staging.ts';
import { VersionMarks } from './version-marks.ts';
import { type PendingLines, type Settlement, startsFrom, WatchFile } from './watch-file.ts';

/** The ledgers in one folder, for any number of processes at once. */
export class DirectoryLedger implements Ledger {
  readonly #root: string;
  readonly #staging: Staging;
  readonly #marks: VersionMarks;

  constructor(root: string) {
    this.#root = root;
    this.#staging = new Staging(join(root, 'temp'));
    this.#marks = new VersionMarks(join(root, 'blobs', 'versions'), this.#staging);
  }

  async models(): Promise<readonly string[]> {
    return usingRegistry(this.#root, async () => {
      const names = new Set(await this.#marks.models());
      for (const name of await listNames(join(this.#root, 'models'))) {
        if (isModelName(name) && (await this.#hasEvents(name))) names.add(name);
      }
      return [...names].sort();
    });
  }

  async read(model: string): Promise<LedgerReading> {
    return usingRegistry(this.#root, async () => {
      const { head, entries } = await this.#read(model);
      return { head, entries };
    });
  }

  async append(addition: Addition): Promise<Appended> {
    const { model, head, events, watch } = addition;
    if ((events.length === 0 && watch === undefined) || events.some(event => event.model !== model)) {
      throw new TypeError(`An addition to ${model} is events of its own, or a state of its watch, or both.`);
    }
    const lines = appendLines(events, head, sha256);
    return usingRegistry(this.#root, async () => {
      await this.#staging.clean();
      return watch === undefined ? this.#appendLines(addition, lines) : this.#storeWatch(addition, watch, lines);
    });
  }

  async watch(model: string): Promise<string | null> {
    return usingRegistry(this.#root, async () => {
      const file = new WatchFile(this.#folderOf(model), this.#staging);
      return (await file.read(async pending => settlementOf(pending, await this.#read(model)))).text;
    });
  }

  async report(model: string, digest: Digest): Promise<string> {
    return usingRegistry(this.#root, async () => {
      const place = this.#reportPath(model, digest);
      const wanted = `The report ${digest}`;
      const bytes = await unlessMissing(readFile(place), null);
      if (bytes === null) throw fail('registry-missing', { wanted, place });
      if (sha256(bytes) === digest) return bytes.toString('utf8');
      throw fail('registry-damaged', { wanted, place, reason: 'its content has another SHA-256' });
    });
  }

  async #appendLines(
    { model, head, reports }: Pick<Addition, 'model' | 'head' | 'reports'>,
    lines: Lines,
  ): Promise<Appended> {
    const content = await this.#read(model);
    if (content.head !== head) return { outcome: 'conflict' };
    for (const report of reports) await this.#keepReport(model, report);
    if (!(await this.#claim(model, content, lines.text))) return { outcome: 'conflict' };
    await this.#marks.add(model, [...content.entries, ...lines.entries]);
    return { outcome: 'appended', head: lines.head, entries: lines.entries };
  }

  /** First the state with its lines, which does not count yet; then the lines: by that the state counts too. */
  async #storeWatch({ model, head, events, reports }: Addition, change: WatchChange, lines: Lines): Promise<Appended> {
    const file = new WatchFile(this.#folderOf(model), this.#staging);
    const stored = await file.read(async pending => this.#settle(model, pending));
    const content = await this.#read(model);
    const isCurrent = events.length === 0 || content.head === head;
    if (!isCurrent || !startsFrom(stored, change)) return { outcome: 'conflict' };
    for (const report of reports) await this.#keepReport(model, report);
    const pending = events.length === 0 ? null : { after: head, head: lines.head, lines: lines.text };
    const number = await file.store(stored, change, pending);
    if (number === null) return { outcome: 'conflict' };
    if (pending !== null && (await this.#settle(model, pending)) !== 'appended') return { outcome: 'conflict' };
    await file.forgetBefore(number);
    return { outcome: 'appended', head: events.length === 0 ? content.head : lines.head, entries: lines.entries };
  }

  /** Appends lines that a state came with, unless that was done, or others were appended in their place. */
  async #settle(model: string, pending: PendingLines): Promise<Settlement> {
    for (;;) {
      const content = await this.#read(model);
      const settlement = settlementOf(pending, content);
      if (settlement !== 'open') return settlement;
      if (await this.#claim(model, content, pending.lines)) {
        await this.#marks.add(model, (await this.#read(model)).entries);
      }
    }
  }

  async #read(model: string): Promise<LedgerContent> {
    const file = new LedgerFile(model, this.#folderOf(model));
    const marks = await this.#marks.read(model);
    const content = await file.read();
    this.#marks.expectIn(model, content.entries, marks);
    return content;
  }

  async #hasEvents(model: string): Promise<boolean> {
    const folder = this.#folderOf(model);
    const claims = await listNames(join(folder, 'claims'));
    return claims.length > 0 || (await listNames(folder)).includes('ledger.jsonl');
  }

  async #claim(model: string, content: LedgerContent, lines: string): Promise<boolean> {
    const staged = await this.#staging.newPath();
    try {
      await writeSynced(staged, handle => handle.writeFile(lines));
      return await new LedgerFile(model, this.#folderOf(model)).append(content, staged, lines);
    } finally {
      await rm(staged, { force: true });
    }
  }

  /** Reports go before the events that name them: what a killed process leaves is a report that nothing names. */
  async #keepReport(model: string, report: string): Promise<void> {
    const path = this.#reportPath(model, sha256(report));
    const staged = await this.#staging.newPath();
    await makeFolder(join(this.#folderOf(model), 'reports'));
    await writeSynced(staged, handle => handle.writeFile(report));
    await moveInto(staged, path);
  }

  #reportPath(model: string, digest: Digest): string {
    return join(this.#folderOf(model), 'reports', `${hexOf(digest)}.json`);
  }

  #folderOf(model: string): string {
    if (!isModelName(model)) throw fail('model-name', { name: model });
    return join(this.#root, 'models', model);
  }
}

/** What became of lines, as the ledger stands. */
function settlementOf({ after, head }: PendingLines, content: LedgerContent): Settlement {
  if (content.entries.some(({ id }) => id === head)) return 'appended';
  return content.head === after ? 'open' : 'refused';
}
