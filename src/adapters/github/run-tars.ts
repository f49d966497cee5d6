// The tars that runs uploaded, fetched to a folder of this machine's own and verified to the last byte.
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Digest, isDigest } from '../../core/digest.ts';
import { RelevoError } from '../../errors.ts';
import type { RunArtifact, Runs } from '../../ports/github.ts';
import type { Tars } from '../../ports/tars.ts';
import { unlessMissing } from '../registry/durable.ts';
import { defaultLimits } from '../registry/folder-scan.ts';
import { tarName } from '../registry/tar-blobs.ts';
import { unpackTar } from '../registry/tar-read.ts';

/** What uploads with tars are called; a matrix adds the model. */
export const BLOBS = 'relevo-blobs';

/** What a release takes of one file; an upload may hold a candidate and its predictions. */
const MOST_BYTES = 2 * 2 ** 31;

/** Tars in a temporary folder, which goes when it is cleared. */
export class RunTars implements Tars {
  readonly #runs: Pick<Runs, 'artifacts' | 'download'>;
  #folder: Promise<string> | null = null;
  /** By the upload's id, where it was unpacked. */
  readonly #unpacked = new Map<number, Promise<string>>();

  constructor(runs: Pick<Runs, 'artifacts' | 'download'>) {
    this.#runs = runs;
  }

  async ofRun(run: number, digest: Digest): Promise<string | null> {
    if (!isDigest(digest)) return null;
    const uploads = await this.#runs.artifacts(run);
    for (const upload of uploads.filter(isOfBlobs)) {
      const path = join(await this.#unpack(upload), tarName(digest));
      if ((await unlessMissing(lstat(path), null))?.isFile() === true && (await this.isTar(path, digest))) return path;
    }
    return null;
  }

  /** Anything else than that very artifact, whole and well formed, is none. */
  async isTar(path: string, digest: Digest): Promise<boolean> {
    const folder = await this.#fresh('unpacked');
    try {
      const source = createReadStream(path);
      return (await unpackTar({ source, name: path, folder, limits: defaultLimits })).digest === digest;
    } catch (thrown) {
      if (thrown instanceof RelevoError) return false;
      throw thrown;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async fresh(name: string): Promise<string> {
    const folder = await this.#fresh('fresh');
    await mkdir(folder);
    return join(folder, name);
  }

  /** Removes everything that was fetched. */
  async clear(): Promise<void> {
    const folder = await this.#folder;
    this.#folder = null;
    this.#unpacked.clear();
    if (folder !== null) await rm(folder, { recursive: true, force: true });
  }

  #unpack({ id }: RunArtifact): Promise<string> {
    const known = this.#unpacked.get(id);
    if (known !== undefined) return known;
    const unpacking = this.#download(id);
    this.#unpacked.set(id, unpacking);
    unpacking.catch(() => this.#unpacked.delete(id));
    return unpacking;
  }

  async #download(id: number): Promise<string> {
    const folder = await this.#fresh(`upload-${id}`);
    await mkdir(folder);
    await this.#runs.download(id, folder, MOST_BYTES);
    return folder;
  }

  async #fresh(name: string): Promise<string> {
    this.#folder ??= mkdtemp(join(tmpdir(), 'relevo-tars-'));
    return join(await this.#folder, `${name}-${randomUUID()}`);
  }
}

const isOfBlobs = ({ name, expired }: RunArtifact): boolean => !expired && name.startsWith(BLOBS);
