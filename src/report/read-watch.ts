// The watch's document, read from a text that a job without rights left: what it claims is checked against itself first.
import { ledgerName } from '../core/degradation.ts';
import { parseWatchState } from '../core/watch/watch-state.ts';
import { type Watch, watchSchema } from './watch-schema.ts';

/** More than the largest state, and everything beside it. */
export const MOST_WATCH_CHARACTERS = 32_000_000;

/** Beyond these, no document of ours goes. */
const MOST_SIGNALS = 2000;
const MOST_ITEMS = 10_000;
/** Clocks of two jobs differ a little. */
const CLOCK_MS = 3_600_000;

/** The document, or why it is none. */
export type WatchReading =
  | { readonly ok: true; readonly watch: Watch }
  | { readonly ok: false; readonly reason: string };

/** Reads the document of a model. */
export function readWatch(text: string, model: string, now: Date): WatchReading {
  if (text.length > MOST_WATCH_CHARACTERS) return no(`it has ${text.length} characters`);
  const value = parse(text);
  if (value === undefined) return no('it is no JSON');
  const read = watchSchema.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    return no(`${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'it is something else'}`);
  }
  const reason = contradictions.find(({ applies }) => applies(read.data, model, now))?.reason;
  return reason === undefined ? { ok: true, watch: read.data } : no(reason);
}

const no = (reason: string): WatchReading => ({ ok: false, reason });

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface Contradiction {
  readonly reason: string;
  applies(watch: Watch, model: string, now: Date): boolean;
}

const eventOf = <Kind extends 'degraded' | 'recovered'>({ events }: Watch, kind: Kind) =>
  events.find((each): each is Extract<typeof each, { event: Kind }> => each.event === kind);

/** The names, as a ledger has them, of signals in one state. */
const namesOf = ({ signals }: Watch, state: Watch['signals'][number]['state']): ReadonlySet<string> =>
  new Set(signals.filter(signal => signal.state === state).map(({ name }) => ledgerName(name)));

const contradictions: readonly Contradiction[] = [
  { reason: 'it is about another model', applies: (watch, model) => watch.model !== model },
  { reason: 'it was made in the future', applies: ({ at }, _, now) => !(Date.parse(at) <= now.getTime() + CLOCK_MS) },
  {
    reason: 'it holds more than any watch tells',
    applies: ({ signals, drift, notes, weekly, files }) =>
      signals.length > MOST_SIGNALS ||
      [drift, notes, weekly?.points ?? [], files.rewritten, files.vanished].some(({ length }) => length > MOST_ITEMS),
  },
  {
    reason: 'it wants to write more than one event',
    applies: ({ events }) => events.length > 1,
  },
  {
    reason: 'it wants to write or to remember something of a model that is not in production',
    applies: ({ production, events, watch }) => production === null && (events.length > 0 || watch !== null),
  },
  {
    reason: 'it wants to write an event and to remember nothing',
    applies: ({ events, watch }) => events.length > 0 && watch === null,
  },
  {
    reason: 'its event is about another production than it watched',
    applies: ({ production, events }) => events.some(each => each.production !== production?.event),
  },
  {
    reason: 'its state is not the one that its event makes',
    applies: watch => watch.events.some(({ event }) => event !== watch.state),
  },
  {
    reason: 'it says that something is worse which its signals do not show',
    applies: watch => {
      const degraded = eventOf(watch, 'degraded');
      if (degraded === undefined) return false;
      const worse = namesOf(watch, 'worse');
      return degraded.signals.length === 0 || !degraded.signals.every(name => worse.has(name));
    },
  },
  {
    reason: 'it says that production got worse after it looked',
    applies: watch => Date.parse(eventOf(watch, 'degraded')?.since ?? watch.at) > Date.parse(watch.at),
  },
  {
    reason: 'it says that production is back and shows that it is not',
    applies: watch => {
      const recovered = eventOf(watch, 'recovered');
      const worse = namesOf(watch, 'worse');
      return recovered?.signals.some(name => worse.has(name)) ?? false;
    },
  },
  {
    reason: 'what it wants to remember is no state of the watch on this production',
    applies: ({ watch, production }) => watch !== null && parseWatchState(watch.text)?.production !== production?.event,
  },
];
