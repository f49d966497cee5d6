// The options of `relevo compare`, read once into what the flow takes.
import { parseDuration } from '../../../config/duration.ts';
import type { UnitKind } from '../../../core/comparison-plan.ts';
import type { SeriesFacts } from '../../../core/series.ts';
import { fail } from '../../../errors.ts';
import type { ComparisonRequest } from '../../../flows/compare.ts';
import { type CompareOptions, invalid, split, take } from './compare-options.ts';
import { readPolicy } from './compare-policy.ts';

/** The files to open, and everything else that the flow needs. */
export interface CompareQuestion {
  readonly files: { readonly baseline: string; readonly candidate: string };
  readonly request: Omit<ComparisonRequest, 'tables'>;
}

/** Reads every option; the first that cannot be is an error with its name. */
export function readRequest(options: CompareOptions): CompareQuestion {
  const { files, baselinePrediction, candidatePrediction } = readFiles(options);
  const slices = split(options.slices);
  const required = split(options.requiredSlices);
  const policy = readPolicy(options, required);
  const ids = split(options.id);
  return {
    files,
    request: {
      names: {
        target: readTarget(options),
        ids,
        group: options.group ?? null,
        time: options.time ?? null,
        weight: options.weight ?? null,
        baselinePrediction,
        candidatePrediction,
      },
      plan: {
        task: options.task,
        metrics: policy.metrics,
        scoreDirection: options.direction,
        slices: [...new Set([...slices, ...required])],
        unit: unitOf(options),
        weighted: options.weight !== undefined,
        ids,
      },
      policy,
      facts: { seed: readSeed(options.seed), series: readSeries(options), quantities: {} },
      positive: readPositive(options),
      dropUnlabelled: options.dropUnlabelled === true,
    },
  };
}

function readFiles(
  options: CompareOptions,
): CompareQuestion['files'] extends infer Files
  ? { files: Files; baselinePrediction: string; candidatePrediction: string }
  : never {
  const { baseline, candidate, predictions, prediction, baselineColumn, candidateColumn } = options;
  if (predictions !== undefined) {
    if (baseline !== undefined || candidate !== undefined) {
      throw invalid('--predictions', predictions, 'either --predictions, or --baseline and --candidate, not both');
    }
    if (baselineColumn === undefined || candidateColumn === undefined) {
      throw fail('option-alone', {
        option: '--predictions',
        other: '--baseline-column and --candidate-column',
        why: 'one file holds both predictions, each in a column of its own',
      });
    }
    const files = { baseline: predictions, candidate: predictions };
    return { files, baselinePrediction: baselineColumn, candidatePrediction: candidateColumn };
  }
  if (baseline === undefined || candidate === undefined) {
    const [missing, given] =
      baseline === undefined
        ? ['--baseline', candidate === undefined ? '' : '--candidate']
        : ['--candidate', '--baseline'];
    throw fail('option-alone', {
      option: given === '' ? 'relevo compare' : given,
      other: missing,
      why: 'two files of predictions are compared, or one with --predictions',
    });
  }
  if (baseline === '-' && candidate === '-')
    throw invalid('--candidate', '-', 'a file: standard input can be read once');
  return {
    files: { baseline, candidate },
    baselinePrediction: baselineColumn ?? prediction,
    candidatePrediction: candidateColumn ?? prediction,
  };
}

function readTarget({ task, target }: CompareOptions): string | null {
  if (task === 'score') {
    if (target !== undefined)
      throw invalid('--target', target, 'nothing with --task score, whose numbers are scores already');
    return null;
  }
  if (target === undefined) throw invalid('--target', '', `the column of the true values of a ${task} task`);
  return target;
}

const unitOf = ({ group, time }: CompareOptions): UnitKind =>
  time !== undefined ? 'time' : group !== undefined ? 'group' : 'row';

function readPositive({ task, positive }: CompareOptions): string | null {
  if (positive !== undefined && task !== 'binary') throw invalid('--positive', positive, 'only with --task binary');
  return positive ?? null;
}

function readSeries({ time, season, horizon }: CompareOptions): SeriesFacts {
  if (time === undefined && season !== undefined)
    throw fail('option-alone', { option: '--season', other: '--time', why: 'a season needs rows in order' });
  if (time === undefined && horizon !== undefined)
    throw fail('option-alone', { option: '--horizon', other: '--time', why: 'a horizon needs rows in order' });
  const steps = horizon === undefined ? null : Number(horizon);
  return {
    seasonMs: season === undefined ? null : take('--season', season, parseDuration(season)).ms,
    horizon:
      horizon === undefined || steps === null
        ? null
        : Number.isInteger(steps) && steps >= 1
          ? { periods: steps }
          : { ms: take('--horizon', horizon, parseDuration(horizon)).ms },
  };
}

function readSeed(seed: string): number {
  const number = Number(seed);
  if (!/^\d+$/.test(seed) || number > 2 ** 31) throw invalid('--seed', seed, 'a whole number from 0 to 2147483648');
  return number;
}
