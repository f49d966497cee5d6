// Refreshed data as a folder that one job hands to the next.
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../errors.ts';
import type { Workshop } from '../ports.ts';
import {
  MOST_FILE_BYTES,
  MOST_PATHS,
  MOST_REFRESH_BYTES,
  REFRESH_DOCUMENT,
  REFRESH_FILES,
  type RefreshDocument,
} from '../report/refresh-document.ts';
import { unlessMissing } from './registry/durable.ts';

/** What is handed over. */
export interface RefreshedData {
  readonly document: RefreshDocument;
  /** The text of the new relevo.lock. */
  readonly lock: string;
}

/** Writes the document, the files as they stand in the checkout at `root`, and the new lock; refuses what GitHub would not take. */
export async function writeRefreshed(
  { document, lock }: RefreshedData,
  { root, output }: { readonly root: string; readonly output: string },
  workshop: Pick<Workshop, 'gather'>,
): Promise<void> {
  const folder = join(output, document.model);
  const files = join(folder, REFRESH_FILES);
  await requireSizes(root, document.paths);
  await mkdir(files, { recursive: true });
  await workshop.gather(root, document.paths, files);
  await writeFile(join(files, 'relevo.lock'), lock);
  await writeFile(join(folder, REFRESH_DOCUMENT), `${JSON.stringify(document, null, 2)}\n`);
}

async function requireSizes(root: string, paths: readonly string[]): Promise<void> {
  if (paths.length > MOST_PATHS) throw fail('retrain-too-many', { files: paths.length, most: MOST_PATHS });
  let sum = 0;
  for (const path of paths) {
    const bytes = (await unlessMissing(stat(join(root, path)), null))?.size ?? 0;
    if (bytes > MOST_FILE_BYTES) throw fail('retrain-too-large', { what: path, bytes, most: MOST_FILE_BYTES });
    sum += bytes;
  }
  if (sum <= MOST_REFRESH_BYTES) return;
  throw fail('retrain-too-large', { what: 'All that was fetched', bytes: sum, most: MOST_REFRESH_BYTES });
}
