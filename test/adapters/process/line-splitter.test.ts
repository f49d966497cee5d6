import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LineSplitter } from '../../../src/adapters/process/line-splitter.ts';

/** Cuts bytes that arrive in these pieces. */
function split(pieces: readonly (string | Buffer)[], mostBytes?: number): string[] {
  const lines: string[] = [];
  const splitter = new LineSplitter(line => lines.push(line), mostBytes);
  for (const piece of pieces) splitter.write(Buffer.from(piece));
  splitter.end();
  return lines;
}

describe('LineSplitter', () => {
  test.each([
    ['lines', ['one\ntwo\n'], ['one', 'two']],
    ['a last line without an end', ['one\ntwo'], ['one', 'two']],
    ['empty lines', ['\n\none\n'], ['', '', 'one']],
    ['line ends of Windows', ['one\r\ntwo\r\n'], ['one', 'two']],
    ['line ends of Windows in two pieces', ['one\r', '\ntwo\r', '\n'], ['one', 'two']],
    ['a progress bar, of which the last state stays', ['10 %\r50 %\r100 %\n'], ['100 %']],
    ['a progress bar in pieces', ['10 %', '\r', '50', ' %\r100 %', '\r\n'], ['100 %']],
    ['a progress bar that was left', ['10 %\r50 %\r'], ['50 %']],
    ['a character in two pieces', [Buffer.from('é\n').subarray(0, 1), Buffer.from('é\n').subarray(1)], ['é']],
    ['nothing', [], []],
  ])('cuts %s', (_name, pieces, expected) => {
    expect(split(pieces)).toEqual(expected);
  });

  test('gives the same lines however the bytes are cut into pieces', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '\n', '\r\n', ' ') });
    fc.assert(
      fc.property(text, fc.array(fc.nat(20)), (whole, sizes) => {
        const bytes = Buffer.from(whole);
        const pieces: Buffer[] = [];
        let at = 0;
        for (const size of sizes) {
          pieces.push(bytes.subarray(at, at + size));
          at += size;
        }
        pieces.push(bytes.subarray(at));
        const lines = whole.replaceAll('\r\n', '\n').split('\n');
        if (lines.at(-1) === '') lines.pop();
        expect(split(pieces)).toEqual(lines);
      }),
      { seed: 42 },
    );
  });

  test('keeps the start of a long line, and says how much it left out', () => {
    expect(split([`${'x'.repeat(10)}\nfour\n`], 4)).toEqual(['xxxx … (6 bytes more)', 'four']);
    expect(split(['aé', 'é\n'], 4)).toEqual(['aé … (1 bytes more)']);
  });

  test('needs no memory for a line of a gigabyte', () => {
    const lines: string[] = [];
    const splitter = new LineSplitter(line => lines.push(line));
    const piece = Buffer.alloc(1 << 20, 'x');
    const before = process.memoryUsage();
    for (let count = 0; count < 1024; count++) splitter.write(piece);
    const after = process.memoryUsage();
    splitter.end();
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^x{16384} … \(1073725440 bytes more\)$/);
    expect(after.arrayBuffers + after.heapUsed - before.arrayBuffers - before.heapUsed).toBeLessThan(32 << 20);
  });
});
