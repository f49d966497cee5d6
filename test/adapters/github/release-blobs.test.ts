// What can happen to an artifact between this machine and a release: interrupted, replaced, damaged, half downloaded.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { hexOf } from '../../../src/core/digest.ts';
import { type GitHub, startGitHub } from '../../github/server.ts';
import { newFolder, packaged } from '../registry/artifacts.ts';
import { makePlace, type Opened, type PlaceUnderTest } from './place.ts';

let hub: GitHub;
let place: PlaceUnderTest;
let opened: Opened;
beforeEach(async () => {
  hub = await startGitHub();
  place = makePlace(hub);
  opened = place.open();
});
afterEach(async () => {
  expect(hub.violations).toEqual([]);
  await hub.close();
});

const assets = () => place.repository.releases.flatMap(release => release.assets);

test('an upload that was interrupted is begun anew', async () => {
  const { folder, manifest } = await packaged();
  hub.faults.inject({ kind: 'cut', when: 'during', method: 'POST', path: /\/assets/ });
  await opened.blobs.put(folder);
  expect(assets().map(({ name, state }) => [name, state])).toEqual([[`${hexOf(manifest.digest)}.tar`, 'uploaded']]);
  expect(hub.requests.count('DELETE', /\/assets\//)).toBe(1);
  expect(await opened.blobs.verify(manifest.digest)).toEqual(manifest);
});

test('what an earlier job left of an upload is replaced', async () => {
  const { folder, manifest } = await packaged();
  hub.faults.inject({ kind: 'cut', when: 'during', method: 'POST', path: /\/assets/, times: 100 });
  await expect(opened.blobs.put(folder)).rejects.toMatchObject({ code: 'github-upload' });
  hub.faults.heal();
  expect(await place.open().blobs.has(manifest.digest)).toBe(false);
  await place.open().blobs.put(folder);
  expect(assets().map(({ state }) => state)).toEqual(['uploaded']);
});

test('what has the name and is something else makes room', async () => {
  const { folder, manifest } = await packaged();
  await opened.blobs.put(folder);
  const [asset] = assets();
  if (asset !== undefined) Object.assign(asset, { content: Buffer.from('nonsense') });
  await expect(place.open().blobs.verify(manifest.digest)).rejects.toMatchObject({
    code: 'registry-damaged',
    why: expect.stringMatching(/^[0-9a-f]{64}\.tar of the release daily-sales\/v1: it ends too early/),
  });
  await opened.blobs.put(folder);
  expect(await place.open().blobs.verify(manifest.digest)).toEqual(manifest);
});

test('one artifact under the name of another is refused', async () => {
  const [one, other] = [await packaged(), await packaged({ 'model/more.bin': 'x' })];
  await opened.blobs.put(one.folder);
  await opened.blobs.put(other.folder);
  const [first, second] = assets();
  if (first !== undefined && second !== undefined) Object.assign(first, { content: second.content });
  const copy = join(newFolder(), 'copy');
  await expect(place.open().blobs.fetch(one.manifest.digest, copy)).rejects.toMatchObject({
    code: 'registry-damaged',
    why: expect.stringContaining(`it holds ${other.manifest.digest}`),
  });
  expect(existsSync(copy)).toBe(false);
});

test('a second put of what is there costs no upload and no download', async () => {
  const { folder } = await packaged();
  await opened.blobs.put(folder);
  hub.requests.clear();
  await place.open().blobs.put(folder);
  expect(hub.requests.lines()).toEqual([
    expect.stringMatching(/^GET \/repos\/octo\/[^/]+\/releases\?per_page=100 200$/),
  ]);
});

test('a listing that is old is read again', async () => {
  const { folder, manifest } = await packaged();
  await opened.blobs.put(folder);
  expect(await opened.blobs.has(manifest.digest)).toBe(true);
  const [asset] = assets();
  await place.open().ports.releases.removeAsset(asset?.id ?? 0);
  await place.open().blobs.put(folder);
  expect(await opened.blobs.verify(manifest.digest)).toEqual(manifest);
});

test('a published release that can no longer be changed takes nothing, and says so', async () => {
  place.repository.settings.immutableReleases = true;
  const { releases } = opened.ports;
  const text = { name: 'daily-sales v1', body: '' };
  await releases.publish(await releases.draft({ ...text, tag: 'daily-sales/v1', commit: 'main' }), text);
  const { folder } = await packaged();
  await expect(opened.blobs.put(folder)).rejects.toMatchObject({
    code: 'github-upload',
    why: expect.stringContaining('immutable release'),
  });
});
