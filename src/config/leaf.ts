// How one value of relevo.yml is declared: who reads it, and what its JSON Schema says. zod keeps both together.
import * as z from 'zod';
import { nearest } from '../core/nearest.ts';
import { bad, good, type Mistake, type Parsed, unlike } from './parsed.ts';

/** A JSON Schema, as far as this module writes one. */
export type JsonSchema = { readonly [key: string]: unknown };

/** A zod type whose value is read by one of our parsers. */
export type Leaf<T> = z.ZodPipe<z.ZodUnknown, z.ZodTransform<T, unknown>>;

/** Expressions are short; a long text is a mistake, and would only make matching it slow. */
const LONGEST_EXPRESSION = 300;

/** Declares a value by its parser; `title` is the word for its type in the documentation, unless it is one of a few words. */
export function leaf<T>(parse: (raw: unknown) => Parsed<T>, json: JsonSchema): Leaf<T> {
  const schema = z.unknown().transform((raw, context): T => {
    const parsed = parse(raw);
    if (parsed.ok) return parsed.value;
    for (const mistake of parsed.mistakes) {
      const { index, ...params } = mistake;
      context.issues.push({
        code: 'custom',
        message: mistake.message,
        input: raw,
        path: index === undefined ? [] : [index],
        params: { ...params },
      });
    }
    return z.NEVER;
  });
  return schema.meta({ ...json });
}

/** A short text with a grammar of its own; `numbers` says that a bare number is one too. */
export function expression<T>(
  parse: (raw: unknown) => Parsed<T>,
  json: {
    readonly title: string;
    readonly pattern: string;
    readonly examples: readonly unknown[];
    readonly numbers?: JsonSchema;
  },
): Leaf<T> {
  const { numbers, pattern, ...rest } = json;
  const text = { type: 'string', pattern };
  return leaf(raw => (typeof raw === 'string' && raw.length > LONGEST_EXPRESSION ? tooLong(raw) : parse(raw)), {
    ...rest,
    ...(numbers === undefined ? text : { anyOf: [text, { type: 'number', ...numbers }] }),
  });
}

const tooLong = (raw: string): Parsed<never> =>
  bad(`expected at most ${LONGEST_EXPRESSION} characters; found ${raw.length}`);

/** One of a few words. */
export function word<const Words extends readonly [string, ...string[]]>(...words: Words): Leaf<Words[number]> {
  const parse = (raw: unknown): Parsed<Words[number]> => {
    const found = words.find(known => known === raw);
    if (found !== undefined) return good(found);
    const near = typeof raw === 'string' ? nearest(raw, words) : undefined;
    return unlike(`one of ${words.join(', ')}`, raw, { nearest: near });
  };
  return leaf(parse, { type: 'string', enum: words });
}

/** True or false. */
export const flag = (): Leaf<boolean> =>
  leaf(raw => (typeof raw === 'boolean' ? good(raw) : unlike('true or false', raw)), {
    title: 'true or false',
    type: 'boolean',
  });

/** A whole number between two others. */
export function whole(from: number, to: number): Leaf<number> {
  const parse = (raw: unknown) =>
    typeof raw === 'number' && Number.isInteger(raw) && raw >= from && raw <= to
      ? good(raw)
      : unlike(`a whole number from ${from} to ${to}`, raw);
  return leaf(parse, { title: 'whole number', type: 'integer', minimum: from, maximum: to });
}

const MOST_ITEMS = 1000;

interface ListRules {
  readonly title: string;
  readonly item: JsonSchema;
  readonly least?: number;
  readonly most?: number;
  /** What makes two items the same; none may stand twice. */
  readonly key?: (item: never) => string;
}

/** A list without repetitions; one item alone stands for a list of one. */
export function list<T>(parse: (raw: unknown) => Parsed<T>, rules: ListRules): Leaf<readonly T[]> {
  const { title, item, least = 0, most = MOST_ITEMS } = rules;
  const read = (raw: unknown): Parsed<readonly T[]> => {
    if (!Array.isArray(raw)) {
      const only = parse(raw);
      return only.ok ? good([only.value]) : only;
    }
    if (raw.length < least) return unlike(`a list of at least ${least}`, raw);
    if (raw.length > most) return bad(`a list of at most ${most}; found ${raw.length}`);
    return readItems(raw, parse, rules.key as ((item: T) => string) | undefined);
  };
  const array = { type: 'array', items: item, maxItems: most, ...(least > 0 ? { minItems: least } : {}) };
  return leaf(read, { title, anyOf: [item, array] });
}

function readItems<T>(
  raw: readonly unknown[],
  parse: (raw: unknown) => Parsed<T>,
  key: (item: T) => string = String,
): Parsed<readonly T[]> {
  const mistakes: Mistake[] = [];
  const values = new Map<string, T>();
  for (const [index, item] of raw.entries()) {
    const parsed = parse(item);
    if (!parsed.ok) mistakes.push(...parsed.mistakes.map(mistake => ({ ...mistake, index })));
    else if (values.has(key(parsed.value))) {
      mistakes.push({ message: `stands in the list twice`, index });
    } else values.set(key(parsed.value), parsed.value);
  }
  return mistakes.length > 0 ? { ok: false, mistakes } : good([...values.values()]);
}
