// A look at production for a terminal: the answer, the evidence, the signals, and what to know about the rows.
import { drawn, type TerminalStyle } from './comparison-terminal.ts';
import { inertLine, inertTerminal, inertTerminalSentence } from './inert.ts';
import { dayWords, isBeyond, quantity } from './issue-figures.ts';
import type { Watch, WatchSignal } from './watch-schema.ts';
import {
  chartLine,
  driftSentence,
  evidenceSentences,
  inputSentences,
  isMean,
  promisedText,
  promotionSentence,
  signalName,
  watchLine,
} from './watch-words.ts';

const COLOURS = { healthy: 'green', recovered: 'green', degraded: 'red', unknown: 'yellow' } as const;

/** Slices that are fine are listed up to so many signals; what is worse always is. */
const MOST_FINE = 20;

/** The whole look. */
export function watchTerminal(watch: Watch, terminal: TerminalStyle): string {
  const { paint, emoji } = terminal;
  const { sign, text } = watchLine(watch, inertTerminal);
  const heading = paint('bold', paint(COLOURS[watch.state], emoji ? `${sign} ${text}` : `${watch.state}: ${text}`));
  const blocks = [
    heading,
    reason(watch),
    watch.signals.length === 0 ? '' : evidenceSentences(watch).map(inertTerminalSentence).join('\n'),
    watch.signals.length === 0 ? '' : table(watch, terminal),
    [chartLine(watch), driftSentence(watch, inertTerminal), promotionSentence(watch)]
      .filter(line => line !== null)
      .map(inertTerminalSentence)
      .join('\n'),
    paint('dim', notes(watch)),
    watch.state === 'degraded' ? advice(watch) : '',
  ];
  return `${blocks.filter(block => block !== '').join('\n\n')}\n`;
}

function reason({ reason: why, failure, state }: Watch): string {
  if (failure !== null) {
    return [failure.what, `  why: ${failure.why}`, `  fix: ${failure.remedy}`].map(inertLine).join('\n');
  }
  return why === null || state === 'healthy' ? '' : inertTerminalSentence(why);
}

function table({ signals, at }: Watch, terminal: TerminalStyle): string {
  const worst = signals.filter(signal => signal.state !== 'fine' || signal.slice === null || isUnproven(signal));
  const fine = signals.filter(signal => !worst.includes(signal)).slice(0, Math.max(0, MOST_FINE - worst.length));
  const shown = signals.filter(signal => worst.includes(signal) || fine.includes(signal));
  const rows = shown.map(signal => [
    signalName(signal, inertTerminal),
    promisedText(signal),
    quantity(signal.now, signal.unit),
    signal.since === null ? '' : dayWords(signal.since, at),
    stateText(signal, terminal),
  ]);
  const left = signals.length - shown.length;
  const header = ['signal', 'promised', 'now', 'since', ''];
  const drawing = drawn({ header, rows, align: ['left', 'right', 'right', 'left', 'left'] }, terminal);
  return left === 0 ? drawing : `${drawing}\n  and ${left} more slices, all fine`;
}

/** Beyond what was promised, without proof: neither worse nor fine. */
const isUnproven = ({ state, now, promised, better }: WatchSignal): boolean =>
  state === 'fine' && isBeyond(now, promised, better === 'lower');

function stateText(signal: WatchSignal, { paint }: TerminalStyle): string {
  const { state, detail, kind } = signal;
  if (isUnproven(signal)) return detail === null ? 'not proven' : `not proven: ${inertTerminal(detail)}`;
  const colour = state === 'worse' ? (isMean(kind) ? 'red' : 'yellow') : state === 'unknown' ? 'yellow' : null;
  const word = colour === null ? state : paint(colour, state);
  return detail === null ? word : `${word}: ${inertTerminal(detail)}`;
}

const notes = (watch: Watch): string =>
  [...inputSentences(watch, inertTerminal), ...watch.notes.map(inertTerminalSentence)]
    .map(note => `note: ${note}`)
    .join('\n');

function advice({ model, promotion }: Watch): string {
  const back =
    promotion?.from == null ? '' : ` \`relevo rollback ${model} v${promotion.from}\` returns to the version before;`;
  return `What you can do: train on newer data and \`relevo evaluate ${model}\`;${back} a recovery is told by itself, with evidence.`;
}
