// Tars that runs uploaded: found by digest among uploads, and never believed.
import { appendFile, copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { RunTars } from '../../../src/adapters/github/run-tars.ts';
import { TarBlobs, tarName } from '../../../src/adapters/registry/tar-blobs.ts';
import type { Digest } from '../../../src/core/digest.ts';
import type { RunArtifact, Runs } from '../../../src/ports/github.ts';
import { newFolder, packaged } from '../registry/artifacts.ts';

const upload = (id: number, name: string, expired = false): RunArtifact => ({
  id,
  name,
  expired,
  bytes: 1,
  createdAt: '',
  url: '',
});

/** Uploads by id, each a folder of files. */
class Uploads implements Pick<Runs, 'artifacts' | 'download'> {
  readonly list: RunArtifact[] = [];
  readonly folders = new Map<number, string>();
  downloads = 0;

  async artifacts(): Promise<readonly RunArtifact[]> {
    return this.list;
  }

  async download(id: number, folder: string): Promise<void> {
    this.downloads++;
    const from = this.folders.get(id) ?? '';
    for (const name of await readdir(from)) await copyFile(join(from, name), join(folder, name));
  }
}

async function withTar(): Promise<{ digest: Digest; folder: string }> {
  const { folder, manifest } = await packaged();
  const blobs = newFolder();
  await new TarBlobs(blobs).put(folder);
  return { digest: manifest.digest, folder: blobs };
}

describe('tars of a run', () => {
  const uploads = new Uploads();
  const tars = new RunTars(uploads);
  afterEach(() => tars.clear());

  test('are found by digest, downloaded once, verified, and cleared away', async () => {
    const { digest, folder } = await withTar();
    uploads.list.push(upload(1, 'relevo-report'), upload(2, 'relevo-blobs-old', true), upload(3, 'relevo-blobs-all'));
    uploads.folders.set(3, folder);
    const path = await tars.ofRun(7, digest);
    expect(await readFile(path ?? '')).toEqual(await readFile(join(folder, tarName(digest))));
    expect(await tars.ofRun(7, `sha256:${'0'.repeat(64)}`)).toBeNull();
    expect(await tars.ofRun(7, 'sha256:../../etc/passwd' as Digest)).toBeNull();
    expect(uploads.downloads).toBe(1);
    await tars.clear();
    await expect(readFile(path ?? '')).rejects.toThrow('ENOENT');
    expect((await readdir(tmpdir())).filter(name => path?.startsWith(join(tmpdir(), name, '/')))).toEqual([]);
  });

  test('that are not what their name says are none', async () => {
    const { digest, folder } = await withTar();
    const path = join(folder, tarName(digest));
    expect(await tars.isTar(path, digest)).toBe(true);
    await appendFile(path, 'more');
    expect(await tars.isTar(path, digest)).toBe(false);
    const other = await tars.fresh('x.tar');
    await writeFile(other, 'no tar at all');
    expect(await tars.isTar(other, digest)).toBe(false);
    uploads.list.splice(0, 9, upload(4, 'relevo-blobs-all'));
    uploads.folders.set(4, folder);
    expect(await tars.ofRun(7, digest)).toBeNull();
  });
});
