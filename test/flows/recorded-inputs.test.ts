// What a report records of its inputs is whole up to a bound, and beyond it is told by one digest.
import { expect, test } from '@jest/globals';
import { recordInputs } from '../../src/flows/evaluate/recorded-inputs.ts';
import { sha256 } from '../core/ledger-fixtures.ts';

const file = (path: string, content = 'git:1') => ({ path, content });

test('inputs and lock files, each once, by path', () => {
  const recorded = recordInputs(
    { inputs: [file('b.js'), file('a.lock')], locks: [file('a.lock'), file('../c')] },
    sha256,
  );
  expect(recorded).toEqual({ files: [file('../c'), file('a.lock'), file('b.js')], rest: null });
});

test.each([
  ['very many files', 5000, 1, 1000],
  ['very long paths', 900, 1000, 98],
])('%s are cut, and a change of the rest is seen', (_name, count, length, listed) => {
  const inputs = Array.from({ length: count }, (_, index) =>
    file(`${String(index).padStart(4, '0')}${'x'.repeat(length)}`, 'git:123456789'),
  );
  const recorded = recordInputs({ inputs, locks: [] }, sha256);
  expect([recorded.files.length, recorded.rest?.files]).toEqual([listed, count - listed]);
  const other = recordInputs({ inputs: [...inputs.slice(0, -1), file('zzz')], locks: [] }, sha256);
  expect(other.files).toEqual(recorded.files);
  expect(other.rest?.digest).not.toBe(recorded.rest?.digest);
});
