// The catalogue of what a user can run into: code → what happened, why, what to do. Thrown anywhere, caught once, at an
// entry. Anything that is not a RelevoError is a bug of ours and is reported as one.
import { artifactsErrors } from './errors/artifacts.ts';
import { askingErrors } from './errors/asking.ts';
import { dataSetsErrors } from './errors/data-sets.ts';
import type { Explanation, Rows } from './errors/explanation.ts';
import { filesErrors } from './errors/files.ts';
import { githubErrors } from './errors/github.ts';
import { monitoringErrors } from './errors/monitoring.ts';
import { pairingErrors } from './errors/pairing.ts';
import { predictionErrors } from './errors/prediction.ts';
import { registryErrors } from './errors/registry.ts';
import { servingErrors } from './errors/serving.ts';
import { tablesErrors } from './errors/tables.ts';
import { trainingErrors } from './errors/training.ts';

/** The catalogue, by area. */
const catalogue = {
  ...filesErrors,
  ...askingErrors,
  ...tablesErrors,
  ...pairingErrors,
  ...dataSetsErrors,
  ...registryErrors,
  ...artifactsErrors,
  ...trainingErrors,
  ...predictionErrors,
  ...githubErrors,
  ...monitoringErrors,
  ...servingErrors,
} satisfies Rows;

/** Every code that a user can meet. */
export type ErrorCode = keyof typeof catalogue;

/** A failure that its reader can mend: what happened, why, and what to do. */
export class RelevoError extends Error {
  readonly code: ErrorCode;
  readonly why: string;
  readonly remedy: string;

  constructor(code: ErrorCode, explanation: Explanation, cause?: unknown) {
    super(explanation.what, cause === undefined ? undefined : { cause });
    this.name = 'RelevoError';
    this.code = code;
    this.why = explanation.why;
    this.remedy = explanation.remedy;
  }
}

/** Makes the error of a catalogue row from its facts; `throw fail('file-not-found', { path })`. */
export function fail<Code extends ErrorCode>(
  code: Code,
  parameters: Parameters<(typeof catalogue)[Code]>[0],
  cause?: unknown,
): RelevoError {
  const explain = catalogue[code] as (parameters: unknown) => Explanation;
  return new RelevoError(code, explain(parameters), cause);
}
