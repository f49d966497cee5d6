// Every row of the threat model names a test that there is.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readText, root } from '../repository.ts';
import { listRows, sectionOf } from './markdown.ts';

const rows = listRows(sectionOf(readText('docs/security.md'), '## Who can do what')).map(
  ([who = '', what = '', , shown = '']) => ({ threat: `${who}: ${what}`, shown }),
);

describe('the threat model', () => {
  test('has many rows', () => {
    expect(rows.length).toBeGreaterThan(15);
  });

  test.each(rows)('$threat', ({ shown }) => {
    const [, file = '', name = ''] = /^`([^`]+)`: (.+)$/.exec(shown) ?? [];
    expect(existsSync(join(root, file))).toBe(true);
    expect(readText(file)).toContain(name);
  });
});
