// A folder of tars does what every store of artifacts does; a tar under another's name is refused.
import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { openDirectoryRegistry } from '../../../src/adapters/registry/directory.ts';
import { TarBlobs, tarName } from '../../../src/adapters/registry/tar-blobs.ts';
import { named } from '../../core/ledger-fixtures.ts';
import { newFolder, packaged } from './artifacts.ts';
import { describeBlobs } from './contract.ts';

describe('the blobs of a folder of tars', () => {
  describeBlobs(async () => {
    const root = newFolder();
    const { ledger } = openDirectoryRegistry(join(root, '.relevo'));
    return { open: () => ({ ledger, blobs: new TarBlobs(join(root, 'tars')) }) };
  });

  test('refuses a tar that lies under the name of another artifact', async () => {
    const root = newFolder();
    const blobs = new TarBlobs(root);
    const digest = await blobs.put((await packaged()).folder);
    const other = named('another artifact');
    copyFileSync(join(root, tarName(digest)), join(root, tarName(other)));
    await expect(blobs.fetch(other, join(root, 'out'))).rejects.toMatchObject({ code: 'registry-damaged' });
    expect(existsSync(join(root, 'out'))).toBe(false);
  });
});
