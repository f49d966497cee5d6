// Stores what a look at production found: the state of its watch and the events that follow, both or neither.
import type { Digest, Sha256 } from '../../core/digest.ts';
import type { EventOf, LedgerEvent } from '../../core/ledger-event.ts';
import { foldState } from '../../core/model-state.ts';
import type { Ledger } from '../../ports.ts';
import type { Watch } from '../../report/watch-schema.ts';

/** Who stores it. */
export interface RecordRequest {
  readonly watch: Watch;
  readonly by: string;
  readonly writer: LedgerEvent['writer'];
}

/** `outdated`: production, its alarm or the watch changed since the look; another look is to be taken. */
export type Recorded =
  | { readonly outcome: 'recorded'; readonly events: readonly LedgerEvent[] }
  | { readonly outcome: 'outdated' };

/**
 * Stores a document's state and events. The ledger may have grown since, as by an evaluation; when its production or alarm is
 * no longer what the document was made from, nothing is stored.
 */
export async function recordWatch(
  { watch, by, writer }: RecordRequest,
  ports: { readonly ledger: Ledger; readonly sha256: Sha256 },
): Promise<Recorded> {
  if (watch.watch === null) return { outcome: 'recorded', events: [] };
  const { head, entries } = await ports.ledger.read(watch.model);
  const { production, alarm } = foldState(entries);
  if (production?.event !== watch.production?.event || alarm?.event !== watch.alarm?.event)
    return { outcome: 'outdated' };
  const report = `${JSON.stringify({ ...watch, watch: null }, null, 2)}\n`;
  const events = watch.events.map(event => eventOf(event, { watch, by, writer, report: ports.sha256(report) }));
  const { before, text } = watch.watch;
  const appended = await ports.ledger.append({
    model: watch.model,
    head,
    events,
    reports: events.length > 0 ? [report] : [],
    watch: { before: before as Digest | null, text },
  });
  return appended.outcome === 'conflict' ? { outcome: 'outdated' } : { outcome: 'recorded', events };
}

function eventOf(
  event: Watch['events'][number],
  { watch, by, writer, report }: RecordRequest & { readonly report: Digest },
): EventOf<'degraded' | 'recovered'> {
  const common = { model: watch.model, at: watch.at, by, writer } as const;
  const production = event.production as Digest;
  switch (event.event) {
    case 'degraded':
      return { event: 'degraded', ...common, production, signals: event.signals, since: event.since, report };
    case 'recovered':
      return { event: 'recovered', ...common, production, signals: event.signals, report };
  }
}
