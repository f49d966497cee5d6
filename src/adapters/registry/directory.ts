// A registry in a folder, such as `.relevo`: for a laptop, and for every place that shares a disk.
import type { Blobs, Ledger, Storage } from '../../ports.ts';
import { DirectoryBlobs } from './directory-blobs.ts';
import { DirectoryLedger } from './directory-ledger.ts';
import type { ArtifactLimits } from './folder-scan.ts';

/** Ledgers and artifacts, wherever they are kept. */
export interface Registry {
  readonly ledger: Ledger;
  readonly blobs: Blobs;
}

/** The registry in a folder, which is made with the first thing that is kept there. */
export function openDirectoryRegistry(folder: string, limits?: ArtifactLimits): Registry & { storage: Storage } {
  const blobs = new DirectoryBlobs(folder, limits);
  return { ledger: new DirectoryLedger(folder), blobs, storage: blobs };
}
