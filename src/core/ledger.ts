// The hash chain: events as lines of JSON, each with the SHA-256 of the line before and a seal on itself.
import { type Digest, digestOf, type Sha256 } from './digest.ts';
import { type LedgerEvent, readEvent } from './ledger-event.ts';

/** What the first line of every ledger follows. */
export const GENESIS: Digest = digestOf('0'.repeat(64));

/** An event as it stands in a ledger. Its id is the SHA-256 of its line, which the next line repeats. */
export interface LedgerEntry {
  readonly id: Digest;
  readonly event: LedgerEvent;
}

/** Lines to append, and the chain's head once they are. */
export interface Lines {
  readonly text: string;
  readonly head: Digest;
  readonly entries: readonly LedgerEntry[];
}

/** A ledger that holds together, or its first line that does not (counted from 1) and why. */
export type Verification =
  | { readonly ok: true; readonly head: Digest; readonly entries: readonly LedgerEntry[] }
  | BrokenLine;

/** `newer`: the line is whole, but this version of Relevo cannot read what it says. */
export interface BrokenLine {
  readonly ok: false;
  readonly line: number;
  readonly fault: 'broken' | 'newer';
  readonly reason: string;
}

/** Where a verification begins: at the first line, unless it goes on from a verified one. */
export interface ChainStart {
  readonly head: Digest;
  readonly lines: number;
}

const SEAL = /,"seal":"(sha256:[0-9a-f]{64})"\}$/;

/** Writes events as the lines that follow `head`. An event that is not one is a bug of the caller, and thrown. */
export function appendLines(events: readonly LedgerEvent[], head: Digest, sha256: Sha256): Lines {
  const entries: LedgerEntry[] = [];
  let text = '';
  let previous = head;
  for (const event of events) {
    const line = appendLine(event, previous, sha256);
    previous = sha256(line);
    entries.push({ id: previous, event });
    text += `${line}\n`;
  }
  return { text, head: previous, entries };
}

/** Writes one event as the line, without its end, that follows the line whose SHA-256 is `previous`. */
export function appendLine(event: LedgerEvent, previous: Digest, sha256: Sha256): string {
  const reading = readEvent(event);
  if (!reading.ok) throw new TypeError(`No ledger event: ${reading.at || 'it'} must be ${reading.expected}.`);
  const body = writeBody(previous, reading.value);
  return `${body.slice(0, -1)},"seal":"${sha256(body)}"}`;
}

/**
 * Reads a ledger, or the lines that follow a verified part of one. Any change to a byte, a removed, added or moved line shows;
 * only whole lines cut off at the end do not, which is why heads are also kept elsewhere.
 */
export function verifyChain(
  text: string,
  sha256: Sha256,
  start: ChainStart = { head: GENESIS, lines: 0 },
): Verification {
  const lines = text.split('\n');
  const rest = lines.pop();
  const entries: LedgerEntry[] = [];
  let head = start.head;
  for (const [index, line] of lines.entries()) {
    const read = readLine(line, head, sha256);
    if (!('event' in read)) return { ok: false, line: start.lines + index + 1, ...read };
    entries.push(read);
    head = read.id;
  }
  if (rest !== '') return { ok: false, line: start.lines + lines.length + 1, ...broken('it has no end') };
  return { ok: true, head, entries };
}

type Fault = Pick<BrokenLine, 'fault' | 'reason'>;

function readLine(line: string, previous: Digest, sha256: Sha256): LedgerEntry | Fault {
  const seal = SEAL.exec(line);
  if (seal === null) return broken('it has no seal');
  const body = `${line.slice(0, seal.index)}}`;
  if (sha256(body) !== seal[1]) return broken('it is not what was sealed');
  const fields = parseObject(body);
  if (fields === undefined) return broken('it is no JSON object');
  if (fields.previous !== previous) return broken('it does not follow the line before it');
  const { previous: _, ...rest } = fields;
  const reading = readEvent(rest);
  if (!reading.ok) return { fault: 'newer', reason: `expected ${reading.at || 'it'} to be ${reading.expected}` };
  if (writeBody(previous, reading.value) !== body) return broken('it is not spelled as Relevo writes it');
  return { id: sha256(line), event: reading.value };
}

function writeBody(previous: Digest, event: LedgerEvent): string {
  return JSON.stringify({ previous, ...event });
}

function parseObject(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function broken(reason: string): Fault {
  return { fault: 'broken', reason };
}
