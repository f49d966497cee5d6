// Which input files differ between two runs, as far as their reports list them.
import type { Report } from './report-schema.ts';

/** A file that differs, with what was in it; null where it was not there. */
export interface FileDifference {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** The files that differ, and in sentences what cannot be told. */
export interface InputDifferences {
  readonly files: readonly FileDifference[];
  readonly untold: readonly string[];
}

type Inputs = NonNullable<Report['inputs']>;

/** Compares what two runs were trained from. */
export function inputDifferences(before: Report, after: Report): InputDifferences {
  const [old, now] = [before.inputs, after.inputs];
  if (old !== undefined && now !== undefined) return compared(old, now);
  if (before.digests.training === after.digests.training) return { files: [], untold: [] };
  const runs = runsOf(before, after, ({ inputs }) => inputs === undefined);
  return { files: [], untold: [`${runs} before reports listed input files: which of them changed cannot be told.`] };
}

/** Where a list was cut, what comes after the cut is told by its one digest alone. */
function compared(before: Inputs, after: Inputs): InputDifferences {
  const cut = [before, after].flatMap(({ files, rest }) => (rest === null ? [] : [files.at(-1)?.path ?? ''])).sort()[0];
  const isTold = (path: string): boolean => cut === undefined || path <= cut;
  const [old, now] = [contents(before), contents(after)];
  const paths = [...new Set([...old.keys(), ...now.keys()])].filter(isTold).sort();
  const files = paths
    .map(path => ({ path, before: old.get(path) ?? null, after: now.get(path) ?? null }))
    .filter(({ before: was, after: is }) => was !== is);
  const [ofBefore, ofAfter] = [before, after].map(({ files: listed, rest }) =>
    JSON.stringify([listed.at(-1)?.path, rest]),
  );
  if (cut === undefined || ofBefore === ofAfter) return { files, untold: [] };
  const untold = `Reports list a bounded number of input files: whether any after ${cut} changed cannot be told.`;
  return { files, untold: [untold] };
}

const contents = ({ files }: Inputs): Map<string, string> => new Map(files.map(({ path, content }) => [path, content]));

/** `Run r1 was made` or `Runs r1 and r2 were made`: those of the two that lack something. */
export function runsOf(before: Report, after: Report, lacks: (report: Report) => boolean): string {
  const ids = [before, after].filter(lacks).map(({ run }) => run.id);
  return ids.length === 1 ? `Run ${ids[0]} was made` : `Runs ${ids.join(' and ')} were made`;
}
