// Files that production writes, looked at without reading their rows.
import { createHash } from 'node:crypto';
import { symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { logFiles } from '../../src/adapters/log-files.ts';
import { makeFolder } from '../e2e/relevo.ts';

const digestOf = (content: string | Uint8Array): string =>
  `sha256:${createHash('sha256').update(content).digest('hex')}`;
const long = 'x'.repeat(3_000_000);
const folder = makeFolder({
  'a.csv': 'a,b\n1,2\n3,4',
  'whole.csv': 'a,b\n1,2\n',
  'empty.csv': '',
  'one-line.csv': 'a,b',
  'long.csv': `a\n${long}\n${long}`,
  'log.csv.gz': gzipSync('a,b\n1,2\n3'),
  'log.parquet': 'PAR1 \n and more',
});
const at = (name: string): string => join(folder, name);

test('a stamp tells bytes and time, and that there is nothing', async () => {
  utimesSync(at('a.csv'), new Date('2025-06-01T12:00:00Z'), new Date('2025-06-01T12:00:00.250Z'));
  expect(await logFiles.stamp(at('a.csv'))).toEqual({ bytes: 11, modified: Date.parse('2025-06-01T12:00:00.250Z') });
  expect(await logFiles.stamp(at('none.csv'))).toBeNull();
});

describe('digests', () => {
  test('are of the first bytes, in any order, across pieces', async () => {
    const content = `a\n${long}\n${long}`;
    const lengths = [content.length, 0, 5, 1 << 20, (1 << 20) + 1, 5];
    expect(await logFiles.digests(at('long.csv'), lengths)).toEqual(
      lengths.map(length => digestOf(content.slice(0, length))),
    );
  });

  test('follow a link, as what production links to is what it wrote', async () => {
    symlinkSync(at('a.csv'), at('latest.csv'));
    expect(await logFiles.digests(at('latest.csv'), [11])).toEqual([digestOf('a,b\n1,2\n3,4')]);
  });

  test.each([
    ['a.csv', 12],
    ['none.csv', 4],
  ])('of more bytes than %s has are an error', async (name, bytes) => {
    await expect(logFiles.digests(at(name), [bytes])).rejects.toMatchObject({ code: 'log-moving' });
  });
});

test.each([
  ['a.csv', 11, 8],
  ['a.csv', 7, 4],
  ['whole.csv', 8, 8],
  ['empty.csv', 0, 0],
  ['one-line.csv', 3, 0],
  ['long.csv', 6_000_003, 3_000_003],
  ['log.csv.gz', 20, 20],
  ['log.parquet', 15, 15],
])('of %s, %i bytes, %i are whole lines', async (name, bytes, whole) => {
  expect(await logFiles.wholeLines(at(name), bytes)).toBe(whole);
});
