import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { digestOf } from '../../src/core/digest.ts';
import { changesOf, formatLock, type LockedData, readLock, shortDigest } from '../../src/core/lock.ts';

const hex = fc
  .array(fc.constantFrom(...'0123456789abcdef'), { minLength: 64, maxLength: 64 })
  .map(each => each.join(''));
const moment = fc.date({ noInvalidDate: true, min: new Date('1990-01-01'), max: new Date('2090-01-01') });

const dataSet: fc.Arbitrary<LockedData> = fc.record({
  path: fc.string({ minLength: 1, maxLength: 20 }),
  digest: hex.map(digestOf),
  bytes: fc.nat(),
  rows: fc.nat(),
  columns: fc.array(fc.string({ minLength: 1, maxLength: 10 }), { maxLength: 5 }),
  range: fc.option(
    fc.record({ from: moment.map(each => each.toISOString()), to: moment.map(each => each.toISOString()) }),
  ),
});

const dataSets = fc.uniqueArray(dataSet, { selector: ({ path }) => path, maxLength: 6 });

const one: LockedData = {
  path: 'data/history.csv',
  digest: digestOf('ab'.repeat(32)),
  bytes: 120,
  rows: 10,
  columns: ['date', 'sales'],
  range: { from: '2026-01-01T00:00:00.000Z', to: '2026-01-10T00:00:00.000Z' },
};

describe('relevo.lock', () => {
  test('is read as it was written, and written the same in any order', () => {
    fc.assert(
      fc.property(dataSets, data => {
        const text = formatLock(data);
        const lock = readLock(text);
        if (!lock.ok) throw new Error(lock.reason);
        expect(new Map(lock.data.map(each => [each.path, each]))).toEqual(new Map(data.map(each => [each.path, each])));
        expect(formatLock([...data].reverse())).toBe(text);
        expect(changesOf(lock.data, data)).toEqual([]);
      }),
      { seed: 42 },
    );
  });

  test.each([
    ['not JSON', '{', /no JSON/],
    ['another schema', '{"schema":"relevo.lock/2","data":[]}', /its schema is "relevo.lock\/2", not "relevo.lock\/1"/],
    ['no data', '{"schema":"relevo.lock/1"}', /data must be/],
    ['no digest', JSON.stringify({ schema: 'relevo.lock/1', data: [{ ...one, digest: 'md5:1' }] }), /digest must be/],
    ['fewer rows than none', JSON.stringify({ schema: 'relevo.lock/1', data: [{ ...one, rows: -1 }] }), /rows must be/],
  ])('with %s is refused with the reason', (_, text, reason) => {
    expect(readLock(text)).toEqual({ ok: false, reason: expect.stringMatching(reason) });
  });
});

describe('changes', () => {
  test('are what was added, removed, or has another digest', () => {
    const [b, c] = [
      { ...one, path: 'b' },
      { ...one, path: 'c' },
    ];
    const other = { ...one, digest: digestOf('cd'.repeat(32)) };
    expect(changesOf([b, one], [c, other])).toEqual([
      { path: 'b', kind: 'removed', before: b, after: null },
      { path: 'c', kind: 'added', before: null, after: c },
      { path: one.path, kind: 'changed', before: one, after: other },
    ]);
  });

  test('carry one list into the other', () => {
    fc.assert(
      fc.property(dataSets, dataSets, (before, after) => {
        const now = new Map(before.map(each => [each.path, each.digest]));
        for (const { path, after: is } of changesOf(before, after)) {
          if (is === null) now.delete(path);
          else now.set(path, is.digest);
        }
        expect(now).toEqual(new Map(after.map(each => [each.path, each.digest])));
      }),
      { seed: 42 },
    );
  });
});

test('a short digest is its first twelve digits', () => {
  expect(shortDigest(one.digest)).toBe('abababababab');
});
