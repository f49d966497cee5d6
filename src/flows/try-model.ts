// The whole way from a config to a report on a few rows, for somebody who begins: names what is missing, and records nothing.
import type { ModelConfig } from '../config/config.ts';
import { fail, RelevoError } from '../errors.ts';
import type { DataSets, Rows } from '../ports.ts';
import type { Report } from '../report/report-schema.ts';
import type { Missing, Trial } from '../report/trial-terminal.ts';
import { type EvaluatePorts, type EvaluateRequest, evaluateModel } from './evaluate/evaluate.ts';
import { dataAsItIs, type PinnedData, requirePinned } from './lock-data.ts';
import { sampleTable } from './sampled-table.ts';
import { checkModel, type Finding, type Workspace } from './validate.ts';

/** Who tries what. */
export interface TrialRequest extends Pick<EvaluateRequest, 'model' | 'run' | 'by' | 'relevo' | 'signal'> {
  /** The text of relevo.lock; null when there is none. */
  readonly lock: string | null;
}

/** What a trial needs; what `blobs` is given must go when the trial ends. */
export interface TrialPorts extends EvaluatePorts {
  readonly dataSets: DataSets;
  readonly workspace: Workspace;
}

/** Enough to see every step at work, few enough to wait for. */
const MOST_ROWS = 500;

/** Tries one model. */
export async function tryModel(request: TrialRequest, ports: TrialPorts): Promise<Trial> {
  const { model, lock } = request;
  const { findings } = await checkModel(model, ports.workspace);
  const { commit } = await ports.checkout.head();
  const found = [...findings.map(missingOf), ...(commit === null ? [UNCOMMITTED] : [])];
  const nothing = { model: model.name, rows: 0, of: 0, report: null };
  if (found.some(({ blocks }) => blocks)) {
    const unlocked = lock === null ? [explained(fail('lock-missing', { model: model.name }), false)] : [];
    return { ...nothing, missing: [...found, ...unlocked] };
  }
  const { data, missing } = await findData(request, ports);
  const sampled = sampling(model, ports);
  const { rows, of } = await sampled.size();
  try {
    const report = await evaluateSample(request, { data, rows }, { ...ports, rows: sampled.port });
    return { model: model.name, missing: [...found, ...missing], rows, of, report };
  } catch (thrown) {
    // A program that is not there is missing like a file.
    if (!(thrown instanceof RelevoError) || thrown.code !== 'command-not-started') throw thrown;
    return { ...nothing, missing: [...found, explained(thrown, true), ...missing] };
  }
}

async function evaluateSample(
  { lock: _, ...request }: TrialRequest,
  { data, rows }: { readonly data: readonly PinnedData[]; readonly rows: number },
  ports: TrialPorts,
): Promise<Report> {
  // Predictions of other rows are of no use here, and these of none elsewhere.
  const sampled = data.map(set =>
    set.part === 'holdout' ? { ...set, rows, digest: ports.sha256(`${rows} of ${set.digest}`) } : set,
  );
  const { report } = await evaluateModel(
    {
      ...request,
      data: sampled,
      former: null,
      origin: 'local',
      trigger: { event: 'command', isLabelled: false },
      anew: false,
    },
    ports,
  );
  return { ...report, judged_on_holdout: 0 };
}

const explained = ({ message: what, remedy }: RelevoError, blocks: boolean): Missing => ({ what, remedy, blocks });

const UNCOMMITTED: Missing = {
  what: 'No commit holds these files, so nothing that is made of them can be promoted.',
  remedy: 'Run `git init`, `git add .` and `git commit`.',
  blocks: false,
};

/** Without these there is nothing to train, to predict with or to judge on. */
const BLOCKING = ['dir', 'holdout', 'train.command', 'train.artifact', 'predict.module', 'predict.command'];

function missingOf({ keys, mistake }: Finding): Missing {
  const name = keys.filter(key => typeof key === 'string').join('.');
  const nearest = mistake.nearest === undefined ? null : `Did you mean ${mistake.nearest}?`;
  const blocks = BLOCKING.some(key => name === key || name.startsWith(`${key}.`));
  return { what: `${name}: ${mistake.message}.`, remedy: mistake.hint ?? nearest, blocks };
}

/** The data as they are on the disk: a trial does not ask whether anybody pinned them, but says so. */
async function findData(
  { model, lock }: TrialRequest,
  ports: TrialPorts,
): Promise<{ data: readonly PinnedData[]; missing: readonly Missing[] }> {
  try {
    return { data: await requirePinned(model, lock, ports), missing: [] };
  } catch (thrown) {
    if (!(thrown instanceof RelevoError)) throw thrown;
    return { data: await dataAsItIs(model, ports), missing: [explained(thrown, false)] };
  }
}

/** Rows, of whose holdout only some are there. */
function sampling({ dir, holdout }: ModelConfig, { rows, checkout }: TrialPorts) {
  const path = `${checkout.at(dir)}/${holdout.data}`;
  let known: ReturnType<typeof sampleTable> | undefined;
  const sample = () => {
    known ??= rows.open(path).then(table => sampleTable(table, MOST_ROWS));
    return known;
  };
  const port: Rows = { open: async asked => (asked === path ? (await sample()).table : rows.open(asked)) };
  return { port, size: sample };
}
