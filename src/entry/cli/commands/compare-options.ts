// The options of `relevo compare` as they are typed, and how one of them is taken or refused.
import type { Parsed } from '../../../config/parsed.ts';
import type { Task } from '../../../core/metrics/metric.ts';
import { fail } from '../../../errors.ts';

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

/** The parts of a list, trimmed. */
export const split = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '');

/** The mistake of an option's value. */
export const invalid = (option: string, value: string, expected: string): Error =>
  fail('option-invalid', { option, value, expected });

/** Takes a parsed value, or explains the option by the parser's own words. */
export function take<Value>(option: string, raw: string, parsed: Parsed<Value>): Value {
  if (parsed.ok) return parsed.value;
  const [mistake] = parsed.mistakes;
  const { message = '', nearest, hint } = mistake ?? {};
  const wanted = message.startsWith('expected ') ? message.slice('expected '.length) : `another value; ${message}`;
  const meant = nearest === undefined ? undefined : `did you mean "${nearest}"?`;
  throw invalid(option, raw, [wanted, meant, hint?.replace(/\.$/, '')].filter(part => part !== undefined).join('; '));
}
