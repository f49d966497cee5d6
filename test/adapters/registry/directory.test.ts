// A registry in a folder: what every registry does, and what only files can suffer.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { openDirectoryRegistry } from '../../../src/adapters/registry/directory.ts';
import { newFolder, packaged } from './artifacts.ts';
import { describeRegistry } from './contract.ts';
import { describeStorage } from './storage-contract.ts';

const make = async () => {
  const root = join(newFolder(), '.relevo');
  return { open: () => openDirectoryRegistry(root) };
};

describeRegistry('directory registry', make);

describe('the storage of a directory registry', () => {
  describeStorage(make);

  test('lists artifacts alone, and leaves nothing behind of what it removes', async () => {
    const root = join(newFolder(), '.relevo');
    const { blobs, storage } = openDirectoryRegistry(root);
    const { folder, manifest } = await packaged();
    await blobs.put(folder);
    mkdirSync(join(root, 'blobs/versions/daily-sales'), { recursive: true });
    writeFileSync(join(root, 'blobs/notes.txt'), 'of a person');
    expect((await storage.list()).map(({ digest }) => digest)).toEqual([manifest.digest]);
    await storage.remove(manifest.digest);
    expect(readdirSync(join(root, 'blobs')).sort()).toEqual(['notes.txt', 'versions']);
    expect(readdirSync(join(root, 'temp'))).toEqual([]);
  });
});
