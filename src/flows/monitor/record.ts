// What a look at production found enters the registry: held against the ledger as it is by then, the state of the watch and the
// events that follow are stored by compare-and-swap, both or neither.
import type { Digest, Sha256 } from '../../core/digest.ts';
import type { LedgerEntry } from '../../core/ledger.ts';
import type { EventOf, LedgerEvent } from '../../core/ledger-event.ts';
import { foldState, type ModelState } from '../../core/model-state.ts';
import { fail } from '../../errors.ts';
import type { Ledger } from '../../ports.ts';
import type { Watch } from '../../report/watch-schema.ts';

/** Who stores it. */
export interface RecordRequest {
  readonly watch: Watch;
  readonly by: string;
  readonly writer: LedgerEvent['writer'];
  /** Throws where it is somebody else's turn to write. */
  readonly requireTurn?: (state: ModelState) => void;
}

/** What became of a document. */
export interface WatchRecord {
  /** `stale`: production changed or somebody else looked meanwhile, so that it changes nothing; another look is to be taken. */
  readonly outcome: 'recorded' | 'known' | 'nothing' | 'stale';
  /** Why it is stale. */
  readonly why: string | null;
  readonly entries: readonly LedgerEntry[];
  readonly state: ModelState;
}

interface Ports {
  readonly ledger: Ledger;
  readonly sha256: Sha256;
}

const ATTEMPTS = 5;

/** Records it, once. The ledger may have grown since the look, as by an evaluation. */
export async function recordWatch(request: RecordRequest, ports: Ports): Promise<WatchRecord> {
  const { ledger } = ports;
  const { model } = request.watch;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { head, entries } = await ledger.read(model);
    const state = foldState(entries);
    request.requireTurn?.(state);
    const stored = await ledger.watch(model);
    const found = compare(request.watch, state, stored === null ? null : ports.sha256(stored), ports.sha256);
    if (found.outcome !== 'recorded') return { entries, state, ...found };
    const added = await store(request, head, ports);
    if (added === null) continue;
    const all = [...entries, ...added];
    return { entries: all, state: foldState(all), ...found };
  }
  throw fail('ledger-busy', { model });
}

type Comparison = Pick<WatchRecord, 'outcome' | 'why'>;

/** What a document comes to, held against the ledger and the state that is stored. */
function compare(watch: Watch, state: ModelState, stored: Digest | null, sha256: Sha256): Comparison {
  const stale = (why: string): Comparison => ({ outcome: 'stale', why });
  if ((watch.production?.event ?? null) !== (state.production?.event ?? null)) {
    const now = state.production === null ? 'nothing' : `v${state.production.version}`;
    return stale(`It watched another production than the current one: ${now} is in production now.`);
  }
  if (watch.watch === null) return { outcome: 'nothing', why: null };
  if (sha256(watch.watch.text) === stored) return { outcome: 'known', why: null };
  if (watch.watch.before !== stored) return stale('Another look was recorded since it began.');
  if (Date.parse(watch.at) < Date.parse(state.production?.since ?? watch.at))
    return stale('It is older than production.');
  if ((watch.alarm?.event ?? null) !== (state.alarm?.event ?? null)) return stale('The alarm changed since it began.');
  return staleEvent(watch, state) ?? { outcome: 'recorded', why: null };
}

/** What is claimed about the open alarm is held against the alarm. */
function staleEvent({ events, state: told, production }: Watch, { alarm }: ModelState): Comparison | null {
  const [event] = events;
  const sorted = (names: readonly string[]): string => [...names].sort().join('\n');
  const isOpen = alarm !== null && alarm.production === production?.event;
  if (event?.event === 'recovered' && (alarm === null || sorted(alarm.signals) !== sorted(event.signals))) {
    return { outcome: 'stale', why: 'It tells the recovery of another alarm than the one that is open.' };
  }
  if (event === undefined && told === 'degraded' && !isOpen) {
    return { outcome: 'stale', why: 'It takes an alarm for known that is not open.' };
  }
  return null;
}

/** The new entries; null when somebody wrote in between. */
async function store(
  { watch, by, writer }: RecordRequest,
  head: Digest,
  { ledger, sha256 }: Ports,
): Promise<readonly LedgerEntry[] | null> {
  if (watch.watch === null) return [];
  const report = `${JSON.stringify({ ...watch, watch: null }, null, 2)}\n`;
  const events = watch.events.map(event => eventOf(event, { watch, by, writer, report: sha256(report) }));
  const { before, text } = watch.watch;
  const appended = await ledger.append({
    model: watch.model,
    head,
    events,
    reports: events.length > 0 ? [report] : [],
    watch: { before: before as Digest | null, text },
  });
  return appended.outcome === 'conflict' ? null : appended.entries;
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
