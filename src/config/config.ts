// What relevo.yml says, with every default filled in: plain values, so that it can be digested, written and compared.
import { chooseMetric } from '../core/metrics/catalogue.ts';
import type { Margin, Policy } from '../core/policy.ts';
import { defaultMargins, defaultMetrics } from './default-values.ts';
import type { GuardText } from './guard.ts';
import { readsAsPoints } from './policy-consistency.ts';
import type { ModelText } from './schema.ts';

/** A whole relevo.yml. */
export interface Config {
  /** By name, in the order of the file. */
  readonly models: Readonly<Record<string, ModelConfig>>;
  /** Names of models that are no longer kept. */
  readonly retired: readonly string[];
}

/** What a candidate must show, with its margins. */
export interface PolicyConfig extends Omit<ModelText['policy'], 'margin' | 'slices' | 'guard'> {
  readonly margin: Margin;
  readonly guard: readonly GuardText[];
  readonly slices: { readonly required: readonly string[]; readonly margin: Margin };
}

type MonitorText = NonNullable<ModelText['monitor']>;

/** The watch on production, with its columns. */
export interface MonitorConfig extends Omit<MonitorText, 'time' | 'target' | 'id' | 'slices'> {
  readonly time: string;
  /** Null only for a score, which needs none. */
  readonly target: string | null;
  readonly id: readonly string[];
  readonly slices: readonly string[];
}

/** One model. The words are those of relevo.yml; null is what nobody gave and has no default. */
export interface ModelConfig extends Omit<ModelText, 'metrics' | 'policy' | 'monitor'> {
  readonly name: string;
  /** As they are written; the first is primary. */
  readonly metrics: readonly string[];
  readonly policy: PolicyConfig;
  readonly monitor: MonitorConfig | null;
}

/** Fills in the defaults that depend on other keys; the model has been found consistent. */
export function resolveModel(name: string, text: ModelText): ModelConfig {
  const metrics = text.metrics ?? defaultMetrics[text.task];
  const margins = defaultMargins(metricOf(metrics[0] ?? '', text.task));
  const { policy, monitor, ...rest } = text;
  return {
    ...rest,
    name,
    metrics,
    policy: {
      ...policy,
      margin: policy.margin ?? margins.overall,
      guard: policy.guard.map(guard => resolveGuard(guard, text.task)),
      slices: { required: policy.slices.required, margin: policy.slices.margin ?? margins.slices },
    },
    monitor: monitor && resolveMonitor(monitor, text.holdout),
  };
}

function resolveGuard(guard: GuardText, task: ModelText['task']): GuardText {
  return readsAsPoints(guard.margin, metricOf(guard.metric, task))
    ? { ...guard, margin: { ...guard.margin, kind: 'absolute' } }
    : guard;
}

const resolveMonitor = (monitor: MonitorText, holdout: ModelText['holdout']): MonitorConfig => ({
  ...monitor,
  time: monitor.time ?? holdout.time ?? 'time',
  target: monitor.target ?? holdout.target,
  id: monitor.id ?? holdout.id,
  slices: monitor.slices ?? holdout.slices,
});

function chosenOf(text: string, task: ModelText['task']) {
  const chosen = chooseMetric(text, task);
  if ('metric' in chosen) return chosen;
  throw new Error(`A metric that was checked is unknown: ${chosen.problem}.`);
}

const metricOf = (text: string, task: ModelText['task']) => chosenOf(text, task).metric;

/** The policy as core judges by it, with its metrics looked up. */
export function policyOf({ policy, task }: Pick<ModelConfig, 'policy' | 'task'>): Policy {
  const { require, margin, slices, limits, alpha } = policy;
  const guards = policy.guard.map(guard => ({ metric: chosenOf(guard.metric, task), margin: guard.margin }));
  return { require, margin, guards, slices, limits, alpha };
}

/** How rows become predictions: one of three ways. */
export type PredictorConfig =
  | { readonly kind: 'module'; readonly module: string }
  | { readonly kind: 'command'; readonly command: readonly string[] }
  | { readonly kind: 'features'; readonly features: readonly string[] };

/** The way that a model's rows become predictions. */
export function predictorOf({ predict }: Pick<ModelConfig, 'predict'>): PredictorConfig {
  const { module, command, features } = predict;
  if (module !== null) return { kind: 'module', module };
  if (command !== null) return { kind: 'command', command };
  if (features !== null) return { kind: 'features', features };
  throw new Error('A model that was checked has no predictor.');
}
