// Artifacts among the files of a model's releases: each as one tar, found by its digest in the file's name.
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ArtifactManifest } from '../../core/artifact-manifest.ts';
import type { Digest } from '../../core/digest.ts';
import { assetName, parseReleaseTag } from '../../core/release-text.ts';
import { fail } from '../../errors.ts';
import type { Release, ReleaseAsset, Releases } from '../../ports/github.ts';
import type { Blobs } from '../../ports.ts';
import { openArtifact } from '../registry/artifact.ts';
import { FileChanged } from '../registry/read-through.ts';
import { unpackTar } from '../registry/tar-read.ts';
import { packTar } from '../registry/tar-write.ts';

/** The draft that new artifacts go into. */
export interface ReleaseTarget {
  readonly tag: string;
  readonly name: string;
  readonly body: string;
  readonly commit: string;
}

/** The artifacts of one model; without a target they are only read. */
export class ReleaseBlobs implements Blobs {
  readonly #releases: Releases;
  readonly #model: string;
  readonly #target: ReleaseTarget | null;
  /** As they were read first; what was put here since is looked for again. */
  #seen: Promise<readonly Release[]> | null = null;

  constructor(releases: Releases, model: string, target: ReleaseTarget | null = null) {
    this.#releases = releases;
    this.#model = model;
    this.#target = target;
  }

  /** Uploads over what an interrupted upload left, and reads back what GitHub has: only that is acknowledged. */
  async put(folder: string): Promise<Digest> {
    const target = this.#target;
    if (target === null) throw new TypeError('These artifacts are only read.');
    return withFolder(async room => {
      const path = join(room, 'artifact.tar');
      const digest = await writeTar(folder, path);
      if (await this.has(digest)) return digest;
      const release = (await this.#releases.find(target.tag)) ?? (await this.#releases.draft(target));
      await this.#discardRest(release, digest);
      await this.#releases.upload(release, assetName(digest), path);
      this.#seen = null;
      await this.fetch(digest, join(room, 'read-back'));
      return digest;
    });
  }

  async has(digest: Digest): Promise<boolean> {
    return (await this.#find(digest)) !== null;
  }

  async verify(digest: Digest): Promise<ArtifactManifest> {
    return withFolder(room => this.fetch(digest, join(room, 'artifact')));
  }

  async fetch(digest: Digest, folder: string): Promise<ArtifactManifest> {
    const found = await this.#find(digest);
    const wanted = `The artifact ${digest}`;
    if (found === null) throw fail('registry-missing', { wanted, place: `the releases of ${this.#model}` });
    const { asset, tag } = found;
    return withFolder(async room => {
      const path = join(room, asset.name);
      await this.#releases.download(asset.id, path);
      const manifest = await unpackTar({ source: createReadStream(path), name: `${tag}, ${asset.name}`, folder });
      if (manifest.digest === digest) return manifest;
      await rm(folder, { recursive: true, force: true });
      throw fail('registry-damaged', { wanted, place: `the release ${tag}`, reason: `it holds ${manifest.digest}` });
    });
  }

  async #discardRest(release: Release, digest: Digest): Promise<void> {
    const rest = release.assets.find(({ name, state }) => name === assetName(digest) && state !== 'uploaded');
    if (rest !== undefined) await this.#releases.removeAsset(rest.id);
  }

  async #find(digest: Digest): Promise<{ asset: ReleaseAsset; tag: string } | null> {
    this.#seen ??= this.#releases.list();
    for (const { tag, assets } of await this.#seen) {
      if (parseReleaseTag(tag)?.model !== this.#model) continue;
      const asset = assets.find(({ name, state }) => name === assetName(digest) && state === 'uploaded');
      if (asset !== undefined) return { asset, tag };
    }
    return null;
  }
}

async function writeTar(folder: string, path: string): Promise<Digest> {
  const tar = await packTar(folder);
  const handle = await open(path, 'wx');
  try {
    for await (const piece of tar.read()) await handle.writeFile(piece);
  } catch (thrown) {
    // Says which file is not what was packaged.
    if (thrown instanceof FileChanged) await openArtifact(folder);
    throw thrown;
  } finally {
    await handle.close();
  }
  return tar.manifest.digest;
}

async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'relevo-release-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
