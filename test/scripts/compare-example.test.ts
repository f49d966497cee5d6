// What README.md shows of `relevo compare` is what it says, on data that anybody can make again.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { produceComparison } from '../../scripts/compare-example.ts';
import { makeFolder, runNode } from '../e2e/relevo.ts';
import { readText, root } from '../repository.ts';

describe('the example of relevo compare', () => {
  test('README.md shows what the command says today', () => {
    expect(produceComparison(root)).toEqual({ path: 'README.md', content: readText('README.md') });
  });

  test('its data are what make.js makes', async () => {
    const folder = makeFolder();
    expect(await runNode([join(root, 'examples/compare/make.js'), folder])).toMatchObject({ code: 0, stderr: '' });
    for (const name of ['baseline.csv', 'candidate.csv']) {
      expect(readFileSync(join(folder, name), 'utf8')).toBe(readText(`examples/compare/${name}`));
    }
  });
});
