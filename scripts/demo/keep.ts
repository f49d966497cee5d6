// Leaves the local GitHub up after the story, and says how to look at it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzip } from '../../src/adapters/github/unzip.ts';
import type { Stage } from '../../test/story/stage.ts';
import type { Teller } from './teller.ts';

const MOST_BYTES = 100_000_000;

/** Says how to look, and waits until somebody ends it. */
export async function keepUp(stage: Stage, teller: Teller, signal: AbortSignal): Promise<void> {
  const pages = await writePages(stage);
  const { hub, place } = stage;
  const home = `${hub.url}/repos/${place.owner}/${place.repo}`;
  for (const line of [
    'The local GitHub stays up until you press Ctrl-C. It answers as GitHub’s API does:',
    `  curl ${home}/issues/3/comments        # what stands on a pull request or an issue`,
    `  curl ${home}/releases                 # the versions`,
    `  curl '${home}/contents/models/${place.repo}/ledger.jsonl?ref=relevo' -H 'accept: application/vnd.github.raw'`,
    '',
    `The reports of the runs, to open in a browser, are in ${pages}`,
  ]) {
    teller.line(line);
  }
  await new Promise<void>(resolve => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** The page of each run, by its branch and number. */
async function writePages({ repository, folder }: Stage): Promise<string> {
  const pages = join(folder, 'reports');
  mkdirSync(pages);
  for (const { name, id, zip, run } of repository.artifacts) {
    if (name !== 'relevo-page') continue;
    const path = join(folder, `${id}.zip`);
    writeFileSync(path, zip);
    const into = join(pages, `${run.headBranch?.replaceAll('/', '-')}-${run.id}`);
    mkdirSync(into);
    await unzip({ path, name, folder: into, maxBytes: MOST_BYTES });
  }
  return pages;
}
