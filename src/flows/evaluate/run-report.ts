// A run's report: every fact of it in one document.
import { artifactPlace } from '../../config/artifact-source.ts';
import { keyValues } from '../../config/key-values.ts';
import type { Digest } from '../../core/digest.ts';
import type { RelevoError } from '../../errors.ts';
import type { Report } from '../../report/report-schema.ts';
import type { PinnedData } from '../lock-data.ts';
import type { BaselineFacts } from './baseline.ts';
import type { Candidate } from './candidate.ts';
import type { EvaluateRequest } from './evaluate.ts';
import type { Identity } from './identity.ts';
import type { Judgement } from './judgement.ts';

/** What a report is made of. */
export interface ReportFacts {
  readonly request: EvaluateRequest;
  readonly identity: Identity;
  /** The files of the identity, as a report lists them. */
  readonly inputs: NonNullable<Report['inputs']>;
  readonly candidate: Candidate;
  readonly baseline: BaselineFacts;
  readonly at: string;
  readonly judged:
    | (Judgement & {
        readonly comparisonDigest: Digest;
        readonly judgedOnHoldout: number;
        readonly repeats: Report['training']['repeats'];
      })
    | null;
  readonly failure: RelevoError | null;
}

/** Writes the report. A run that failed before it was judged fails; one whose production could not predict is inconclusive. */
export function reportOf(facts: ReportFacts): Report {
  const { request, identity, candidate, baseline, judged, failure } = facts;
  const { model } = request;
  const comparison = judged?.comparison ?? null;
  const problem = baseline.kind === 'production' ? baseline.problem : null;
  return {
    schema: 'relevo.report/1',
    relevo: request.relevo,
    model: model.name,
    task: model.task,
    run: { id: request.run, at: facts.at, by: request.by, origin: request.origin, ...identity.head },
    digests: {
      training: identity.training,
      rules: identity.rules,
      yardstick: identity.yardstick,
      holdout: identity.holdout.digest,
      comparison: judged?.comparisonDigest ?? null,
      candidate: candidate.artifact,
      predictions: judged?.predictions ?? null,
    },
    baseline:
      baseline.kind === 'constant'
        ? { name: 'the best constant', version: null, event: null, problem: null }
        : { name: `v${baseline.version}`, version: baseline.version, event: baseline.event, problem: told(problem) },
    training: trainingOf(request, candidate, judged?.repeats ?? []),
    inputs: facts.inputs,
    data: identity.data.map(dataOf),
    prediction: predictionOf(judged),
    comparison,
    former: judged?.former ?? null,
    judged_on_holdout: judged?.judgedOnHoldout ?? 0,
    policy: JSON.parse(JSON.stringify(model.policy)) as Record<string, unknown>,
    config: keyValues(model),
    failure: told(failure),
    verdict: comparison?.verdict ?? (isUndecided(failure, problem) ? 'inconclusive' : 'fail'),
    outcome: comparison?.metrics.find(({ role, slice }) => role === 'primary' && slice === null)?.outcome ?? null,
  };
}

/** Names of columns that a report lists; a table may have very many. */
const MOST_COLUMNS = 500;

const dataOf = ({ path, part, digest, rows, columns, range }: PinnedData): Report['data'][number] => ({
  path,
  part,
  digest,
  rows,
  columns: columns.length,
  column_names: columns.slice(0, MOST_COLUMNS),
  range: range === null ? null : [range[0], range[1]],
});

/** Without a baseline, or a candidate that was due, nothing can be told; every other failure is the candidate's own. */
const isUndecided = (failure: RelevoError | null, problem: RelevoError | null): boolean =>
  failure !== null && (failure === problem || failure.code === 'score-first' || failure.code === 'not-trained');

const told = (error: RelevoError | null): Report['failure'] =>
  error === null ? null : { code: error.code, what: error.message, why: error.why, remedy: error.remedy };

function trainingOf(
  { model }: EvaluateRequest,
  { how, when = null, training }: Candidate,
  repeats: Report['training']['repeats'],
): Report['training'] {
  return {
    how,
    when,
    source: model.train.artifact === null ? null : artifactPlace(model.train.artifact),
    command: [...(model.train.command ?? [])],
    seed: 0,
    seconds: training === null ? null : training.wallMs / 1000,
    cpu_seconds: training?.cpuMs == null ? null : training.cpuMs / 1000,
    peak_mb: training?.peakBytes == null ? null : training.peakBytes / 1e6,
    last_lines: how === 'failed' ? [...(training?.lastLines ?? [])] : [],
    repeats,
  };
}

function predictionOf(judged: ReportFacts['judged']): Report['prediction'] {
  const prediction = judged?.prediction ?? null;
  if (prediction === null) return null;
  const { rows, backend, speed, artifactBytes } = prediction;
  return {
    rows,
    backend: backend === null ? null : `${backend.name} ${backend.version}`,
    note: backend?.note ?? null,
    ms_per_row: speed.msPerRow,
    load_ms: speed.loadMs,
    model_mb: artifactBytes / 1e6,
  };
}
