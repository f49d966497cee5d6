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
  readonly sign: '✅' | '❌' | '⚠️' | '➖' | '🆕' | '💥';
  readonly text: string;
}

/** The first line of every surface that shows a run. */
export function runLine(report: Report, consequence: Consequence, inert: (text: string) => string): RunLine {
  const { model, baseline, comparison, failure, training } = report;
  const otherwise = consequence.otherwise;
  if (training.how === 'failed')
    return { sign: '💥', text: `${model}: did not train, ${endingOf(report)}; ${otherwise}` };
  if (baseline.problem !== null && failure?.code === baseline.problem.code) {
    return { sign: '⚠️', text: `${model}: undecided, ${baseline.name} could not predict here; ${otherwise}` };
  }
  if (failure !== null || comparison === null) {
    return {
      sign: '💥',
      text: `${model}: could not be judged: ${inert(failure?.what ?? 'nothing was compared')} ${otherwise}`,
    };
  }
  if (baseline.version === null && report.verdict === 'pass')
    return firstVersion(report, comparison as Comparison, consequence, inert);
  const pass = report.outcome === 'identical' ? consequence.identical : consequence.pass;
  const subject = { model, baseline: baseline.name, consequence: { pass, otherwise }, inert };
  return firstLine(comparison as Comparison, subject);
}

function firstVersion(
  { model }: Report,
  comparison: Comparison,
  { pass }: Consequence,
  inert: (text: string) => string,
): RunLine {
  const primary = primaryOf(comparison);
  const values = `${inert(metricName(primary.metric))} ${arrow(primary)}`;
  return { sign: '🆕', text: `${model}: first version, beats the best constant (${values}); ${pass}` };
}

/** `exit 1 after 12 s`. */
function endingOf({ failure, training }: Report): string {
  const what = /exit(?:ed)? (?:with )?(?:code )?(\d+)/.exec(`${failure?.what} ${failure?.why}`)?.[1];
  const how = what === undefined ? (failure?.what ?? 'for an unknown reason').replace(/\.$/, '') : `exit ${what}`;
  return training.seconds === null ? how : `${how} after ${Math.max(1, Math.round(training.seconds))} s`;
}
