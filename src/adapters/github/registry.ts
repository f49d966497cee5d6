// A registry on GitHub: the ledger on its branch, artifacts in releases.

import { parseReleaseTag } from '../../core/release-text.ts';
import type { GitHubPorts } from '../../ports/github.ts';
import type { Ledger, Storage } from '../../ports.ts';
import type { Registry } from '../registry/directory.ts';
import { GitHubLedger } from './ledger.ts';
import { LedgerBranch } from './ledger-branch.ts';
import type { GitHubClient, Place } from './place.ts';
import { PublishedVersions } from './published-versions.ts';
import { ReleaseBlobs, type ReleaseShelf } from './release-blobs.ts';

/** The ledgers of one repository. */
export function openGitHubLedger(
  client: GitHubClient,
  where: Omit<Place, 'client'>,
  { releases }: Pick<GitHubPorts, 'releases'>,
): Ledger {
  const place: Place = { ...where, client };
  return new GitHubLedger(new LedgerBranch(place), new PublishedVersions(place, releases));
}

/** What the releases of all versions keep. */
export const openReleaseStorage = ({ releases }: Pick<GitHubPorts, 'releases'>): Storage =>
  new ReleaseBlobs({ releases, draft: null, holds: tag => parseReleaseTag(tag) !== undefined });

/** The ledgers of one repository, and the artifacts in its releases. */
export function openGitHubRegistry(
  client: GitHubClient,
  where: Omit<Place, 'client'>,
  shelf: ReleaseShelf,
): Registry & { storage: Storage } {
  const blobs = new ReleaseBlobs(shelf);
  return { ledger: openGitHubLedger(client, where, shelf), blobs, storage: blobs };
}
