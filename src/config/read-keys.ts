// Reads the values of a map by its declaration, and goes on after a mistake, so that all of them are told at once.
import * as z from 'zod';
import { nearest } from '../core/nearest.ts';
import { describeFound, type Mistake } from './parsed.ts';
import { below, isEmpty, type MapTree, type Place, plain, type Tree } from './tree.ts';

/** What was read of a declared type: what is missing or mistaken is undefined, the rest as declared. */
export type Draft<S> =
  S extends z.ZodPrefault<infer Inner>
    ? Draft<Inner>
    : S extends z.ZodDefault<infer Inner>
      ? Draft<Inner>
      : S extends z.ZodNullable<infer Inner>
        ? Draft<Inner> | null
        : S extends z.ZodObject<infer Shape>
          ? { readonly [Key in keyof Shape]: Draft<Shape[Key]> | undefined }
          : Holed<z.output<S>>;

/** A list keeps its good items in their places. */
type Holed<T> = T extends readonly (infer Item)[] ? readonly (Item | undefined)[] : T;

/** How mistakes are told, and whether needed keys may be missing. */
export interface ReadRules {
  readonly tell: (place: Place, mistake: Mistake) => void;
  readonly isPartial: boolean;
}

/** Reads a map by its declaration. */
export function readKeys<S extends z.ZodObject>(schema: S, tree: MapTree, rules: ReadRules): Draft<S> {
  const known = Object.keys(schema.shape);
  const meant = new Set<string | undefined>();
  for (const [name, { key }] of tree.entries) {
    if (known.includes(name)) continue;
    const mistake = explainUnknownKey(name, schema);
    meant.add(mistake.nearest);
    rules.tell(key, mistake);
  }
  const draft = known.map(name => {
    const entry = tree.entries.get(name);
    // A key that was probably meant by a misspelt one is neither missing nor has its default.
    if (entry === undefined && meant.has(name)) return [name, undefined] as const;
    const place = entry?.key ?? { path: below(tree.at.path, name), offset: tree.at.offset };
    return [name, readValue(schema.shape[name] as z.ZodType, entry?.value, place, rules)] as const;
  });
  return Object.fromEntries(draft) as Draft<S>;
}

/** The declaration inside its defaults. */
export function unwrap(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodPrefault || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable
    ? unwrap(schema.def.innerType as z.ZodType)
    : schema;
}

function readValue(schema: z.ZodType, tree: Tree | undefined, place: Place, rules: ReadRules): unknown {
  const declared = unwrap(schema);
  if (tree?.kind === 'unread') return undefined;
  if (tree === undefined || isEmpty(tree)) {
    if (schema !== declared) return schema.parse(undefined);
    if (!rules.isPartial) rules.tell(place, explainMissing(schema, tree === undefined ? 'missing' : 'empty'));
    return undefined;
  }
  if (declared instanceof z.ZodObject) {
    if (tree.kind === 'map') return readKeys(declared, { ...tree, at: place }, rules);
    rules.tell(tree.at, { message: `expected a map; found ${describeFound(plain(tree))}`, hint: keysOf(declared) });
    return undefined;
  }
  const value = plain(tree);
  return value === undefined ? undefined : readLeaf(declared, value, tree, rules);
}

function readLeaf(schema: z.ZodType, value: unknown, tree: Tree, { tell }: ReadRules): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  for (const { path, message, ...issue } of result.error.issues) {
    const index = path[0];
    const at = tree.kind === 'list' && typeof index === 'number' ? (tree.items[index]?.at ?? tree.at) : tree.at;
    const params = issue.code === 'custom' ? (issue.params as Omit<Mistake, 'message'> | undefined) : undefined;
    tell(at, { message, ...params });
  }
  const alone = tree.kind === 'list' ? tree.items.map(item => readAlone(schema, plain(item))) : [];
  return alone.some(item => item !== undefined) ? alone : undefined;
}

/** An item of a list in which others are mistaken: a list of this one alone is read. */
function readAlone(schema: z.ZodType, item: unknown): unknown {
  const result = schema.safeParse([item]);
  return result.success && Array.isArray(result.data) ? result.data[0] : undefined;
}

function explainMissing(schema: z.ZodType, what: 'missing' | 'empty'): Mistake {
  const { description, ...json } = schema.meta() ?? {};
  const words: unknown = json.enum;
  const expected = Array.isArray(words) ? `one of ${words.join(', ')}` : json.title;
  return { message: expected === undefined ? what : `${what}; expected ${expected}`, hint: description };
}

/** What to say about a key that a declaration does not know. */
export function explainUnknownKey(name: string, schema: z.ZodObject): Mistake {
  const known = Object.keys(schema.shape);
  const near = nearest(name, known);
  if (near !== undefined) return { message: 'unknown key', nearest: near };
  const holders = known.filter(key => {
    const inner = unwrap(schema.shape[key] as z.ZodType);
    return inner instanceof z.ZodObject && Object.hasOwn(inner.shape, name);
  });
  const hint = holders.length === 0 ? keysOf(schema) : `It belongs under ${holders.join(' or ')}.`;
  return { message: 'unknown key', hint };
}

const keysOf = (schema: z.ZodObject): string => `The keys here are ${Object.keys(schema.shape).join(', ')}.`;
