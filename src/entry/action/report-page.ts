// The page of a run, left beside the document that tells of it.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readPageScript } from '../../adapters/page-script.ts';
import { writeNew } from '../../adapters/system.ts';
import type { ModelConfig } from '../../config/config.ts';
import type { Digest } from '../../core/digest.ts';
import { foldState, type ModelState } from '../../core/model-state.ts';
import { type PagePorts, writePage } from '../../flows/report-page.ts';
import type { Ledger } from '../../ports.ts';
import { consequenceOf } from '../../report/model-line.ts';
import type { Effect } from '../../report/pull-request-view.ts';
import type { Report } from '../../report/report-schema.ts';
import type { Consequence } from '../../report/run-words.ts';
import type { JobEvent } from './event.ts';
import type { Job } from './job.ts';

/** Whose page is to be left, and where. */
export interface PageToLeave {
  readonly report: Report;
  readonly model: ModelConfig;
  readonly baselinePredictions: Digest | null;
  readonly event: Pick<JobEvent, 'pullRequest' | 'name'>;
  readonly folder: string;
  /** The program of pages, as `readPageScript` has it. */
  readonly script: string;
}

type Ports = PagePorts & { readonly ledger: Ledger };

/** Far above any page that its own bounds on rows and slices allow. */
const MOST_BYTES = 20_000_000;

/** Leaves the page. It is for reading alone, and nothing is decided by it: what keeps it from being made fails nothing. */
export async function tryPage(
  wanted: Omit<PageToLeave, 'script'>,
  ports: Ports,
  { log, signal }: Pick<Job, 'log' | 'signal'>,
): Promise<void> {
  try {
    await mkdir(wanted.folder, { recursive: true });
    await leavePage({ ...wanted, script: await readPageScript() }, ports);
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    log.step(`${wanted.model.name}: the run goes without its page: ${reason}`);
  }
}

/** Writes `<model>.html` into the folder, and returns its path. */
export async function leavePage(
  { report, model, baselinePredictions, event, folder, script }: PageToLeave,
  ports: Ports,
): Promise<string> {
  const state = foldState((await ports.ledger.read(model.name)).entries);
  const consequence = followsFrom(report, { model, event, state });
  const page = await writePage({ report, model, state, consequence, baselinePredictions, script }, ports);
  const bytes = Buffer.byteLength(page);
  if (bytes > MOST_BYTES) throw new Error(`it would be ${Math.ceil(bytes / 1e6)} MB`);
  const path = join(folder, `${model.name}.html`);
  await writeNew(path, page);
  return path;
}

/** What the comment will say follows, as far as a job can tell that may not write. */
function followsFrom(
  report: Report,
  { model, event, state }: { model: ModelConfig; event: PageToLeave['event']; state: ModelState },
): Consequence {
  const { production, frozen } = state;
  return consequenceOf(
    {
      production: production && { version: production.version, url: null },
      frozen: frozen && { by: frozen.by, reason: frozen.reason },
      effect: effectOf(report, { model, event, state }),
      yardstick: null,
      standing: { kind: 'reported', report, stale: null },
    },
    event.pullRequest?.isFork ?? false,
  );
}

function effectOf(
  { run }: Report,
  { model, event, state }: { model: ModelConfig; event: PageToLeave['event']; state: ModelState },
): Effect {
  if (run.origin === 'branch') return { kind: 'nothing' };
  if (event.pullRequest === null && event.name !== 'merge_group') return { kind: 'deciding' };
  const makes = Math.max(0, ...state.versions.map(({ version }) => version)) + 1;
  return { kind: 'merging', makes, by: model.promote === 'by-command' ? 'command' : 'merge' };
}
