// What a reader should know about a look beyond its numbers, and what to do about it: a sentence each.
import { dayText } from '../../core/watch/day.ts';
import { hasLabelsCounted, type VersionWatch } from '../../core/watch/watch-state.ts';
import type { WatchFacts } from './monitor.ts';
import { isLabelOf } from './version-label.ts';
import type { Counted } from './watch-document.ts';

/** An hour: clocks differ by seconds. */
const CLOCK_SLACK_MS = 3_600_000;

/** So many names are told; of more, how many there are. */
const MOST_NAMED = 3;

/** The sentences. */
export function notesOf(facts: WatchFacts, looked: Counted): string[] {
  const version = looked.state.versions[0] as VersionWatch;
  return [...version.reference.notes, ...fileNotes(looked), ...versionNotes(looked), ...dayNotes(facts, looked)];
}

function fileNotes({ counted, found, previous, state }: Counted): string[] {
  const before = previous?.files ?? [];
  const lost = before.filter(
    ({ path, days }) => found.vanished.includes(path) && days.some(([day]) => !hasLabelsCounted(state, day)),
  );
  return [
    ...told(counted.empty, 'without rows: {}; if production did predict, check what writes them'),
    ...told(counted.unfinished, 'still being written: {}; the last line waits until it has an end'),
    ...told(
      lost.map(({ path }) => path),
      'vanished before all their days were counted: {}; put them back, or the rows of these days are missing',
    ),
  ];
}

/** Labels that no version of this model has are a mistake of whoever logs. */
function versionNotes({ counted, ledger }: Counted): string[] {
  const known = ledger.versions.map(({ version, made }) => isLabelOf({ version, artifact: made.artifact }));
  const unknown = counted.foreign.filter(label => !known.some(isLabel => isLabel(label)));
  const latest = ledger.versions.at(-1)?.version ?? 1;
  return told(
    unknown.map(label => JSON.stringify(label)),
    `the version column names no version of this model: {}; log v${latest}, ${latest}, or the artifact's digest`,
  );
}

function dayNotes({ model, now }: WatchFacts, { previous, counted }: Counted): string[] {
  const isBack = previous !== null && now.getTime() < Date.parse(previous.at) - CLOCK_SLACK_MS;
  return [
    ...(isBack ? [`the clock is behind that of the last look, ${previous.at}; nothing is counted twice`] : []),
    ...told(
      counted.unlabelled.map(dayText),
      `counted without labels for most of their rows, after ${model.monitor.label_timeout.text}: {}`,
    ),
    ...(model.monitor.id.length === 0 ? ['no ids are declared, so rows that come twice are not told apart'] : []),
  ];
}

/** A sentence with names in the place of `{}`; nothing where there are none. */
function told(names: readonly string[], sentence: string): string[] {
  if (names.length === 0) return [];
  const rest = names.length - MOST_NAMED;
  const listed = names.slice(0, MOST_NAMED).join(', ');
  return [sentence.replace('{}', () => (rest > 0 ? `${listed} and ${rest} more` : listed))];
}
