// The options of `relevo compare`, read once into what the flow takes.
import { defaultMargins, defaultMetrics } from '../../../config/default-values.ts';
import { parseDuration } from '../../../config/duration.ts';
import { parseGuard } from '../../../config/guard.ts';
import { parseLimit } from '../../../config/limit.ts';
import { parseMargin } from '../../../config/margin.ts';
import { lookUpMetric } from '../../../config/metric-name.ts';
import type { Parsed } from '../../../config/parsed.ts';
import { findInMargin, readsAsPoints } from '../../../config/policy-consistency.ts';
import type { UnitKind } from '../../../core/comparison-plan.ts';
import type { ChosenMetric } from '../../../core/metrics/catalogue.ts';
import type { Task } from '../../../core/metrics/metric.ts';
import type { Guard, Limit, Margin, Policy } from '../../../core/policy.ts';
import type { SeriesFacts } from '../../../core/series.ts';
import { fail } from '../../../errors.ts';
import type { ComparisonRequest } from '../../../flows/compare.ts';

/** The options as commander hands them over. */
export interface CompareOptions {
  readonly baseline?: string;
  readonly candidate?: string;
  readonly predictions?: string;
  readonly baselineColumn?: string;
  readonly candidateColumn?: string;
  readonly task: Task;
  readonly target?: string;
  readonly prediction: string;
  readonly id?: string;
  readonly slices?: string;
  readonly requiredSlices?: string;
  readonly group?: string;
  readonly time?: string;
  readonly season?: string;
  readonly horizon?: string;
  readonly weight?: string;
  readonly metrics?: string;
  readonly require: 'better' | 'not-worse';
  readonly margin?: string;
  readonly sliceMargin?: string;
  readonly guard?: readonly string[];
  readonly limit?: readonly string[];
  readonly alpha: string;
  readonly positive?: string;
  readonly direction: 'higher' | 'lower';
  readonly dropUnlabelled?: boolean;
  readonly seed: string;
  readonly format: 'terminal' | 'markdown' | 'json';
  readonly output?: string;
}

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

const split = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '');

const invalid = (option: string, value: string, expected: string): Error =>
  fail('option-invalid', { option, value, expected });

/** Takes a parsed value, or explains the option by the parser's own words. */
function take<Value>(option: string, raw: string, parsed: Parsed<Value>): Value {
  if (parsed.ok) return parsed.value;
  const [mistake] = parsed.mistakes;
  const { message = '', nearest, hint } = mistake ?? {};
  const wanted = message.startsWith('expected ') ? message.slice('expected '.length) : `another value; ${message}`;
  const meant = nearest === undefined ? undefined : `did you mean "${nearest}"?`;
  throw invalid(option, raw, [wanted, meant, hint?.replace(/\.$/, '')].filter(part => part !== undefined).join('; '));
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

type PolicyWithMetrics = Policy & { readonly metrics: readonly ChosenMetric[] };

function readPolicy(options: CompareOptions, required: readonly string[]): PolicyWithMetrics {
  const { task } = options;
  const metrics = (options.metrics === undefined ? defaultMetrics[task] : split(options.metrics)).map(name =>
    chosen('--metrics', name, task),
  );
  const [primary] = metrics;
  if (primary === undefined) throw invalid('--metrics', options.metrics ?? '', 'at least one metric');
  requireIntervals('--metrics', primary);
  const guards = (options.guard ?? []).map(text => readGuard(text, task));
  const limits = (options.limit ?? []).map(text => take('--limit', text, parseLimit(text)));
  const limited = limits.map(({ quantity }) => chosen('--limit', quantity, task));
  return {
    metrics: distinct([...metrics, ...guards.map(({ metric }) => metric), ...limited]),
    require: options.require,
    margin: readMargin('--margin', options.margin, primary, 'overall'),
    guards,
    slices: { required, margin: readMargin('--slice-margin', options.sliceMargin, primary, 'slices') },
    limits: limits satisfies readonly Limit[],
    alpha: readAlpha(options.alpha),
  };
}

const chosen = (option: string, name: string, task: Task): ChosenMetric => take(option, name, lookUpMetric(name, task));

const distinct = (metrics: readonly ChosenMetric[]): ChosenMetric[] => [
  ...new Map(metrics.map(metric => [metric.text, metric])).values(),
];

function readGuard(text: string, task: Task): Guard {
  const guard = take('--guard', text, parseGuard(text));
  const metric = chosen('--guard', guard.metric, task);
  requireIntervals('--guard', metric);
  const { margin } = guard;
  // `bias within 1%`: of a share that may be zero, 1% can only be one point.
  if (readsAsPoints(margin, metric.metric)) return { metric, margin: { ...margin, kind: 'absolute' } };
  return { metric, margin: fitted('--guard', text, margin, metric) };
}

function readMargin(
  option: string,
  text: string | undefined,
  chosenMetric: ChosenMetric,
  place: 'overall' | 'slices',
): Margin {
  if (text === undefined) return defaultMargins(chosenMetric.metric)[place];
  return fitted(option, text, take(option, text, parseMargin(text)), chosenMetric);
}

function fitted(option: string, text: string, margin: Margin, { metric }: ChosenMetric): Margin {
  const mistake = findInMargin(margin, metric);
  if (mistake === undefined) return margin;
  throw invalid(option, text, [mistake.message, mistake.hint].filter(part => part !== undefined).join('; '));
}

/** The largest error of all rows has no interval, so that nothing can be proven about it: it can only have a limit. */
function requireIntervals(option: string, { metric, text }: ChosenMetric): void {
  if (metric.evidence !== 'extremes') return;
  throw invalid(option, text, `a metric with an interval; bound ${text} with --limit "${text} <= …"`);
}

function readAlpha(text: string): number {
  const alpha = Number(text);
  if (!(alpha > 0 && alpha < 0.5)) throw invalid('--alpha', text, 'a level between 0 and 0.5, such as 0.05');
  return alpha;
}
