// Artifacts as a folder of tars, `<hex>.tar`: what one job hands to the next, since an upload keeps neither rights nor links.
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ArtifactManifest } from '../../core/artifact-manifest.ts';
import { type Digest, hexOf } from '../../core/digest.ts';
import { fail } from '../../errors.ts';
import type { Blobs } from '../../ports.ts';
import { openArtifact } from './artifact.ts';
import { makeFolder, moveInto, unlessMissing } from './durable.ts';
import { type ArtifactLimits, defaultLimits } from './folder-scan.ts';
import { FileChanged } from './read-through.ts';
import { unpackTar } from './tar-read.ts';
import { packTar } from './tar-write.ts';

/** The file's name of an artifact's tar, here and among the files of a release. */
export const tarName = (digest: Digest): string => `${hexOf(digest)}.tar`;

/** The artifacts whose tars lie in one folder. */
export class TarBlobs implements Blobs {
  readonly #folder: string;
  readonly #limits: ArtifactLimits;

  constructor(folder: string, limits: ArtifactLimits = defaultLimits) {
    this.#folder = folder;
    this.#limits = limits;
  }

  async put(folder: string): Promise<Digest> {
    const tar = await packTar(folder, this.#limits);
    const { digest } = tar.manifest;
    if (await this.has(digest)) return digest;
    await makeFolder(this.#folder);
    const staged = join(this.#folder, `.${tarName(digest)}.${randomUUID()}.partial`);
    const handle = await open(staged, 'wx');
    try {
      for await (const piece of tar.read()) await handle.writeFile(piece);
      await handle.sync();
    } catch (thrown) {
      await rm(staged, { force: true });
      // Says which file is not what was packaged.
      if (thrown instanceof FileChanged) await openArtifact(folder, this.#limits);
      throw thrown;
    } finally {
      await handle.close();
    }
    await moveInto(staged, this.#placeOf(digest));
    return digest;
  }

  async has(digest: Digest): Promise<boolean> {
    return (await unlessMissing(lstat(this.#placeOf(digest)), null)) !== null;
  }

  async verify(digest: Digest): Promise<ArtifactManifest> {
    const folder = await mkdtemp(join(tmpdir(), 'relevo-verify-'));
    try {
      return await this.fetch(digest, join(folder, 'artifact'));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async fetch(digest: Digest, folder: string): Promise<ArtifactManifest> {
    const place = this.#placeOf(digest);
    if (!(await this.has(digest))) throw fail('registry-missing', { wanted: `The artifact ${digest}`, place });
    const source = createReadStream(place);
    const manifest = await unpackTar({ source, name: place, folder, limits: this.#limits });
    if (manifest.digest === digest) return manifest;
    await rm(folder, { recursive: true, force: true });
    const reason = `it holds ${manifest.digest}`;
    throw fail('registry-damaged', { wanted: `The artifact ${digest}`, place, reason });
  }

  #placeOf(digest: Digest): string {
    return join(this.#folder, tarName(digest));
  }
}
