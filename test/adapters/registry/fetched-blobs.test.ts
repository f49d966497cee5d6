// What was fetched once is not fetched again, and is the same artifact all the same.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { openArtifact } from '../../../src/adapters/registry/artifact.ts';
import { FetchedBlobs } from '../../../src/adapters/registry/fetched-blobs.ts';
import type { BlobSource } from '../../../src/adapters/registry/layered-blobs.ts';
import { TarBlobs } from '../../../src/adapters/registry/tar-blobs.ts';
import { named } from '../../core/ledger-fixtures.ts';
import { newFolder, packaged } from './artifacts.ts';

/** A store behind which every fetch is counted. */
async function counted() {
  const root = newFolder();
  const store = new TarBlobs(join(root, 'store'));
  const digest = await store.put((await packaged()).folder);
  const fetches: string[] = [];
  const source: BlobSource = {
    has: wanted => store.has(wanted),
    verify: wanted => store.verify(wanted),
    fetch: (wanted, folder) => {
      fetches.push(wanted);
      return store.fetch(wanted, folder);
    },
  };
  return { root, digest, fetches, blobs: new FetchedBlobs(source) };
}

describe('fetched blobs', () => {
  test('are fetched once, and are whole wherever they are wanted', async () => {
    const { root, digest, fetches, blobs } = await counted();
    for (const name of ['one', 'two', 'three']) {
      expect((await blobs.fetch(digest, join(root, name))).digest).toBe(digest);
      expect((await openArtifact(join(root, name))).digest).toBe(digest);
    }
    expect(fetches).toEqual([digest]);
    expect([await blobs.has(digest), await blobs.has(named('nothing'))]).toEqual([true, false]);
  });

  test.each<[string, (folder: string) => void]>([
    ['changed', folder => writeFileSync(join(folder, 'model/model.json'), 'other')],
    ['added to', folder => writeFileSync(join(folder, 'more.txt'), 'more')],
    ['removed', folder => rmSync(folder, { recursive: true })],
  ])('are fetched again when what was fetched was %s', async (_, change) => {
    const { root, digest, fetches, blobs } = await counted();
    await blobs.fetch(digest, join(root, 'one'));
    change(join(root, 'one'));
    expect((await blobs.fetch(digest, join(root, 'two'))).digest).toBe(digest);
    expect((await openArtifact(join(root, 'two'))).digest).toBe(digest);
    expect(fetches).toHaveLength(2);
  });
});
