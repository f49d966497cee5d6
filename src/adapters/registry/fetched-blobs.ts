// A store from which nothing is fetched twice: what was fetched is copied from where it was put, and each fetch is a request.
import { cp } from 'node:fs/promises';
import type { ArtifactManifest } from '../../core/artifact-manifest.ts';
import type { Digest } from '../../core/digest.ts';
import { verifyArtifact } from './artifact-check.ts';
import type { BlobSource } from './layered-blobs.ts';

/** A store, and where this job has put what came from it. */
export class FetchedBlobs implements BlobSource {
  readonly #source: BlobSource;
  readonly #places = new Map<Digest, string>();

  constructor(source: BlobSource) {
    this.#source = source;
  }

  async has(digest: Digest): Promise<boolean> {
    return this.#places.has(digest) || this.#source.has(digest);
  }

  verify(digest: Digest): Promise<ArtifactManifest> {
    return this.#source.verify(digest);
  }

  async fetch(digest: Digest, folder: string): Promise<ArtifactManifest> {
    const copied = await this.#copy(digest, folder);
    if (copied !== null) return copied;
    const manifest = await this.#source.fetch(digest, folder);
    this.#places.set(digest, folder);
    return manifest;
  }

  /** Who fetched it may have worked in that folder, or removed it: only what still is that very artifact is copied. */
  async #copy(digest: Digest, folder: string): Promise<ArtifactManifest | null> {
    const place = this.#places.get(digest);
    if (place === undefined) return null;
    const verified = await verifyArtifact(place, undefined, digest);
    if (!verified.ok) return null;
    await cp(place, folder, { recursive: true, verbatimSymlinks: true });
    return verified.manifest;
  }
}
