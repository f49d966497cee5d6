// Releases and their assets.
import type { Account } from './account.ts';
import type { Repository } from './repository.ts';

/** A file of a release. `starter`: its upload was interrupted, and the name is taken until somebody deletes it. */
export interface Asset {
  readonly id: number;
  readonly release: Release;
  readonly uploader: Account;
  readonly content: Buffer;
  readonly contentType: string;
  readonly createdAt: Date;
  readonly state: 'uploaded' | 'starter';
  name: string;
  label: string | null;
  downloads: number;
}

/** A release. */
export interface Release {
  readonly id: number;
  readonly repository: Repository;
  readonly author: Account;
  readonly assets: Asset[];
  readonly createdAt: Date;
  tag: string;
  /** Where the tag is made when the release is published and there is none. */
  target: string;
  name: string | null;
  body: string | null;
  isDraft: boolean;
  isPrerelease: boolean;
  isImmutable: boolean;
  /** `false` keeps the repository's latest release as it is. */
  makeLatest: 'true' | 'false' | 'legacy';
  publishedAt: Date | null;
}

/** GitHub's limit for the assets of a release. */
export const mostAssets = 1000;

/** The release that the repository shows as its latest: the last one made so, or the newest that may be. */
export function latestRelease({ releases }: Repository): Release | undefined {
  const candidates = releases.filter(release => !release.isDraft && !release.isPrerelease);
  const byTime = (a: Release, b: Release) => b.publishedAt!.getTime() - a.publishedAt!.getTime() || b.id - a.id;
  const marked = candidates.filter(({ makeLatest }) => makeLatest === 'true').sort(byTime);
  return marked[0] ?? candidates.filter(({ makeLatest }) => makeLatest === 'legacy').sort(byTime)[0];
}

/** Whether a tag is an immutable release's: it can be neither moved nor deleted. */
export const isLocked = ({ releases }: Repository, tag: string): boolean =>
  releases.some(release => release.isImmutable && release.tag === tag);

/** Whether a tag belonged to an immutable release that was deleted: it is never given away again. */
export const isUsedUp = ({ usedUpTags }: Repository, tag: string): boolean => usedUpTags.has(tag);

/** The name that an asset gets: GitHub puts dots where a name has other characters than these. */
export const assetName = (name: string): string => name.replaceAll(/[^\w.+~@-]+/g, '.');
