// Refreshed data as a folder that one job hands to the next.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Workshop } from '../ports.ts';
import { REFRESH_DOCUMENT, REFRESH_FILES, type RefreshDocument } from '../report/refresh-document.ts';

/** What is handed over. */
export interface RefreshedData {
  readonly document: RefreshDocument;
  /** The text of the new relevo.lock. */
  readonly lock: string;
}

/** Writes the document, the files as they stand in the checkout at `root`, and the new lock. */
export async function writeRefreshed(
  { document, lock }: RefreshedData,
  { root, output }: { readonly root: string; readonly output: string },
  workshop: Pick<Workshop, 'gather'>,
): Promise<void> {
  const folder = join(output, document.model);
  const files = join(folder, REFRESH_FILES);
  await mkdir(files, { recursive: true });
  await workshop.gather(root, document.paths, files);
  await writeFile(join(files, 'relevo.lock'), lock);
  await writeFile(join(folder, REFRESH_DOCUMENT), `${JSON.stringify(document, null, 2)}\n`);
}
