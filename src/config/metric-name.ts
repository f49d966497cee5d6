// Metrics as relevo.yml names them: `wape`, `pinball(0.9)`, `demographic_parity_difference(sex)`.

import { type ChosenMetric, chooseMetric, metricsOf } from '../core/metrics/catalogue.ts';
import type { Task } from '../core/metrics/metric.ts';
import { nearest } from '../core/nearest.ts';
import { bad, good, type Mistake, type Parsed, quote, unlike } from './parsed.ts';

const PATTERN = /^\s*[a-z0-9_]+\s*(?:\(.*\))?\s*$/;

const LONGEST = 200;

/** The one spelling of a metric's text: no space around its name and brackets. */
export function metricText(text: string): string {
  const trimmed = text.trim();
  const [, name, argument] = /^([^\s(]+)\s*\((.*)\)$/.exec(trimmed) ?? [];
  if (name === undefined || argument === undefined) return trimmed;
  return argument.trim() === '' ? name : `${name}(${argument.trim()})`;
}

/** Reads a metric's text; whether there is such a metric depends on the task. */
export function parseMetricText(raw: unknown): Parsed<string> {
  if (typeof raw !== 'string') return unlike('the name of a metric', raw);
  if (raw.length > LONGEST || !PATTERN.test(raw)) {
    return bad(`expected the name of a metric; found ${quote(raw)}`, { hint: 'For example wape, or pinball(0.9).' });
  }
  return good(metricText(raw));
}

/** How a metric's name is written, with what stands in brackets: `pinball(number)`. */
export function metricForms(task: Task): string[] {
  return metricsOf(task).map(({ name, argument }) => {
    if (argument === undefined) return name;
    return argument.fallback === undefined ? `${name}(${argument.kind})` : `${name}, ${name}(${argument.kind})`;
  });
}

/** Looks a metric up among those of a task. */
export function lookUpMetric(text: string, task: Task): Parsed<ChosenMetric> {
  const chosen = chooseMetric(text, task);
  return 'metric' in chosen ? good(chosen) : { ok: false, mistakes: [explain(text, task, chosen.problem)] };
}

function explain(text: string, task: Task, problem: string): Mistake {
  const names = [...new Set(metricsOf(task).map(({ name }) => name))];
  const written = text.replace(/\(.*$/s, '').trim();
  return {
    message: problem.replace(`"${text}"`, () => quote(text)),
    nearest: names.includes(written) ? undefined : nearest(written, names),
    hint: `The metrics of ${task} are ${metricForms(task).join(', ')}.`,
  };
}
