import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { makeFolder } from '../e2e/relevo.ts';
import { diffLines } from './state/line-diff.ts';

test('a patch leads from one text to the other by git, in as few lines as git needs', () => {
  const folder = makeFolder();
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 })
    .map(lines => lines.map(line => `${line}\n`).join(''));
  const git = (args: string[], input = '') => spawnSync('git', args, { cwd: folder, input, encoding: 'utf8' });
  fc.assert(
    fc.property(text, text, (old, young) => {
      fc.pre(old !== '' && young !== '' && old !== young);
      writeFileSync(join(folder, 'old'), old);
      writeFileSync(join(folder, 'young'), young);
      const { additions, deletions, patch } = diffLines(old, young);
      const counted = git(['diff', '--no-index', '--minimal', '--numstat', 'old', 'young'])
        .stdout.split('\t')
        .slice(0, 2);
      expect([`${additions}`, `${deletions}`]).toEqual(counted);
      const applied = git(['apply', '-'], `--- a/old\n+++ b/old\n${patch}\n`);
      expect([applied.status, applied.stderr]).toEqual([0, '']);
      expect(git(['diff', '--no-index', '--exit-code', 'old', 'young']).status).toBe(0);
    }),
    { seed: 1, numRuns: 40 },
  );
});

test('texts that share nothing are told at once', () => {
  const lines = (mark: string) => Array.from({ length: 50_000 }, (_, index) => `${mark}${index}\n`).join('');
  const start = performance.now();
  expect(diffLines(`same\n${lines('a')}`, `same\n${lines('b')}`)).toMatchObject({
    additions: 50_000,
    deletions: 50_000,
  });
  expect(performance.now() - start).toBeLessThan(5_000);
});
