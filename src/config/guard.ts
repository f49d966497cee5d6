// A metric that must not get worse: `bias within 1%`, `mae within 0.5`.
import type { Margin } from '../core/policy.ts';
import { parseMargin } from './margin.ts';
import { metricText } from './metric-name.ts';
import { bad, describeFound, good, type Parsed } from './parsed.ts';

/** A metric and how much worse it may get; the metric is not yet looked up. */
export interface GuardText {
  /** As it was written. */
  readonly text: string;
  /** The metric as it was written: `bias`, `pinball(0.9)`. */
  readonly metric: string;
  readonly margin: Margin;
}

/** What a guard's text must match; the JSON Schema has it too. */
export const guardPattern = '^\\S.*\\s+within\\s+\\S.*$';

/** Reads `METRIC within MARGIN`. */
export function parseGuard(raw: unknown): Parsed<GuardText> {
  const [, metric, amount] = typeof raw === 'string' ? (/^\s*(\S(?:.*\S)?)\s+within\s+(.*\S)\s*$/.exec(raw) ?? []) : [];
  if (metric === undefined || amount === undefined) {
    return bad(`expected a guard such as "bias within 1%"; found ${describeFound(raw)}`, {
      hint: 'Write a metric, the word within, and how much worse it may get.',
    });
  }
  const margin = parseMargin(amount);
  if (!margin.ok) return margin;
  const name = metricText(metric);
  return good({ text: `${name} within ${margin.value.text}`, metric: name, margin: margin.value });
}
