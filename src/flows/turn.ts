// Whose turn it is: a repository has one writer, the hosted App or Actions, and its ledgers say which.
import { foldState, type ModelState } from '../core/model-state.ts';
import { fail, RelevoError } from '../errors.ts';
import type { Ledger, Log } from '../ports.ts';
import type { Standing } from './trusted-ports.ts';

/** An App that was installed writes from then on; jobs of Actions leave the ledger to it until they are told to take over. */
const isLeftToApp = ({ writer }: ModelState, standing: Standing): boolean =>
  standing.writer === 'actions' && standing.takesOver !== true && writer === 'app';

/** Refuses to write where it is somebody else's turn. */
export function requireTurn(model: string, state: ModelState, standing: Standing): void {
  if (isLeftToApp(state, standing)) throw fail('writer-other', { model, writer: 'the App', here: 'this job' });
}

/** Asks it of every ledger, before anything is told, so that nothing is told twice. */
export async function requireTurns(standing: Standing, ledger: Pick<Ledger, 'models' | 'read'>): Promise<void> {
  if (standing.writer === 'app' || standing.takesOver === true) return;
  for (const model of await ledger.models())
    requireTurn(model, foldState((await ledger.read(model)).entries), standing);
}

/** Does the work of a job; one that leaves everything to the App says so, and ends well. */
export async function unlessLeftToApp(
  work: () => Promise<void>,
  { log, summarize }: { readonly log: Log; readonly summarize: (markdown: string) => Promise<void> },
): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    if (!(thrown instanceof RelevoError) || thrown.code !== 'writer-other') throw thrown;
    const said = `${thrown.message} ${thrown.why} ${thrown.remedy}`;
    log.step(said);
    await summarize(`${said}\n`);
  }
}
