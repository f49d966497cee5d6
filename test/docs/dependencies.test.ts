// The table of dependencies in docs/architecture.md names every package of package.json, no other, with its true licence.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readText, root } from '../repository.ts';
import { listRows, sectionOf } from './markdown.ts';

interface Manifest {
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const manifest: Manifest = JSON.parse(readText('package.json'));
const declared = Object.keys({
  ...manifest.dependencies,
  ...manifest.optionalDependencies,
  ...manifest.devDependencies,
});
const rows = listRows(sectionOf(readText('docs/architecture.md'), '## Dependencies')).map(
  ([name = '', reason = '', size = '', licence = '']) => ({ name: name.replaceAll('`', ''), reason, size, licence }),
);

describe('the table of dependencies', () => {
  test('has a row for each dependency and no other', () => {
    expect(rows.map(row => row.name).sort()).toEqual([...declared].sort());
  });

  test.each(rows)('$name: a reason, a size and its licence', ({ name, reason, size, licence }) => {
    expect(reason.length).toBeGreaterThan(10);
    expect(size).toMatch(/^[\d.]+ MB/);
    const path = `node_modules/${name}/package.json`;
    const isOptional = manifest.optionalDependencies?.[name] !== undefined;
    // npm leaves out an optional package that it could not install.
    if (isOptional && !existsSync(join(root, path))) return;
    const installed: Manifest = JSON.parse(readText(path));
    expect(licence).toBe(installed.license);
  });
});
