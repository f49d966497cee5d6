// Failed checks and problems of the config, at the lines of relevo.yml that ask for them.
import type { Check } from '../core/comparison.ts';
import { sliceName } from './comparison-words.ts';
import { problemText } from './config-section.ts';
import { inertTerminal, inertTerminalSentence } from './inert.ts';
import type { ModelView, PullRequestView } from './pull-request-view.ts';
import { contradictionOf } from './report-check.ts';
import type { Report } from './report-schema.ts';

/** A remark at a line of a file, in plain text. */
export interface Annotation {
  readonly path: string;
  readonly line: number;
  readonly level: 'failure' | 'warning';
  readonly title: string;
  readonly message: string;
}

/** Where the config says what. */
export interface ConfigSource {
  /** The config's path in the repository. */
  readonly file: string;
  /** The line of a key, from the root of the file; of the nearest key above it where it is not written. */
  readonly lineOf: (keys: readonly (string | number)[]) => number;
}

/** Every fifty are a request, and a forged report can hold any number of failed checks. */
const MOST = 500;
/** No file has more lines; GitHub counts from 1. */
const LAST_LINE = 1_000_000;

/** One for each failed check, in the order of the models and their checks, or for each problem of the config; so many. */
export function annotationsOf({ models, config }: PullRequestView, source: ConfigSource): Annotation[] {
  const problems = (config?.problems ?? []).map(problem => ({
    path: config?.file ?? source.file,
    line: Math.min(Math.max(1, problem.line), LAST_LINE),
    level: 'failure' as const,
    title: inertTerminal(problem.path === '' ? 'relevo.yml' : problem.path),
    message: inertTerminalSentence(problemText(problem)),
  }));
  return [...problems, ...models.flatMap(view => failedChecks(view, source))].slice(0, MOST);
}

function failedChecks({ model, standing }: ModelView, { file, lineOf }: ConfigSource): Annotation[] {
  if (standing.kind !== 'reported' || standing.stale !== null || contradictionOf(standing.report) !== null) return [];
  const { report } = standing;
  const failed = (report.comparison?.checks ?? []).filter(({ result }) => result === 'fail') as Check[];
  return failed.map(check => ({
    path: file,
    line: lineOf(['models', model, ...keysOf(check, report)]),
    level: 'failure' as const,
    title: inertTerminal(`${model}: ${check.name}`),
    message: inertTerminalSentence(`${messageOf(check)}; needed: ${check.expected}`),
  }));
}

const messageOf = ({ slice, message, name }: Check): string =>
  slice === null || name.includes('=') ? message : `${sliceName(slice, text => text)}: ${message}`;

/** The key that asks for a check; the report's policy says at which place of a list. */
function keysOf({ name, expected, slice }: Check, { policy }: Report): readonly (string | number)[] {
  if (slice !== null) return ['policy', 'slices'];
  if (name === expected) return ['policy', 'limits', ...placeOf(policy.limits, 'text', expected)];
  if (name.endsWith(': guard')) return ['policy', 'guard', ...placeOf(policy.guard, 'metric', name.slice(0, -7))];
  if (name.startsWith('leaks ')) return ['policy', 'leaks'];
  return name.endsWith(': better') ? ['policy', 'require'] : ['policy', 'margin'];
}

function placeOf(list: unknown, key: string, value: string): number[] {
  if (!Array.isArray(list)) return [];
  const place = list.findIndex((item: unknown) => (item as Record<string, unknown> | null)?.[key] === value);
  return place < 0 ? [] : [place];
}
