// The artifacts of a registry in a folder: `blobs/<digest>/`, each as its files, whole from the moment it has its name.
import { lstat, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArtifactManifest } from '../../core/artifact-manifest.ts';
import { type Digest, digestOf, hexOf, isDigest } from '../../core/digest.ts';
import type { StoredBlob } from '../../core/pruning.ts';
import { fail } from '../../errors.ts';
import type { Blobs, Storage } from '../../ports.ts';
import { copyArtifact, listArtifact, type VerifiedArtifact, verifyArtifact } from './artifact-check.ts';
import { listNames, makeFolder, moveInto, unlessMissing, usingRegistry } from './durable.ts';
import { type ArtifactLimits, defaultLimits } from './folder-scan.ts';
import { Staging } from './staging.ts';

/** The artifacts in one folder, for any number of processes at once. */
export class DirectoryBlobs implements Blobs, Storage {
  readonly #root: string;
  readonly #limits: ArtifactLimits;
  readonly #staging: Staging;

  constructor(root: string, limits: ArtifactLimits = defaultLimits) {
    this.#root = root;
    this.#limits = limits;
    this.#staging = new Staging(join(root, 'temp'));
  }

  async put(folder: string): Promise<Digest> {
    return usingRegistry(this.#root, async () => {
      await this.#staging.clean();
      const { digest } = accept(folder, await listArtifact(folder, this.#limits));
      if ((await this.#check(digest)).ok) return digest;
      const staged = await this.#staging.newPath();
      accept(folder, await copyArtifact({ from: folder, to: staged, limits: this.#limits, isKept: true }));
      await makeFolder(join(this.#root, 'blobs'));
      await this.#settle(staged, digest);
      return digest;
    });
  }

  async has(digest: Digest): Promise<boolean> {
    return usingRegistry(this.#root, () => this.#isTaken(digest));
  }

  async verify(digest: Digest): Promise<ArtifactManifest> {
    return usingRegistry(this.#root, async () => {
      await this.#expect(digest);
      return this.#trust(digest, await this.#check(digest));
    });
  }

  async fetch(digest: Digest, folder: string): Promise<ArtifactManifest> {
    return usingRegistry(this.#root, async () => {
      await this.#expect(digest);
      const from = this.#placeOf(digest);
      return this.#trust(digest, await copyArtifact({ from, to: folder, limits: this.#limits, isKept: false, digest }));
    });
  }

  async list(): Promise<readonly StoredBlob[]> {
    return usingRegistry(this.#root, async () => {
      const stored: StoredBlob[] = [];
      for (const digest of (await listNames(join(this.#root, 'blobs'))).map(digestOf).filter(isDigest)) {
        const stats = await unlessMissing(lstat(this.#placeOf(digest)), null);
        if (stats !== null) stored.push({ digest, at: stats.mtime.toISOString() });
      }
      return stored;
    });
  }

  /** It loses its name at once, and its files after that: whoever is killed meanwhile leaves no half artifact. */
  async remove(digest: Digest): Promise<void> {
    await usingRegistry(this.#root, async () => {
      const aside = await this.#staging.newPath();
      await unlessMissing(rename(this.#placeOf(digest), aside), undefined);
      await rm(aside, { recursive: true, force: true });
    });
  }

  async #expect(digest: Digest): Promise<void> {
    if (await this.#isTaken(digest)) return;
    throw fail('registry-missing', { wanted: wantedAs(digest), place: join(this.#root, 'blobs') });
  }

  #trust(digest: Digest, verified: VerifiedArtifact): ArtifactManifest {
    if (verified.ok) return verified.manifest;
    const place = this.#placeOf(digest);
    throw fail('registry-damaged', { wanted: wantedAs(digest), place, reason: verified.reason });
  }

  async #check(digest: Digest): Promise<VerifiedArtifact> {
    return verifyArtifact(this.#placeOf(digest), this.#limits, digest);
  }

  /** Whether something has the name: it is given to whole copies only. */
  async #isTaken(digest: Digest): Promise<boolean> {
    return (await unlessMissing(lstat(this.#placeOf(digest)), null)) !== null;
  }

  /** Gives a finished copy its name. What has it already stays when it is intact, and makes room when it is damaged. */
  async #settle(staged: string, digest: Digest): Promise<void> {
    const place = this.#placeOf(digest);
    for (;;) {
      try {
        return await moveInto(staged, place);
      } catch (thrown) {
        if (!(await this.#isTaken(digest))) throw thrown;
      }
      if ((await this.#check(digest)).ok) return rm(staged, { recursive: true, force: true });
      const aside = await this.#staging.newPath();
      await unlessMissing(rename(place, aside), undefined);
      await rm(aside, { recursive: true, force: true });
    }
  }

  #placeOf(digest: Digest): string {
    return join(this.#root, 'blobs', hexOf(digest));
  }
}

function accept(place: string, verified: VerifiedArtifact): ArtifactManifest {
  if (verified.ok) return verified.manifest;
  throw fail('artifact-invalid', { place, reason: verified.reason });
}

function wantedAs(digest: Digest): string {
  return `The artifact ${digest}`;
}
