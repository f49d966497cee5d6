// One model's ledger on disk: ledger.jsonl for everyone to read, and the claims that decide who appends.
//
// A claim is a file named after the head that its lines follow. Giving it that name is the append: a name is given once, so of
// two processes that decided on the same head one wins; and the file is complete before it has the name, so a process killed
// at any point has appended all or nothing. ledger.jsonl is then written at the place that follows from the chain. Whoever
// writes there writes the same bytes, however late, and a reader adds what a killed process did not get to. There is no lock
// that could be left behind. Claims are kept: they make the swap exact for processes of any age, and can restore the ledger.
import { constants } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Digest, digestOf, hexOf, isDigest } from '../../core/digest.ts';
import { GENESIS, type LedgerEntry, verifyChain } from '../../core/ledger.ts';
import { fail } from '../../errors.ts';
import { claimName, listNames, makeFolder, syncFolder, unlessMissing } from './durable.ts';
import { sha256 } from './read-through.ts';

/** A ledger as it is, whether or not all of it has reached ledger.jsonl. */
export interface LedgerContent {
  readonly head: Digest;
  readonly entries: readonly LedgerEntry[];
  readonly bytes: Buffer;
  /** How many of the bytes ledger.jsonl holds. */
  readonly written: number;
}

const nothing: LedgerContent = { head: GENESIS, entries: [], bytes: Buffer.alloc(0), written: 0 };

/** The ledger in one folder. */
export class LedgerFile {
  readonly #model: string;
  readonly #file: string;
  readonly #claims: string;

  constructor(model: string, folder: string) {
    this.#model = model;
    this.#file = join(folder, 'ledger.jsonl');
    this.#claims = join(folder, 'claims');
  }

  /** Reads and verifies what was appended, oldest first, while others may append. */
  async read(): Promise<LedgerContent> {
    const before = await this.#listClaims();
    const bytes = withoutHole(await unlessMissing(readFile(this.#file), Buffer.alloc(0)));
    const whole = this.#extend(nothing, bytes.subarray(0, bytes.lastIndexOf(NEWLINE) + 1));
    // Listed after the file was read: a claim comes before its bytes, so this list has the claim of whatever was read.
    const content = await this.#replay(cutToClaim(whole, await this.#listClaims()));
    // Listed before: a claim comes after the line that it follows, so the ledger has the heads of all of these.
    this.#expectHeads(content, before);
    return { ...this.#reconcile(whole, bytes, content), written: bytes.length };
  }

  /** Appends staged lines if `content` is still all there is; of several at once exactly one is answered true. */
  async append(content: LedgerContent, staged: string, lines: string): Promise<boolean> {
    await makeFolder(this.#claims);
    if (!(await claimName(staged, this.#claimOf(content.head)))) return false;
    const rest = Buffer.concat([content.bytes.subarray(content.written), Buffer.from(lines, 'utf8')]);
    await writeAt(this.#file, rest, content.written);
    return true;
  }

  /** Adds the claims that follow one another from a head on. */
  async #replay(start: LedgerContent): Promise<LedgerContent> {
    for (let content = start; ; ) {
      const claim = await unlessMissing(readFile(this.#claimOf(content.head)), null);
      if (claim === null) return content;
      content = this.#extend(content, claim);
    }
  }

  /** What ledger.jsonl and the claims say together: one is the beginning of the other, or something was changed. */
  #reconcile(whole: LedgerContent, bytes: Buffer, claimed: LedgerContent): LedgerContent {
    const common = lengthInCommon(bytes, claimed.bytes);
    if (common === bytes.length) return claimed;
    // Lines whose claims were removed, as in a copy of the file alone.
    if (common === claimed.bytes.length && bytes.length === whole.bytes.length) return whole;
    const line = countLines(bytes.subarray(0, common)) + 1;
    throw this.#broken(line, common === claimed.bytes.length ? 'it has no end' : 'it is not what was appended');
  }

  async #listClaims(): Promise<ReadonlySet<Digest>> {
    return new Set((await listNames(this.#claims)).map(digestOf));
  }

  #extend(content: LedgerContent, lines: Buffer): LedgerContent {
    const start = { head: content.head, lines: content.entries.length };
    const verified = verifyChain(lines.toString('utf8'), sha256, start);
    if (!verified.ok) throw this.#broken(verified.line, verified.reason, verified.fault);
    const other = verified.entries.findIndex(({ event }) => event.model !== this.#model);
    if (other !== -1) throw this.#broken(start.lines + other + 1, 'it belongs to another model');
    const entries = [...content.entries, ...verified.entries];
    return { head: verified.head, entries, bytes: Buffer.concat([content.bytes, lines]), written: 0 };
  }

  /** A claim on a head that the ledger does not have says that lines are gone. */
  #expectHeads({ entries }: LedgerContent, claimed: ReadonlySet<Digest>): void {
    const heads = new Set([GENESIS, ...entries.map(({ id }) => id)]);
    const stray = [...claimed].find(head => isDigest(head) && !heads.has(head));
    if (stray === undefined) return;
    const evidence = this.#claimOf(stray);
    if (entries.length === 0) throw fail('ledger-lost', { model: this.#model, evidence });
    throw fail('ledger-rewritten', { model: this.#model, missing: 'an event that was appended to it', evidence });
  }

  #claimOf(head: Digest): string {
    return join(this.#claims, hexOf(head));
  }

  #broken(line: number, reason: string, fault: 'broken' | 'newer' = 'broken'): Error {
    return fail(fault === 'newer' ? 'ledger-newer' : 'ledger-broken', { file: this.#file, line, reason });
  }
}

const NEWLINE = 0x0a;

/** A power cut can leave a file longer than what was written to it; no line holds a zero byte. */
function withoutHole(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return bytes.subarray(0, end);
}

/** The lines up to the last head that was claimed; nothing less than what the claims after it can give back. */
function cutToClaim(whole: LedgerContent, claimed: ReadonlySet<Digest>): LedgerContent {
  const kept = [GENESIS, ...whole.entries.map(({ id }) => id)].findLastIndex(head => claimed.has(head));
  if (kept === -1) return whole;
  const entries = whole.entries.slice(0, kept);
  return { ...whole, head: entries.at(-1)?.id ?? GENESIS, entries, bytes: firstLines(whole.bytes, kept) };
}

function firstLines(bytes: Buffer, lines: number): Buffer {
  let end = 0;
  for (let line = 0; line < lines; line += 1) end = bytes.indexOf(NEWLINE, end) + 1;
  return bytes.subarray(0, end);
}

function lengthInCommon(one: Buffer, other: Buffer): number {
  const most = Math.min(one.length, other.length);
  if (one.subarray(0, most).equals(other.subarray(0, most))) return most;
  return one.findIndex((byte, index) => byte !== other[index]);
}

function countLines(bytes: Buffer): number {
  return bytes.filter(byte => byte === NEWLINE).length;
}

/** Writes bytes at their place in a file, whatever stands there, and puts them on the disk. */
async function writeAt(path: string, bytes: Buffer, place: number): Promise<void> {
  const handle = await open(path, constants.O_RDWR | constants.O_CREAT, 0o644);
  try {
    for (let done = 0; done < bytes.length; ) {
      done += (await handle.write(bytes, done, bytes.length - done, place + done)).bytesWritten;
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  await syncFolder(dirname(path));
}
