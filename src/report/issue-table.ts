// The signals of a model as a table, what is worse first.
import { counted } from './figures.ts';
import { inertMarkdown } from './inert.ts';
import { dayWords, isBeyond, quantity } from './issue-figures.ts';
import type { DriftView, IssueView, SignalView } from './issue-view.ts';

/** How many rows of each state a reader gets through. */
const MOST: Readonly<Record<SignalView['state'], number>> = { worse: 40, unknown: 8, fine: 8 };

/** Beyond what was promised without proof is neither worse nor fine. */
function wordOf({ state, now, promised }: SignalView): string {
  if (state === 'worse') return 'worse';
  if (state === 'unknown') return 'not enough rows yet';
  return isBeyond(now, promised?.value ?? null, promised?.bound === 'at-most') ? 'not proven' : 'fine';
}

const order = ['worse', 'unknown', 'fine'] as const;

/** What a table shows. */
export type SignalTable = Pick<IssueView, 'signals' | 'until' | 'acknowledged'>;

/** The table; `share` makes it shorter, where there is less room. */
export function signalTable(view: SignalTable, share = 1): string {
  const shown = order.flatMap(state =>
    ofState(view.signals, state).slice(0, Math.max(state === 'worse' ? 1 : 0, Math.floor(MOST[state] * share))),
  );
  const rows = shown.map(signal => rowOf(signal, view));
  const table = ['| signal | promised | now | since | |', '| --- | ---: | ---: | --- | --- |', ...rows].join('\n');
  const left = leftOut(view.signals, shown);
  return left === '' ? table : `${table}\n\n${left}`;
}

/** Those in a state; what is beyond its promise first. */
function ofState(signals: readonly SignalView[], state: SignalView['state']): readonly SignalView[] {
  const all = signals.filter(signal => signal.state === state);
  return [...all.filter(one => wordOf(one) !== 'fine'), ...all.filter(one => wordOf(one) === 'fine')];
}

function rowOf(signal: SignalView, { until, acknowledged }: SignalTable): string {
  const { promised, unit, since, state } = signal;
  const bound =
    promised === null ? '' : `${promised.bound === 'at-most' ? '≤' : '≥'} ${quantity(promised.value, unit)}`;
  const isKnown = state === 'worse' && acknowledged.includes(signal.id);
  const cells = [
    named(signal),
    bound,
    quantity(signal.now, unit),
    since === null || state !== 'worse' ? '' : dayWords(since, until),
    isKnown ? 'worse, acknowledged' : wordOf(signal),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** The name, and which columns are meant. */
const named = ({ name, detail }: SignalView): string =>
  detail === null ? inertMarkdown(name) : `${inertMarkdown(name)}: ${inertMarkdown(detail)}`;

/** `And 12 more signals: 2 worse, 10 fine.` */
function leftOut(all: readonly SignalView[], shown: readonly SignalView[]): string {
  const left = order.flatMap(state => ofState(all, state)).filter(signal => !shown.includes(signal));
  const words = [...new Set(left.map(wordOf))];
  const parts = words.map(word => `${left.filter(signal => wordOf(signal) === word).length} ${word}`);
  return parts.length === 0 ? '' : `And ${counted(left.length, 'more signals')}: ${parts.join(', ')}.`;
}

/** As many columns as one looks at. */
const MOST_DRIFT = 10;

/** The columns that moved, as a table, the farthest first. */
export function driftTable(drift: readonly DriftView[]): string {
  const sorted = [...drift].sort((a, b) => b.distance - a.distance).slice(0, MOST_DRIFT);
  const rows = sorted.map(one => {
    const { feature, label, before, now, distance } = one;
    const unit = label === null ? 'number' : 'percent';
    const what = label === null ? 'mean' : `share of ${inertMarkdown(label)}`;
    const cells = [inertMarkdown(feature), what, quantity(before, unit), quantity(now, unit), distance.toFixed(2)];
    return `| ${cells.join(' | ')} |`;
  });
  return ['| column | | in training | now | distance |', '| --- | --- | ---: | ---: | ---: |', ...rows].join('\n');
}

/** `+22 %` of a mean, `Vigo: 12 % → 31 %` of a label; null where neither says anything. */
export function shiftWords({ label, before, now }: DriftView): string | null {
  if (before === null || now === null) return null;
  if (label !== null) return `${inertMarkdown(label)}: ${whole(before)} → ${whole(now)}`;
  if (before === 0 || before * now <= 0) return `mean ${quantity(before, 'number')} → ${quantity(now, 'number')}`;
  const shift = now / before - 1;
  return `${shift < 0 ? '−' : '+'}${whole(Math.abs(shift))}`;
}

/** A share without the decimals that nobody needs in a sentence. */
const whole = (share: number): string =>
  share >= 0.1 ? quantity(Number(share.toFixed(2)), 'percent').replace('.0 ', ' ') : quantity(share, 'percent');
