// The chain holds what was written, and shows every change to it.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { appendLine, appendLines, GENESIS, verifyChain } from '../../src/core/ledger.ts';
import { eventKinds, type LedgerEvent } from '../../src/core/ledger-event.ts';
import { event, everyEvent, named, sha256 } from './ledger-fixtures.ts';

const written = appendLines(everyEvent, GENESIS, sha256);
const bytes = Buffer.from(written.text, 'utf8');

/** Seals fields as Relevo does, whatever they are. */
function seal(fields: object): string {
  const body = JSON.stringify(fields);
  return `${body.slice(0, -1)},"seal":"${sha256(body)}"}\n`;
}

describe('a written ledger', () => {
  test('reads back as it was given, with every kind of event', () => {
    const verified = verifyChain(written.text, sha256);
    expect(verified).toEqual({ ok: true, head: written.head, entries: written.entries });
    expect(written.entries.map(entry => entry.event)).toEqual(everyEvent);
    expect(new Set(everyEvent.map(each => each.event))).toEqual(new Set(eventKinds));
  });

  test('repeats in each line the SHA-256 of the line before', () => {
    const lines = written.text.trimEnd().split('\n');
    const previous = lines.map(line => (JSON.parse(line) as { previous: string }).previous);
    expect(previous).toEqual([GENESIS, ...lines.slice(0, -1).map(sha256)]);
    expect(written.head).toBe(sha256(lines.at(-1) ?? ''));
  });

  test('does not depend on the order of the keys that it was given', () => {
    const reversed = everyEvent.map(
      each => Object.fromEntries(Object.entries(each).reverse()) as unknown as LedgerEvent,
    );
    expect(appendLines(reversed, GENESIS, sha256)).toEqual(written);
  });

  test('is nothing before the first event', () => {
    expect(verifyChain('', sha256)).toEqual({ ok: true, head: GENESIS, entries: [] });
  });

  test('can be verified in parts', () => {
    const first = appendLines(everyEvent.slice(0, 4), GENESIS, sha256);
    const second = appendLines(everyEvent.slice(4), first.head, sha256);
    expect(first.text + second.text).toBe(written.text);
    const start = { head: first.head, lines: 4 };
    expect(verifyChain(second.text, sha256, start)).toEqual({ ok: true, head: second.head, entries: second.entries });
    expect(verifyChain(second.text.slice(1), sha256, start)).toMatchObject({ ok: false, line: 5 });
  });
});

describe('a changed ledger', () => {
  const readBytes = (changed: Uint8Array) => verifyChain(Buffer.from(changed).toString('utf8'), sha256);

  test('shows any changed byte, in the line where it is', () => {
    const position = fc.integer({ min: 0, max: bytes.length - 1 });
    fc.assert(
      fc.property(position, fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = Uint8Array.from(bytes);
        changed[at] = (bytes[at] ?? 0) ^ flip;
        const line = bytes.subarray(0, at).filter(byte => byte === 10).length + 1;
        expect(readBytes(changed)).toMatchObject({ ok: false, line, fault: 'broken' });
      }),
      { seed: 42, numRuns: 2000 },
    );
  });

  test('shows any inserted or removed byte', () => {
    const position = fc.integer({ min: 0, max: bytes.length - 1 });
    fc.assert(
      fc.property(position, fc.option(fc.integer({ min: 0, max: 255 })), (at, inserted) => {
        const middle = inserted === null ? [] : [inserted, bytes[at] ?? 0];
        const changed = Uint8Array.from([...bytes.subarray(0, at), ...middle, ...bytes.subarray(at + 1)]);
        expect(readBytes(changed)).toMatchObject({ ok: false, fault: 'broken' });
      }),
      { seed: 42, numRuns: 1000 },
    );
  });

  test('shows a removed, repeated or moved line', () => {
    const lines = written.text.trimEnd().split('\n');
    const read = (changed: readonly string[]) => verifyChain(`${changed.join('\n')}\n`, sha256);
    const at = (index: number) => lines[index] ?? '';
    const reason = 'it does not follow the line before it';
    expect(read(lines.toSpliced(3, 1))).toEqual({ ok: false, line: 4, fault: 'broken', reason });
    expect(read(lines.toSpliced(3, 0, at(3)))).toEqual({ ok: false, line: 5, fault: 'broken', reason });
    expect(read(lines.with(3, at(4)).with(4, at(3)))).toEqual({ ok: false, line: 4, fault: 'broken', reason });
    expect(read(lines.slice(1))).toEqual({ ok: false, line: 1, fault: 'broken', reason });
  });

  test.each([
    ['an empty line', '\n', 'it has no seal'],
    ['a line without its end', written.text.slice(0, -1), 'it has no end'],
    ['text that is no ledger', 'hello\n', 'it has no seal'],
    ['a sealed text that is no object', `[1${seal([])}`, 'it is not what was sealed'],
    ['a sealed number', '3,"seal":"sha256:0"}\n', 'it has no seal'],
    ['keys in another order', seal({ ...event('frozen'), previous: GENESIS }), 'it is not spelled as Relevo writes it'],
  ])('shows %s', (_, text, reason) => {
    expect(verifyChain(text, sha256)).toMatchObject({ ok: false, fault: 'broken', reason });
  });
});

describe('a ledger of a newer version', () => {
  const previous = GENESIS;
  test.each([
    ['an unknown kind', { ...event('frozen'), event: 'blessed' }, 'expected it to be an object whose event is one of'],
    ['an unknown field', { ...event('frozen'), until: 'Monday' }, 'expected until to be no such key'],
    ['an unknown word', { ...event('frozen'), writer: 'robot' }, 'expected writer to be one of actions, app, local'],
    ['a missing field', { ...event('frozen'), reason: undefined }, 'expected reason to be a text'],
  ])('is refused and not skipped: %s', (_, fields, reason) => {
    expect(verifyChain(seal({ previous, ...fields }), sha256)).toEqual({
      ok: false,
      line: 1,
      fault: 'newer',
      reason: expect.stringContaining(reason),
    });
  });
});

describe('what is no event', () => {
  test.each([
    ['a value that JSON cannot hold', event('evaluated', { metrics: { wape: Number.NaN } }), 'metrics.wape'],
    ['minus zero, which JSON turns into zero', event('evaluated', { metrics: { bias: -0 } }), 'metrics.bias'],
    ['another model name than a folder can have', event('frozen', { model: '../sales' }), 'model'],
    ['a time without its milliseconds', event('frozen', { at: '2025-07-04T12:00:00Z' }), 'at'],
    ['a day that does not exist', event('frozen', { at: '2025-02-30T12:00:00.000Z' }), 'at'],
    ['a version zero', event('promoted', { version: 0 }), 'version'],
    ['a promotion that did not pass', event('promoted', { verdict: 'fail' as 'pass' }), 'verdict'],
    [
      'a digest in capitals',
      event('evaluated', { training: named('x').toUpperCase() as `sha256:${string}` }),
      'training',
    ],
    ['half a character', event('frozen', { reason: '\ud83d' }), 'reason'],
    ['too many signals', event('degraded', { signals: Array.from({ length: 1001 }, () => 'x') }), 'signals'],
  ])('is not written: %s', (_, wrong, field) => {
    expect(() => appendLine(wrong, GENESIS, sha256)).toThrow(new RegExp(`^No ledger event: ${field} must be`));
  });
});
