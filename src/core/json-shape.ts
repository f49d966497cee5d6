// What a JSON value must look like: each shape checks a value, puts its keys in order, and gives its type.
import { type Digest, isDigest } from './digest.ts';

/** A value of the wanted type in canonical form, or the first place where it is something else. */
export type Reading<T> = { readonly ok: true; readonly value: T } | Mismatch;

/** Where a value differs from its shape (`files[3].path`; '' for the value itself), and what was expected there. */
export interface Mismatch {
  readonly ok: false;
  readonly at: string;
  readonly expected: string;
}

/** Reads values of one type; `expected` completes the sentence "expected …". */
export interface Shape<T> {
  readonly expected: string;
  read(value: unknown, at: string): Reading<T>;
}

/** The type that a shape reads. */
export type Shaped<S> = S extends Shape<infer T> ? T : never;

/** A value that one predicate decides about. */
export function leaf<T>(expected: string, accepts: (value: unknown) => value is T): Shape<T> {
  return {
    expected,
    read: (value, at) => (accepts(value) ? { ok: true, value } : { ok: false, at, expected }),
  };
}

/** A digest. */
export const digest: Shape<Digest> = leaf('a SHA-256 digest', isDigest);

/** True or false. */
export const flag: Shape<boolean> = leaf('true or false', value => typeof value === 'boolean');

/** A text of 1 to `most` characters. */
export function text(most: number): Shape<string> {
  const accepts = (value: unknown): value is string =>
    typeof value === 'string' && value !== '' && value.length <= most && !/\p{Surrogate}/u.test(value);
  return leaf(`a text of 1 to ${most} characters`, accepts);
}

/** A whole number that a double holds exactly, at least `least`. */
export function wholeNumber(least: number): Shape<number> {
  const accepts = (value: unknown): value is number =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= least && !Object.is(value, -0);
  return leaf(`a whole number from ${least}`, accepts);
}

/** A finite number; minus zero has no spelling of its own in JSON and is none. */
export const finiteNumber: Shape<number> = leaf(
  'a finite number',
  (value): value is number => typeof value === 'number' && Number.isFinite(value) && !Object.is(value, -0),
);

/** A moment in the one spelling of `Date.prototype.toISOString`. */
export const instant: Shape<string> = leaf('a time such as 2025-07-04T12:00:00.000Z', (value): value is string => {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)) return false;
  const milliseconds = Date.parse(value);
  return Number.isFinite(milliseconds) && new Date(milliseconds).toISOString() === value;
});

/** One of a few words. */
export function oneOf<const Words extends readonly string[]>(...words: Words): Shape<Words[number]> {
  const accepts = (value: unknown): value is Words[number] => typeof value === 'string' && words.includes(value);
  return leaf(words.length === 1 ? `"${words[0]}"` : `one of ${words.join(', ')}`, accepts);
}

/** The shape, or null. */
export function nullable<T>(shape: Shape<T>): Shape<T | null> {
  const expected = `${shape.expected}, or null`;
  return {
    expected,
    read: (value, at) => {
      if (value === null) return { ok: true, value };
      const reading = shape.read(value, at);
      return reading.ok || reading.at !== at ? reading : { ok: false, at, expected };
    },
  };
}

/** At most `most` values of one shape, and at least `least`, in their own order. */
export function listOf<T>(shape: Shape<T>, most: number, least = 0): Shape<readonly T[]> {
  const expected = least === 0 ? `a list of at most ${most}` : `a list of ${least} to ${most}`;
  return {
    expected,
    read: (value, at) => {
      if (!Array.isArray(value) || value.length < least || value.length > most) return { ok: false, at, expected };
      const items: T[] = [];
      for (const [index, item] of value.entries()) {
        const reading = shape.read(item, `${at}[${index}]`);
        if (!reading.ok) return reading;
        items.push(reading.value);
      }
      return { ok: true, value: items };
    },
  };
}

/** At most `most` values of one shape under names of the writer's choice, sorted by name. */
export function byName<T>(shape: Shape<T>, most: number): Shape<Readonly<Record<string, T>>> {
  const expected = `an object of at most ${most} names`;
  return {
    expected,
    read: (value, at) => {
      if (!isObject(value) || Object.keys(value).length > most) return { ok: false, at, expected };
      const entries: [string, T][] = [];
      for (const name of Object.keys(value).sort()) {
        const reading = shape.read(value[name], join(at, name));
        if (!reading.ok) return reading;
        entries.push([name, reading.value]);
      }
      return { ok: true, value: Object.fromEntries(entries) };
    },
  };
}

type Fields = Readonly<Record<string, Shape<unknown>>>;

/** Exactly these keys, in this order. */
export function object<F extends Fields>(fields: F): Shape<{ readonly [K in keyof F]: Shaped<F[K]> }> {
  const known = Object.entries(fields);
  const expected = 'an object';
  return {
    expected,
    read: (value, at) => {
      if (!isObject(value)) return { ok: false, at, expected };
      const unknown = Object.keys(value).find(key => !Object.hasOwn(fields, key));
      if (unknown !== undefined) return { ok: false, at: join(at, unknown), expected: 'no such key' };
      const entries: [string, unknown][] = [];
      for (const [key, shape] of known) {
        const reading = shape.read(Object.hasOwn(value, key) ? value[key] : undefined, join(at, key));
        if (!reading.ok) return reading;
        entries.push([key, reading.value]);
      }
      return { ok: true, value: Object.fromEntries(entries) as { readonly [K in keyof F]: Shaped<F[K]> } };
    },
  };
}

type Variants = Readonly<Record<string, Shape<unknown>>>;

/** One of several objects, told apart by the word under `key`. */
export function taggedBy<V extends Variants>(key: string, variants: V): Shape<Shaped<V[keyof V]>> {
  const expected = `an object whose ${key} is one of ${Object.keys(variants).join(', ')}`;
  return {
    expected,
    read: (value, at) => {
      const tag = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
      if (typeof tag !== 'string' || !Object.hasOwn(variants, tag)) return { ok: false, at, expected };
      return (variants[tag] as Shape<Shaped<V[keyof V]>>).read(value, at);
    },
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function join(at: string, key: string): string {
  return at === '' ? key : `${at}.${key}`;
}
