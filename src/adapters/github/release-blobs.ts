// Artifacts as files of releases: each one deterministic tar, put into the draft of the version that it may become.
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ArtifactManifest } from '../../core/artifact-manifest.ts';
import { type Digest, digestOf, isDigest } from '../../core/digest.ts';
import type { StoredBlob } from '../../core/pruning.ts';
import { fail, RelevoError } from '../../errors.ts';
import type { Release, ReleaseAsset, Releases } from '../../ports/releases.ts';
import type { Blobs, Storage } from '../../ports.ts';
import { type ArtifactLimits, defaultLimits } from '../registry/folder-scan.ts';
import { hashFile } from '../registry/read-through.ts';
import { TarBlobs, tarName } from '../registry/tar-blobs.ts';
import { unpackTar } from '../registry/tar-read.ts';

/** Which releases hold artifacts. */
export interface ReleaseShelf {
  readonly releases: Releases;
  /** What takes new artifacts, made when it is missing; null where nothing is put. */
  readonly draft: Parameters<Releases['draft']>[0] | null;
  /** Whether a release of that tag may hold an artifact. */
  readonly holds: (tag: string) => boolean;
  readonly limits?: ArtifactLimits;
}

/** Where an artifact lies. */
interface Shelved {
  readonly release: Release;
  readonly asset: ReleaseAsset;
}

/** What is wanted, where to, and where it may lie meanwhile. */
interface Wish {
  readonly digest: Digest;
  readonly folder: string;
  readonly temporary: string;
}

/** The artifacts in some releases of one repository. */
export class ReleaseBlobs implements Blobs, Storage {
  readonly #shelf: ReleaseShelf;
  readonly #limits: ArtifactLimits;
  /** As listed last; what is not found there is looked for again. */
  #listed: readonly Release[] = [];

  constructor(shelf: ReleaseShelf) {
    this.#shelf = shelf;
    this.#limits = shelf.limits ?? defaultLimits;
  }

  async put(folder: string): Promise<Digest> {
    return inTemporaryFolder(async temporary => {
      const digest = await new TarBlobs(temporary, this.#limits).put(folder);
      const path = join(temporary, tarName(digest));
      const release = await this.#findOrDraft();
      await this.#keep(release, tarName(digest), path);
      return digest;
    });
  }

  async has(digest: Digest): Promise<boolean> {
    return (await this.#find(digest)) !== undefined;
  }

  async verify(digest: Digest): Promise<ArtifactManifest> {
    return inTemporaryFolder(temporary => this.fetch(digest, join(temporary, 'artifact')));
  }

  async fetch(digest: Digest, folder: string): Promise<ArtifactManifest> {
    const isKnown = this.#look(digest) !== undefined;
    const found = await this.#find(digest);
    const wanted = `The artifact ${digest}`;
    if (found === undefined) throw fail('registry-missing', { wanted, place: 'no release of its model' });
    try {
      return await inTemporaryFolder(temporary => this.#unpack(found, { digest, folder, temporary }));
    } catch (thrown) {
      // Listed before it was removed, or replaced.
      if (!isKnown || !(thrown instanceof RelevoError) || thrown.code !== 'github-missing') throw thrown;
      this.#listed = [];
      return this.fetch(digest, folder);
    }
  }

  async list(): Promise<readonly StoredBlob[]> {
    const stored = new Map<Digest, string>();
    for (const { assets } of await this.#list()) {
      for (const { name, state, createdAt } of assets) {
        const digest = digestOf(name.replace(/\.tar$/, ''));
        if (!isDigest(digest) || tarName(digest) !== name || state !== 'uploaded') continue;
        const at = new Date(createdAt).toISOString();
        // Of one in several releases the last time counts.
        if (at > (stored.get(digest) ?? '')) stored.set(digest, at);
      }
    }
    return [...stored].map(([digest, at]) => ({ digest, at }));
  }

  async remove(digest: Digest): Promise<void> {
    const assets = (await this.#list()).flatMap(release => release.assets);
    this.#listed = [];
    for (const { id, name } of assets) if (name === tarName(digest)) await this.#shelf.releases.removeAsset(id);
  }

  async #list(): Promise<readonly Release[]> {
    return (await this.#shelf.releases.list()).filter(({ tag }) => this.#shelf.holds(tag));
  }

  async #find(digest: Digest): Promise<Shelved | undefined> {
    const known = this.#look(digest);
    if (known !== undefined) return known;
    this.#listed = await this.#list();
    return this.#look(digest);
  }

  #look(digest: Digest): Shelved | undefined {
    for (const release of this.#listed) {
      const asset = release.assets.find(({ name, state }) => name === tarName(digest) && state === 'uploaded');
      if (asset !== undefined) return { release, asset };
    }
    return undefined;
  }

  async #unpack({ release, asset }: Shelved, wish: Wish): Promise<ArtifactManifest> {
    const { digest, folder, temporary } = wish;
    const wanted = `The artifact ${digest}`;
    const place = `${asset.name} of the release ${release.tag}`;
    const path = join(temporary, 'artifact.tar');
    await this.#shelf.releases.download(asset.id, path);
    const unpacking = { source: createReadStream(path), name: place, folder, limits: this.#limits };
    const manifest = await unpackTar(unpacking).catch((thrown: unknown) => {
      if (!(thrown instanceof RelevoError) || thrown.code !== 'artifact-invalid') throw thrown;
      throw fail('registry-damaged', { wanted, place, reason: String((thrown.cause as Error).message) }, thrown);
    });
    if (manifest.digest === digest) return manifest;
    await rm(folder, { recursive: true, force: true });
    throw fail('registry-damaged', { wanted, place, reason: `it holds ${manifest.digest}` });
  }

  /** Of two who draft at once, both keep the one that came first. */
  async #findOrDraft(): Promise<Release> {
    const { releases, draft } = this.#shelf;
    if (draft === null) throw new TypeError('These releases are only read.');
    const found = await releases.find(draft.tag);
    if (found !== null) return found;
    const mine = await releases.draft(draft);
    const first = (await releases.find(draft.tag)) ?? mine;
    if (first.id !== mine.id) await releases.remove(mine.id);
    return first;
  }

  /** Stores a file under its name, unless it is there; what is there and is not this file makes room. */
  async #keep(release: Release, name: string, path: string): Promise<void> {
    const { releases } = this.#shelf;
    const there = release.assets.find(asset => asset.name === name);
    if (there !== undefined) {
      if (await this.#isSame(there, path)) return;
      await releases.removeAsset(there.id);
    }
    const asset = await releases.upload(release, name, path);
    if (await this.#isSame(asset, path)) return;
    throw fail('github-upload', { name, release: release.tag, reason: 'What GitHub stored is not what was sent' });
  }

  /** GitHub tells the SHA-256 of what it stored; where it does not, the file is read back. */
  async #isSame({ id, state, bytes, digest }: ReleaseAsset, path: string): Promise<boolean> {
    const { size } = await stat(path);
    if (state !== 'uploaded' || bytes !== size) return false;
    const expected = await hashFile(path, size);
    if (digest !== null) return digest === expected;
    return inTemporaryFolder(async temporary => {
      const copy = join(temporary, 'copy');
      await this.#shelf.releases.download(id, copy);
      return (await stat(copy)).size === size && (await hashFile(copy, size)) === expected;
    });
  }
}

async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'relevo-release-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
