// What every registry must do when what it holds is listed and let go, wherever it keeps it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Blobs, Storage } from '../../../src/ports.ts';
import { named } from '../../core/ledger-fixtures.ts';
import { newFolder, packaged } from './artifacts.ts';

/** An empty registry, whose artifacts can be let go. */
export interface StorageUnderTest {
  open(): { readonly blobs: Blobs; readonly storage: Storage };
}

const digestsIn = async (storage: Storage): Promise<string[]> =>
  (await storage.list()).map(({ digest }) => digest).sort();

/** Describes the tests of one kind of registry; `make` gives a new, empty one. */
export function describeStorage(make: () => Promise<StorageUnderTest>): void {
  test('holds nothing at first', async () => {
    expect(await (await make()).open().storage.list()).toEqual([]);
  });

  test('lists what was put, through every way into it, with its time', async () => {
    const registry = await make();
    const from = Date.now();
    const digests = [];
    for (const files of [{}, { 'model/more.bin': 'x' }]) {
      digests.push(await registry.open().blobs.put((await packaged(files)).folder));
    }
    const { storage } = registry.open();
    expect(await digestsIn(storage)).toEqual([...digests].sort());
    for (const { at } of await storage.list()) {
      // File systems round.
      expect(Date.parse(at)).toBeGreaterThan(from - 2000);
      expect(Date.parse(at)).toBeLessThan(Date.now() + 2000);
      expect(new Date(at).toISOString()).toBe(at);
    }
  });

  test('removes one and leaves the others; what is gone is gone for everybody, and can be put again', async () => {
    const registry = await make();
    const { blobs, storage } = registry.open();
    const [one, other] = [await packaged(), await packaged({ 'model/more.bin': 'x' })];
    await blobs.put(one.folder);
    await blobs.put(other.folder);
    await storage.remove(one.manifest.digest);
    const elsewhere = registry.open();
    expect(await digestsIn(elsewhere.storage)).toEqual([other.manifest.digest]);
    expect(await elsewhere.blobs.has(one.manifest.digest)).toBe(false);
    const copy = join(newFolder(), 'copy');
    await expect(elsewhere.blobs.fetch(one.manifest.digest, copy)).rejects.toMatchObject({ code: 'registry-missing' });
    expect(existsSync(copy)).toBe(false);
    expect(await elsewhere.blobs.verify(other.manifest.digest)).toEqual(other.manifest);
    await elsewhere.blobs.put(one.folder);
    expect(await blobs.verify(one.manifest.digest)).toEqual(one.manifest);
  });

  test('removes what is not there, or is removed by several at once, without a word', async () => {
    const registry = await make();
    await registry.open().storage.remove(named('nothing'));
    const { folder, manifest } = await packaged();
    await registry.open().blobs.put(folder);
    await Promise.all([1, 2, 3].map(() => registry.open().storage.remove(manifest.digest)));
    expect(await registry.open().storage.list()).toEqual([]);
  });
}
