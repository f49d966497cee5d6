// A run in one line: the answer, and what follows from it.
import type { Comparison } from '../core/comparison.ts';
import { arrow, firstLine, primaryOf } from './comparison-words.ts';
import { metricName } from './figures.ts';
import type { Report } from './report-schema.ts';

/** What follows a pass and what follows anything else: `merging makes it v12`, `merging keeps v11`. */
export interface Consequence {
  readonly pass: string;
  readonly otherwise: string;
  /** After a candidate that predicts the same. */
  readonly identical: string;
}

/** A sign for the eye, and the answer in words. */
export interface RunLine {
  readonly sign: '✅' | '❌' | '⚠️' | '➖' | '🆕' | '💥' | '⏳' | '⏸️';
  readonly text: string;
}

/** The first line of every surface that shows a run. */
export function runLine(report: Report, consequence: Consequence, inert: (text: string) => string): RunLine {
  const { baseline, comparison, failure, training } = report;
  const [model, name] = [inert(report.model), inert(baseline.name)];
  const otherwise = consequence.otherwise;
  if (training.how === 'not-trained') return { sign: '⏸️', text: `${model}: ${notTrained(report)}` };
  if (training.how === 'failed')
    return { sign: '💥', text: `${model}: did not train, ${endingOf(report, inert)}; ${otherwise}` };
  if (baseline.problem !== null && failure?.code === baseline.problem.code) {
    return { sign: '⚠️', text: `${model}: undecided, ${name} could not predict here; ${otherwise}` };
  }
  if (failure !== null || comparison === null) {
    const what = inert((failure?.what ?? 'nothing was compared').replace(/\.$/, ''));
    return { sign: '💥', text: `${model}: could not be judged: ${what}; ${otherwise}` };
  }
  const compared = comparison as Comparison;
  const first = baseline.version === null ? firstVersion(compared, consequence, inert) : null;
  if (first !== null) return { sign: first.sign, text: `${model}: ${first.text}` };
  const pass = report.outcome === 'identical' ? consequence.identical : consequence.pass;
  return firstLine(compared, { model, baseline: name, consequence: { pass, otherwise }, inert });
}

/** A first version is told by whether it beats the best constant; null where something else decides about it. */
function firstVersion(
  comparison: Comparison,
  { pass, otherwise }: Consequence,
  inert: (text: string) => string,
): RunLine | null {
  const primary = primaryOf(comparison);
  const values = `${inert(metricName(primary.metric))} ${arrow(primary)}`;
  const told = (sign: RunLine['sign'], how: string, follows: string): RunLine => ({
    sign,
    text: `first version, ${how} the best constant (${values}); ${follows}`,
  });
  if (comparison.verdict === 'pass') return told('🆕', 'beats', pass);
  const [first] = comparison.checks;
  const decisive = comparison.checks.find(({ result }) => result === comparison.verdict);
  if (first === undefined || first !== decisive) return null;
  return comparison.verdict === 'fail'
    ? told('❌', 'worse than', otherwise)
    : told('⚠️', 'not proven better than', otherwise);
}

/** What starts a training that a push does not start. */
export const startsTraining = {
  label: 'add the label relevo, or comment /relevo evaluate',
  command: 'comment /relevo evaluate',
  never: 'its config says never',
} as const;

const notTrained = ({ run, training }: Report): string =>
  `not trained ${run.origin === 'local' ? 'here' : 'on this push'}; ${startsTraining[training.when ?? 'never']}`;

/** `exit 1 after 12 s`. */
function endingOf({ failure, training }: Report, inert: (text: string) => string): string {
  const what = /exit(?:ed)? (?:with )?(?:code )?(\d+)/.exec(`${failure?.what} ${failure?.why}`)?.[1];
  const how =
    what === undefined ? inert((failure?.what ?? 'for an unknown reason').replace(/\.$/, '')) : `exit ${what}`;
  return training.seconds === null ? how : `${how} after ${Math.max(1, Math.round(training.seconds))} s`;
}
