// Artifacts among what earlier runs uploaded, found through the ledger, which names the run that made each.
import { createReadStream } from 'node:fs';
import type { ArtifactManifest } from '../../core/artifact-manifest.ts';
import type { Digest } from '../../core/digest.ts';
import { fail } from '../../errors.ts';
import type { Tars } from '../../ports/tars.ts';
import type { BlobSource } from '../registry/layered-blobs.ts';
import { unpackTar } from '../registry/tar-read.ts';

/** The runs that made an artifact, the latest first. */
export type RunsOf = (digest: Digest) => Promise<readonly number[]>;

/** So many runs are asked; uploads expire, and older ones are gone first. */
const MOST_RUNS = 3;

/** What runs uploaded, to be read. */
export class RunBlobs implements BlobSource {
  readonly #tars: Tars;
  readonly #runsOf: RunsOf;
  /** Where each was found; what was found stays there for as long as this job. */
  readonly #found = new Map<Digest, Promise<string | null>>();

  constructor(tars: Tars, runsOf: RunsOf) {
    this.#tars = tars;
    this.#runsOf = runsOf;
  }

  async has(digest: Digest): Promise<boolean> {
    return (await this.#find(digest)) !== null;
  }

  async verify(digest: Digest): Promise<ArtifactManifest> {
    return this.fetch(digest, await this.#tars.fresh('verified'));
  }

  async fetch(digest: Digest, folder: string): Promise<ArtifactManifest> {
    const path = await this.#find(digest);
    if (path === null) throw fail('registry-missing', { wanted: `The artifact ${digest}`, place: 'uploads of runs' });
    return unpackTar({ source: createReadStream(path), name: path, folder });
  }

  #find(digest: Digest): Promise<string | null> {
    const known = this.#found.get(digest) ?? this.#search(digest);
    this.#found.set(digest, known);
    return known;
  }

  async #search(digest: Digest): Promise<string | null> {
    for (const run of (await this.#runsOf(digest)).slice(0, MOST_RUNS)) {
      const path = await this.#tars.ofRun(run, digest);
      if (path !== null) return path;
    }
    return null;
  }
}
