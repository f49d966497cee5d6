import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { bundle } from '../../scripts/bundles.ts';
import { bundlesFolder, makeFolder } from '../e2e/relevo.ts';

const contentsOf = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(path => statSync(join(folder, path)).isFile())
    .sort()
    .map(path => [path, readFileSync(join(folder, path), 'base64')] as const);

describe('bundle', () => {
  test('makes the same bytes again, in another folder, and removes what is stale', async () => {
    const folder = makeFolder({ 'licences.txt': '', 'chunks/stale.js': '', 'gone/index.js': '' });
    await bundle(folder);
    expect(contentsOf(folder)).toEqual(contentsOf(await bundlesFolder()));
    expect(existsSync(join(folder, 'chunks/stale.js'))).toBe(false);
    expect(statSync(join(folder, 'cli/index.js')).mode & 0o111).toBe(0o111);
  });

  test('names shared chunks by what is in them', async () => {
    const chunks = readdirSync(join(await bundlesFolder(), 'chunks'));
    expect(chunks.length).toBeGreaterThan(3);
    expect(chunks.filter(name => /[0-9A-Z]{8}\.js$/.test(name))).toEqual([]);
  });

  test('does not take a folder that holds other files', async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'precious'), '');
    await expect(bundle(folder)).rejects.toThrow('holds other files');
    expect(readdirSync(folder)).toEqual(['precious']);
  });
});
