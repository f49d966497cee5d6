// Where in relevo.yml a key stands, so that what is said about it can be said there.
import type { Tree } from './tree.ts';
import { readYaml } from './yaml-tree.ts';

/** The line of a key, counted from 1; that of the nearest key above it where it is not written. */
export type LineOf = (keys: readonly (string | number)[]) => number;

/** Reads where everything stands; a text that cannot be read has everything on its first line. */
export function keyLines(text: string, file: string): LineOf {
  const { tree } = readYaml(text, file);
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length;
  return keys => {
    let offset = 0;
    let here: Tree | undefined = tree;
    for (const key of keys) {
      const below = stepInto(here, key);
      if (below === undefined) break;
      offset = below.offset;
      here = below.value;
    }
    return lineAt(offset);
  };
}

function stepInto(tree: Tree | undefined, key: string | number): { offset: number; value: Tree } | undefined {
  if (tree?.kind === 'map') {
    const entry = tree.entries.get(String(key));
    return entry === undefined ? undefined : { offset: entry.key.offset, value: entry.value };
  }
  const item = tree?.kind === 'list' && typeof key === 'number' ? tree.items[key] : undefined;
  return item === undefined ? undefined : { offset: item.at.offset, value: item };
}
