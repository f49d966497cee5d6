// How much worse is still acceptable: `2%` of the baseline's value, `0.5 points`, or `0.02` of the metric's own unit.
import type { Margin } from '../core/policy.ts';
import { bad, describeFound, good, type Parsed, quote } from './parsed.ts';
import { numberOf, percentageOf, shifted } from './percentage.ts';

/** What a margin's text must match; the JSON Schema has it too. */
export const marginPattern = '^(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?(?: ?%| ?(?:percentage )?points?)?$';

const expected = 'a margin such as 2%, 0.5 points or 0.02';

/** Reads a margin; a point is a hundredth, of metrics that are shares. */
export function parseMargin(raw: unknown): Parsed<Margin> {
  const text = typeof raw === 'number' ? String(raw) : typeof raw === 'string' ? raw.trim() : undefined;
  const found = text === undefined ? undefined : amountOf(text);
  if (text === undefined || found === undefined) return bad(`expected ${expected}; found ${describeFound(raw)}`);
  if (found.amount < 0) {
    return bad(`a margin cannot be negative; found ${quote(text)}`, {
      hint: 'To ask for an improvement, write `require: better` under policy.',
    });
  }
  if (found.kind === 'relative' && found.amount >= 1) return bad(`a margin must be under 100%; found ${quote(text)}`);
  return good({ ...found, text });
}

function amountOf(text: string): Pick<Margin, 'kind' | 'amount'> | undefined {
  const share = percentageOf(text);
  if (share !== undefined) return { kind: 'relative', amount: share };
  const points = numberOf(/^(.*?)\s*(?:percentage )?points?$/.exec(text)?.[1] ?? '');
  if (points !== undefined) return { kind: 'absolute', amount: shifted(points) };
  const amount = numberOf(text);
  return amount === undefined ? undefined : { kind: 'absolute', amount };
}
