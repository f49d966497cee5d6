// Several stores as one: what is new goes into the first, what is known is taken from the first that has it.
import type { ArtifactManifest } from '../../core/artifact-manifest.ts';
import type { Digest } from '../../core/digest.ts';
import type { Blobs } from '../../ports.ts';

/** A store that is only read. */
export type BlobSource = Pick<Blobs, 'has' | 'verify' | 'fetch'>;

/** One store that takes, and others behind it, the nearest first. */
export class LayeredBlobs implements Blobs {
  readonly #first: Blobs;
  readonly #behind: readonly BlobSource[];

  constructor(first: Blobs, behind: readonly BlobSource[]) {
    this.#first = first;
    this.#behind = behind;
  }

  put(folder: string): Promise<Digest> {
    return this.#first.put(folder);
  }

  async has(digest: Digest): Promise<boolean> {
    return (await this.#find(digest)) !== null;
  }

  async verify(digest: Digest): Promise<ArtifactManifest> {
    return ((await this.#find(digest)) ?? this.#first).verify(digest);
  }

  async fetch(digest: Digest, folder: string): Promise<ArtifactManifest> {
    return ((await this.#find(digest)) ?? this.#first).fetch(digest, folder);
  }

  /** The nearest store that has it; one that has none tells best what is missing. */
  async #find(digest: Digest): Promise<BlobSource | null> {
    for (const store of [this.#first, ...this.#behind]) if (await store.has(digest)) return store;
    return null;
  }
}
