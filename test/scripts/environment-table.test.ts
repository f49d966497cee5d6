import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { produceEnvironmentTable } from '../../scripts/environment-table.ts';
import { makeFolder } from '../e2e/relevo.ts';
import { readText, root } from '../repository.ts';

const path = 'docs/training-and-predicting.md';

describe('the table of environment variables', () => {
  test('stands in the page as the allow-list has it', () => {
    const { path: produced, content } = produceEnvironmentTable(root);
    expect(produced).toBe(path);
    expect(content).toBe(readText(path));
    expect(content).toContain('`VIRTUAL_ENV`, `CONDA_*`');
    expect(content).toMatch(/Never let through.*`GITHUB_\*`/);
  });

  test('needs its place', () => {
    const folder = makeFolder();
    mkdirSync(join(folder, 'docs'));
    writeFileSync(join(folder, path), '# No markers\n');
    expect(() => produceEnvironmentTable(folder)).toThrow(/environment:begin/);
  });
});
