// Candidate and baseline on the same rows, compared and judged, by today's yardstick and by the one of production's commit.
import { type ModelConfig, policyOf } from '../../config/config.ts';
import type { Check, Comparison } from '../../core/comparison.ts';
import type { UnitKind } from '../../core/comparison-plan.ts';
import { bestConstant, type ConstantPrediction } from '../../core/constant-predictor.ts';
import type { Digest } from '../../core/digest.ts';
import { type ChosenMetric, chooseMetric } from '../../core/metrics/catalogue.ts';
import type { Verdict } from '../../core/policy.ts';
import type { SeriesFacts } from '../../core/series.ts';
import { fail, RelevoError } from '../../errors.ts';
import type { Checkout, Rows, Table } from '../../ports.ts';
import { besideTable, type ConstantColumns, withConstants, withNumbers } from '../beside-table.ts';
import { compareTables, type PairingRequest } from '../compare.ts';
import { findLeaks } from '../leaks.ts';
import { probabilityColumn } from '../paired-columns.ts';
import { readTargets } from '../targets.ts';
import type { BaselineFacts } from './baseline.ts';
import type { EvaluatePorts, EvaluateRequest } from './evaluate.ts';
import { type Identity, nameRules } from './identity.ts';
import type { Packed } from './packaging.ts';
import { idsOf, type PredictionFiles, predictWith, ROW } from './predictions.ts';

/** What a judgement yields. */
export interface Judgement {
  readonly comparison: Comparison;
  readonly predictions: Digest;
  readonly prediction: PredictionFiles['prediction'];
  readonly former: { readonly rules: Digest; readonly verdict: Verdict } | null;
}

interface Facts {
  readonly identity: Identity;
  readonly artifact: Digest;
  readonly packed: Packed | null;
  readonly baseline: BaselineFacts;
}

const MEASURE_MS = 1500;
const MEGABYTE = 1e6;

/** Predicts with the candidate, compares with the baseline, and judges. */
export async function judge(request: EvaluateRequest, facts: Facts, ports: EvaluatePorts): Promise<Judgement> {
  const { model } = request;
  const { identity, artifact, packed, baseline } = facts;
  ports.log.step(`${model.name}: predicting the holdout`);
  const wanted = { artifact, packed, identity, measureMs: MEASURE_MS, setUp: false, keep: true };
  const candidate = await predictWith(request, wanted, ports);
  ports.log.step(
    `${model.name}: comparing with ${baseline.kind === 'constant' ? 'the best constant' : `v${baseline.version}`}`,
  );
  const { prediction, digest } = candidate;
  if (baseline.kind === 'production' && baseline.predictions === null) {
    throw baseline.problem ?? new Error('Production has no predictions, and nothing says why.');
  }
  if (baseline.kind === 'constant' && model.task === 'score') throw fail('score-first', { model: model.name });
  const leaks = await findLeaks(request, ports);
  const judged = (config: ModelConfig): Promise<Comparison> =>
    compareWith(config, { ports, candidate, baseline, quantities: quantitiesOf(prediction), leaks });
  const comparison = asFirstVersion(await judged(model), baseline);
  return { comparison, predictions: digest, prediction, former: await judgeFormer(request, facts, { judged, ports }) };
}

/**
 * That the best constant predicts the same for every row is no news; nor is how often a candidate passes that is no better
 * than a constant.
 */
function asFirstVersion(comparison: Comparison, baseline: BaselineFacts): Comparison {
  if (baseline.kind !== 'constant') return comparison;
  const isNews = ({ code, message }: Comparison['warnings'][number]): boolean =>
    code !== 'constant-predictions' || !message.includes('baseline');
  const power = { equal_passes: null, for_80: { groups: null, margin: null } };
  return { ...comparison, warnings: comparison.warnings.filter(isNews), power };
}

/** Under the rules at production's commit, when those are others, on the same rows. */
async function judgeFormer(
  { model, former }: EvaluateRequest,
  { identity, baseline }: Facts,
  { judged, ports }: { judged: (config: ModelConfig) => Promise<Comparison>; ports: EvaluatePorts },
): Promise<Judgement['former']> {
  if (former === null || baseline.kind === 'constant') return null;
  const rules = nameRules(former, ports.sha256);
  if (rules === identity.rules) return null;
  try {
    return { rules, verdict: (await judged(onTheseRows(former, model))).verdict };
  } catch (thrown) {
    // Rules that no longer fit the rows, such as some with a column that is gone, cannot tell.
    if (!(thrown instanceof RelevoError)) throw thrown;
    return { rules, verdict: 'inconclusive' };
  }
}

/** The former rules read the rows that were predicted, by the ids that they were predicted with. */
const onTheseRows = (former: ModelConfig, { dir, holdout }: ModelConfig): ModelConfig => ({
  ...former,
  dir,
  holdout: { ...former.holdout, data: holdout.data, id: holdout.id },
});

/** Measured quantities that limits may name. */
function quantitiesOf(prediction: PredictionFiles['prediction']): Record<string, number> {
  if (prediction === null) return {};
  const { msPerRow, loadMs } = prediction.speed;
  return {
    model_mb: prediction.artifactBytes / MEGABYTE,
    predict_ms_per_row: msPerRow,
    ...(loadMs === null ? {} : { load_ms: loadMs }),
  };
}

/** The primary metric of some predictions, by today's yardstick. */
export async function primaryValue(
  model: ModelConfig,
  candidate: PredictionFiles,
  ports: EvaluatePorts,
): Promise<number | null> {
  const sides = { ports, candidate, baseline: { kind: 'constant' } as const, quantities: {}, leaks: [] };
  const { metrics } = await compareWith({ ...model, policy: { ...model.policy, limits: [] } }, sides);
  return metrics.find(({ role, slice }) => role === 'primary' && slice === null)?.candidate ?? null;
}

interface Sides {
  readonly ports: EvaluatePorts;
  readonly candidate: PredictionFiles;
  readonly baseline: BaselineFacts;
  readonly quantities: Readonly<Record<string, number>>;
  readonly leaks: readonly Check[];
}

async function compareWith(config: ModelConfig, sides: Sides): Promise<Comparison> {
  const { ports, candidate, baseline, quantities, leaks } = sides;
  const isFirst = baseline.kind === 'constant';
  const path = isFirst ? null : (baseline.predictions as PredictionFiles).path;
  const model = isFirst ? withoutTargetSlices(config) : config;
  const policy = policyOf(model);
  return compareTables({
    ...(await pairingOf(model, { candidate: candidate.path, baseline: path }, ports)),
    // A first version must be proven better than the best constant.
    policy: isFirst ? { ...policy, require: 'better' } : policy,
    facts: { seed: 0, series: seriesOf(model), quantities, checks: leaks },
  });
}

/** Where the truth is what the constant says, it is always right: no first version could pass there. */
function withoutTargetSlices(model: ModelConfig): ModelConfig {
  const { holdout, policy } = model;
  const others = (columns: readonly string[]): string[] => columns.filter(column => column !== holdout.target);
  return {
    ...model,
    holdout: { ...holdout, slices: others(holdout.slices) },
    policy: { ...policy, slices: { ...policy.slices, required: others(policy.slices.required) } },
  };
}

/** What pairs the holdout's rows with two files of predictions; a baseline of null is the best constant. */
export async function pairingOf(
  model: ModelConfig,
  paths: { readonly candidate: string; readonly baseline: string | null },
  ports: { readonly rows: Rows; readonly checkout: Pick<Checkout, 'at'> },
): Promise<PairingRequest> {
  const { holdout } = model;
  const ids = idsOf(model);
  const opened = await ports.rows.open(`${ports.checkout.at(model.dir)}/${holdout.data}`);
  const rows = holdout.id.length > 0 ? opened : withNumbers(opened, ROW);
  const metrics = metricsOf(model);
  const predicted = await ports.rows.open(paths.candidate);
  const beside =
    paths.baseline === null
      ? await besideConstant(rows, await predicted.columns(), model, metrics[0] as ChosenMetric)
      : besideTable(rows, await ports.rows.open(paths.baseline), ids);
  return {
    tables: { baseline: beside, candidate: predicted },
    names: {
      target: holdout.target,
      ids,
      group: holdout.group,
      time: holdout.time,
      weight: holdout.weight,
      baselinePrediction: 'prediction',
      candidatePrediction: 'prediction',
    },
    plan: {
      task: model.task,
      metrics,
      scoreDirection: model.direction ?? 'higher',
      slices: holdout.slices,
      unit: unitOf(model),
      weighted: holdout.weight !== null,
      ids,
    },
    positive: holdout.positive,
    dropUnlabelled: holdout.unlabelled === 'drop',
  };
}

const unitOf = ({ holdout }: ModelConfig): UnitKind =>
  holdout.time !== null ? 'time' : holdout.group !== null ? 'group' : 'row';

function seriesOf({ holdout: { season, horizon } }: ModelConfig): SeriesFacts {
  return { seasonMs: season?.ms ?? null, horizon };
}

/** The metrics asked for, then those that only guards and limits name. */
export function metricsOf({ metrics, policy, task }: ModelConfig): ChosenMetric[] {
  const named = [
    ...metrics,
    ...policy.guard.map(({ metric }) => metric),
    ...policy.limits.map(({ quantity }) => quantity),
  ];
  const chosen = new Map<string, ChosenMetric>();
  for (const text of named) {
    const found = chooseMetric(text, task);
    if ('metric' in found) chosen.set(found.text, found);
  }
  return [...chosen.values()];
}

/** The holdout with the best constant for its primary metric beside it. */
async function besideConstant(
  rows: Table,
  predicted: readonly string[],
  model: ModelConfig,
  primary: ChosenMetric,
): Promise<Table> {
  const constant = bestConstant(model.task, primary, await readTargets(rows, model));
  return withConstants(rows, columnsOf(constant, predicted));
}

/** A class that the candidate knows and the holdout has no row of has the share 0. */
function columnsOf(constant: ConstantPrediction | null, predicted: readonly string[]): ConstantColumns {
  if (constant === null) return new Map([['prediction', 0]]);
  if (constant.kind === 'number') return new Map([['prediction', constant.value]]);
  const unseen = predicted.filter(column => column.startsWith(probabilityColumn('')));
  return new Map<string, number | string>([
    ['prediction', constant.label],
    ...unseen.map((column): [string, number] => [column, 0]),
    ...[...constant.shares].map(([label, share]): [string, number] => [probabilityColumn(label), share]),
  ]);
}
