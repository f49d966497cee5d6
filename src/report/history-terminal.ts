// Models, versions and runs as tables for a terminal.
import type { Digest } from '../core/digest.ts';
import type { JudgedRun, ModelState } from '../core/model-state.ts';
import { drawn, type TerminalStyle } from './comparison-terminal.ts';
import { counted } from './figures.ts';
import { inertTerminal } from './inert.ts';

/** What is in production since when, what came before, and what keeps others out; `first` are the metrics to tell first. */
export function statusTerminal(
  { model, state, first }: { model: string; state: ModelState; first: readonly string[] },
  terminal: TerminalStyle,
): string {
  const { production, versions, frozen, alarm, runs } = state;
  const heading = terminal.paint('bold', inertTerminal(model));
  if (production === null) {
    const next =
      runs.length === 0
        ? '`relevo evaluate` makes a first candidate'
        : `${counted(runs.length, 'runs')}, none promoted`;
    return `${heading}: nothing is in production; ${next}.\n`;
  }
  const lines = [
    `${heading}: v${production.version} is in production since ${day(production.since)}.`,
    ...(frozen === null
      ? []
      : [
          terminal.paint(
            'yellow',
            `  frozen by ${inertTerminal(frozen.by)}${frozen.reason === null ? '' : `: ${inertTerminal(frozen.reason)}`}`,
          ),
        ]),
    ...(alarm === null
      ? []
      : [
          terminal.paint(
            'red',
            `  got worse since ${day(alarm.since)}: ${alarm.signals.map(inertTerminal).join(', ')}`,
          ),
        ]),
  ];
  const rows = [...versions]
    .reverse()
    .map(({ version, made }) => [
      `v${version}${version === production.version ? ' *' : fateOf(made.artifact, state)}`,
      day(made.at),
      made.run ?? 'adopted',
      made.commit?.slice(0, 10) ?? '',
      made.verdict ?? '',
      metricsText(made.metrics, first),
      inertTerminal(made.by),
    ]);
  const header = ['version', 'since', 'run', 'commit', 'verdict', 'metrics', 'by'];
  return `${lines.join('\n')}\n${drawn({ header, rows, align: header.map(() => 'left') }, terminal)}\n`;
}

const day = (at: string): string => at.slice(0, 16).replace('T', ' ');

function fateOf(artifact: Digest, { pruned, rolledBack }: ModelState): string {
  const fates = [
    ...(rolledBack.some(each => each.artifact === artifact) ? ['rolled back'] : []),
    ...(pruned.has(artifact) ? ['let go'] : []),
  ];
  return fates.length === 0 ? '' : ` (${fates.join(', ')})`;
}

/** Three of them: those that come first in relevo.yml, as a ledger keeps them by name. */
const metricsText = (metrics: Readonly<Record<string, number | null>>, first: readonly string[]): string =>
  [...new Set([...first, ...Object.keys(metrics)])]
    .filter(name => Object.hasOwn(metrics, name))
    .map(name => [name, metrics[name] ?? null] as const)
    .slice(0, 3)
    .map(([name, value]) => `${inertTerminal(name)} ${value === null ? '–' : String(Number(value.toPrecision(4)))}`)
    .join(', ');

/** The experiments: one line a run; `first` are the metrics of a model to tell first. */
export function runsTerminal(
  runs: readonly JudgedRun[],
  first: (model: string) => readonly string[],
  terminal: TerminalStyle,
): string {
  if (runs.length === 0) return 'No run yet: `relevo evaluate` makes the first.\n';
  const rows = runs.map(({ judged }) => [
    judged.run,
    judged.model,
    day(judged.at),
    `${judged.commit?.slice(0, 10) ?? 'none'}${judged.dirty ? ' +' : ''}`,
    judged.artifact?.slice(7, 19) ?? '–',
    metricsText(judged.metrics, first(judged.model)),
    judged.verdict,
  ]);
  const header = ['run', 'model', 'at', 'commit', 'candidate', 'metrics', 'verdict'];
  return `${drawn({ header, rows, align: header.map(() => 'left') }, terminal)}\n`;
}
