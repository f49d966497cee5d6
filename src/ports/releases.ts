// Releases of the repository and their files, in which versions are kept.
import type { Digest } from '../core/digest.ts';

/** A release, drafts included. */
export interface Release {
  readonly id: number;
  readonly tag: string;
  readonly draft: boolean;
  /** The commit or branch that its tag is put on when it is published. */
  readonly commit: string;
  readonly body: string;
  readonly url: string;
  readonly assets: readonly ReleaseAsset[];
}

/** A file of a release. */
export interface ReleaseAsset {
  readonly id: number;
  readonly name: string;
  readonly bytes: number;
  /** `uploaded`, or `starter` when an upload was interrupted. */
  readonly state: string;
  /** SHA-256 of its bytes as GitHub counted it; null for what was stored before it did, and on older servers. */
  readonly digest: Digest | null;
  readonly createdAt: string;
}

/** Releases and their files. */
export interface Releases {
  /** By tag, drafts included; of several drafts the lowest id. */
  find(tag: string): Promise<Release | null>;
  /** All, drafts included where the token may see them. */
  list(): Promise<readonly Release[]>;
  draft(release: { tag: string; name: string; body: string; commit: string }): Promise<Release>;
  /** Uploads a file, over what an interrupted upload left. */
  upload(release: Release, name: string, path: string): Promise<ReleaseAsset>;
  download(asset: number, path: string): Promise<void>;
  /** Publishes a draft, never as the repository's latest; when GitHub refuses its commit, on the ledger's, named in the body. */
  publish(release: Release, text: { name: string; body: string }): Promise<Release>;
  remove(release: number): Promise<void>;
  removeAsset(asset: number): Promise<void>;
}
