// A bound on one of the candidate's numbers: `wape <= 0.25`, `model_mb <= 50`, `recall(cat) >= 90%`.
import type { Limit } from '../core/policy.ts';
import { metricText } from './metric-name.ts';
import { bad, describeFound, good, type Parsed, quote } from './parsed.ts';
import { numberOf, percentageOf } from './percentage.ts';

/** What a limit's text must match; the JSON Schema has it too. */
export const limitPattern = '^\\s*[A-Za-z_].*(?:<=|>=|<|>|≤|≥).*$';

const operators: Readonly<Record<string, Limit['operator']>> = {
  '<=': '<=',
  '<': '<',
  '>=': '>=',
  '>': '>',
  '≤': '<=',
  '≥': '>=',
};

/** Reads `QUANTITY OPERATOR NUMBER`; the quantity is not yet looked up. */
export function parseLimit(raw: unknown): Parsed<Limit> {
  const [, quantity, sign, right] =
    typeof raw === 'string' ? (/^\s*([^\s<>=≤≥!][^<>=≤≥!]*?)\s*([<>=≤≥!]+)\s*(.*?)\s*$/.exec(raw) ?? []) : [];
  if (quantity === undefined || sign === undefined || right === undefined) {
    return bad(`expected a limit such as "wape <= 0.25"; found ${describeFound(raw)}`, {
      hint: 'Write a metric or a measured quantity, one of <= < >= >, and a number or percentage.',
    });
  }
  const operator = operators[sign];
  if (operator === undefined) return bad(`a limit is written with <=, <, >= or >; found ${quote(sign)}`);
  const bound = percentageOf(right) ?? numberOf(right);
  if (bound === undefined) return bad(`expected a number or percentage after ${operator}; found ${quote(right)}`);
  const name = metricText(quantity);
  return good({ text: `${name} ${operator} ${right.replaceAll(/\s+/g, '')}`, quantity: name, operator, bound });
}
