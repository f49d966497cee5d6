// The issue of a model, brought in line with the ledger without a new look: a person closed it, or it was left half told.
import type { ModelConfig } from '../../config/config.ts';
import type { LedgerEntry } from '../../core/ledger.ts';
import { foldState } from '../../core/model-state.ts';
import { type Watch, watchSchema } from '../../report/watch-schema.ts';
import { retrainStanding } from '../retrain/standing.ts';
import type { Standing, TrustedPorts } from '../trusted-ports.ts';
import { requireTurn } from '../turn.ts';
import { type IssuePorts, type KeptIssue, keepIssue } from './keep-issue.ts';

/** Keeps the issue; null where nothing ever got worse. A person who closed it is taken at his word. */
export async function reviewIssue(
  model: ModelConfig,
  standing: Standing,
  ports: IssuePorts & Pick<TrustedPorts, 'repository' | 'proposals'>,
): Promise<KeptIssue | null> {
  const { entries } = await ports.ledger.read(model.name);
  const watch = await lastTold(model.name, entries, ports);
  if (watch === null) return null;
  requireTurn(model.name, foldState(entries), standing);
  return keepIssue({ model, standing, watch, entries, retrain: await retrainStanding(model, ports) }, ports);
}

/** The look that came with the last change for the worse or the better. */
async function lastTold(
  model: string,
  entries: readonly LedgerEntry[],
  { ledger }: Pick<IssuePorts, 'ledger'>,
): Promise<Watch | null> {
  const event = entries.findLast(({ event: one }) => one.event === 'degraded' || one.event === 'recovered')?.event;
  const report = event?.event === 'degraded' || event?.event === 'recovered' ? event.report : null;
  if (report === null) return null;
  const read = watchSchema.safeParse(JSON.parse(await ledger.report(model, report)));
  return read.success ? read.data : null;
}
