// The values of a YAML text, each with the place where it stands.

/** Where something stands: the path of its key, and its offset in the text. */
export interface Place {
  readonly path: string;
  readonly offset: number;
}

/** One key of a map and its value. */
export interface Entry {
  readonly key: Place;
  readonly value: Tree;
}

/** A value and its place. `unread` stands for one that was refused; its problem has been told. */
export type Tree =
  | { readonly kind: 'scalar'; readonly at: Place; readonly value: string | number | boolean | null }
  | { readonly kind: 'list'; readonly at: Place; readonly items: readonly Tree[] }
  | MapTree
  | { readonly kind: 'unread'; readonly at: Place };

/** A map and its place. */
export interface MapTree {
  readonly kind: 'map';
  readonly at: Place;
  readonly entries: ReadonlyMap<string, Entry>;
}

/** The value alone; undefined for one that is unread, or holds something unread. */
export function plain(tree: Tree): unknown {
  switch (tree.kind) {
    case 'scalar':
      return tree.value;
    case 'list': {
      const items = tree.items.map(plain);
      return items.includes(undefined) ? undefined : items;
    }
    case 'map': {
      const pairs = [...tree.entries].map(([key, { value }]) => [key, plain(value)] as const);
      return pairs.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(pairs);
    }
    case 'unread':
      return undefined;
  }
}

/** Tells whether a key was written with nothing after it. */
export const isEmpty = (tree: Tree): boolean => tree.kind === 'scalar' && tree.value === null;

/** The path of a key below another: `models.sales`, or `models["my sales"]` where a dot would mislead. */
export function below(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  const isPlain = /^[\w-]{1,64}$/.test(key);
  if (!isPlain) return `${path}[${JSON.stringify(key.length > 64 ? `${key.slice(0, 63)}…` : key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

/** The place of a key below a map; where it is not written, the key above it which is, with the path of the one asked for. */
export function placeOf(root: MapTree, keys: readonly (string | number)[]): Place {
  let tree: Tree | undefined = root;
  let { path, offset } = root.at;
  for (const [depth, key] of keys.entries()) {
    const isLast = depth === keys.length - 1;
    const found: { readonly at: Place; readonly tree: Tree } | undefined = tree && stepInto(tree, key, isLast);
    path = found?.at.path ?? below(path, key);
    offset = found?.at.offset ?? offset;
    tree = found?.tree;
  }
  return { path, offset };
}

/** The value under a key, and the place to show for it: where it begins, or its key when the value is a map or nothing. */
function stepInto(tree: Tree, key: string | number, isLast: boolean): { at: Place; tree: Tree } | undefined {
  if (typeof key === 'number') {
    // One item alone stands for a list of one.
    const item = tree.kind === 'list' ? tree.items[key] : tree;
    return item && { at: item.at, tree: item };
  }
  const entry = tree.kind === 'map' ? tree.entries.get(key) : undefined;
  if (entry === undefined) return undefined;
  const hasOwnPlace = isLast && entry.value.kind !== 'map' && !isEmpty(entry.value);
  return { at: hasOwnPlace ? entry.value.at : entry.key, tree: entry.value };
}

/**
 * Lays a model's keys over the defaults: maps key by key, everything else whole. A key that the model leaves empty is as
 * if nobody had given it. Of keys of which only one may be given, the model's own choice stands alone.
 */
export function layOver(
  defaults: MapTree,
  own: MapTree,
  exclusive: (key: string, path: string) => readonly string[] | undefined,
  path = '',
): MapTree {
  const entries = new Map(defaults.entries);
  for (const [key, { value }] of own.entries) {
    if (isEmpty(value)) continue;
    for (const other of exclusive(key, path) ?? []) entries.delete(other);
  }
  for (const [key, entry] of own.entries) {
    const [lower, upper] = [entries.get(key)?.value, entry.value];
    const isDeeper = lower?.kind === 'map' && upper.kind === 'map';
    entries.set(key, isDeeper ? { ...entry, value: layOver(lower, upper, exclusive, join(path, key)) } : entry);
  }
  return { kind: 'map', at: own.at, entries };
}

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);
