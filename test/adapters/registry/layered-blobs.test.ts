// Several stores as one do what one does; what is behind is found, and nothing is written there.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { openDirectoryRegistry } from '../../../src/adapters/registry/directory.ts';
import { LayeredBlobs } from '../../../src/adapters/registry/layered-blobs.ts';
import { TarBlobs, tarName } from '../../../src/adapters/registry/tar-blobs.ts';
import { named } from '../../core/ledger-fixtures.ts';
import { newFolder, packaged } from './artifacts.ts';
import { describeBlobs } from './contract.ts';

describe('layered blobs', () => {
  describeBlobs(async () => {
    const root = newFolder();
    const { ledger, blobs } = openDirectoryRegistry(join(root, '.relevo'));
    return { open: () => ({ ledger, blobs: new LayeredBlobs(new TarBlobs(join(root, 'tars')), [blobs]) }) };
  });

  test('find what lies behind, and put only in front', async () => {
    const root = newFolder();
    const [front, behind] = [new TarBlobs(join(root, 'front')), new TarBlobs(join(root, 'behind'))];
    const { folder, manifest } = await packaged();
    const known = await behind.put(folder);
    const blobs = new LayeredBlobs(front, [behind]);
    expect(await blobs.has(known)).toBe(true);
    expect(await blobs.has(named('nothing'))).toBe(false);
    expect((await blobs.fetch(known, join(root, 'out'))).digest).toBe(manifest.digest);
    const added = await blobs.put((await packaged({ 'more.txt': 'more' })).folder);
    expect(readdirSync(join(root, 'front'))).toEqual([tarName(added)]);
    expect(readdirSync(join(root, 'behind'))).toEqual([tarName(known)]);
  });
});
