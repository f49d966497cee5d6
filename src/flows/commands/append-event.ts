// One event that a person commanded, appended to what the ledger says at that moment.
import type { LedgerEvent } from '../../core/ledger-event.ts';
import { foldState, type ModelState } from '../../core/model-state.ts';
import { fail } from '../../errors.ts';
import type { Standing, TrustedPorts } from '../trusted-ports.ts';
import { requireTurn } from '../turn.ts';

/** What every event begins with. */
export type EventBase = Pick<LedgerEvent, 'model' | 'at' | 'by' | 'writer'>;

/** Appends what `write` makes of the state, or nothing when it returns null. */
export async function appendEvent(
  { model, by, standing }: { readonly model: string; readonly by: string; readonly standing: Standing },
  write: (state: ModelState, base: EventBase) => LedgerEvent | null,
  { ledger, clock }: Pick<TrustedPorts, 'ledger' | 'clock'>,
): Promise<LedgerEvent | null> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { head, entries } = await ledger.read(model);
    const state = foldState(entries);
    requireTurn(model, state, standing);
    const event = write(state, { model, by, at: clock.now().toISOString(), writer: standing.writer });
    if (event === null) return null;
    if ((await ledger.append({ model, head, events: [event], reports: [] })).outcome === 'appended') return event;
  }
  throw fail('ledger-busy', { model });
}

const ATTEMPTS = 5;
