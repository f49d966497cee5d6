import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { digestOf } from '../../src/core/digest.ts';
import { folderDigest } from '../../src/core/folder-digest.ts';
import { makeFolder } from '../e2e/relevo.ts';

const sha256 = (text: string) => digestOf(createHash('sha256').update(text).digest('hex'));

test('a folder has the digest that a shell computes, in whatever order its files come', () => {
  const files = { 'b/größe.bin': 'x', 'a file.txt': '', 'b.txt': 'y', 'B.txt': 'z' };
  const pin = "find . -type f -printf '%P\\n' | LC_ALL=C sort | xargs -d '\\n' sha256sum | sha256sum";
  const printed = execFileSync('sh', ['-c', pin], { cwd: makeFolder(files), encoding: 'utf8' });
  const listed = Object.entries(files).map(([path, text]) => ({ path, sha256: sha256(text) }));
  expect(folderDigest(listed, sha256)).toBe(digestOf(printed.slice(0, 64)));
  expect(folderDigest([...listed].reverse(), sha256)).toBe(digestOf(printed.slice(0, 64)));
});
