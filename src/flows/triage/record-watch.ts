// What the watch found enters the ledger: decided again on the ledger as it is, and appended by compare-and-swap.
import type { Digest, Sha256 } from '../../core/digest.ts';
import type { LedgerEntry } from '../../core/ledger.ts';
import { foldState, type ModelState } from '../../core/model-state.ts';
import { fail } from '../../errors.ts';
import type { Ledger } from '../../ports.ts';
import type { Watch } from '../../report/watch-schema.ts';
import { recordWatch as storeWatch } from '../monitor/record.ts';
import { RELEVO, type Standing } from '../trusted-ports.ts';
import { requireTurn } from '../turn.ts';

/** What became of a document. */
export interface WatchRecord {
  /** `stale`: production changed or somebody else looked meanwhile, so that it changes nothing. */
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

/** Records it, once. */
export async function recordWatch(watch: Watch, standing: Standing, ports: Ports): Promise<WatchRecord> {
  const { ledger } = ports;
  const { model } = watch;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { entries } = await ledger.read(model);
    const state = foldState(entries);
    requireTurn(model, state, standing);
    const stored = await ledger.watch(model);
    const standingNow = { entries, state };
    const kind = compare(watch, state, stored === null ? null : ports.sha256(stored), ports.sha256);
    if (kind.outcome !== 'recorded' || watch.watch === null) return { ...standingNow, ...kind };
    const request = { watch, by: RELEVO, writer: standing.writer };
    if ((await storeWatch(request, ports)).outcome === 'outdated') continue;
    const after = await ledger.read(model);
    return { entries: after.entries, state: foldState(after.entries), outcome: 'recorded', why: null };
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
