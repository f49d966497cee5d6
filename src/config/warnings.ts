// What is not wrong with a relevo.yml but will be missed by a run, each at the key that names it.
import type { Mistake } from './parsed.ts';
import type { Problem } from './problems.ts';
import { placeOf, type Tree } from './tree.ts';
import { readYaml } from './yaml-tree.ts';

type Keys = readonly (string | number)[];

/** Something said about a key of a model. */
export interface Remark {
  readonly model: string;
  /** From the model down: `holdout`, `slices`, 1. */
  readonly keys: Keys;
  readonly mistake: Mistake;
}

/** Finds the line and column of each remark in the text of a config that has been found valid. */
export function placeRemarks(text: string, file: string, remarks: readonly Remark[]): readonly Problem[] {
  const { tree, problems } = readYaml(text, file);
  if (tree?.kind !== 'map') throw new Error('The text of a valid config is no map.');
  for (const { model, keys, mistake } of remarks) {
    const own = ['models', model, ...keys];
    const shared = ['defaults', ...keys];
    const place = placeOf(tree, !isWritten(tree, own) && isWritten(tree, shared) ? shared : own);
    problems.add({ ...place, path: placeOf(tree, own).path }, mistake);
  }
  return problems.list();
}

function isWritten(tree: Tree | undefined, keys: Keys): boolean {
  const [key, ...rest] = keys;
  if (tree === undefined || key === undefined) return tree !== undefined;
  if (tree.kind === 'map') return isWritten(tree.entries.get(String(key))?.value, rest);
  // A list may be written as its only item.
  return tree.kind === 'list' ? isWritten(tree.items[Number(key)], rest) : typeof key === 'number';
}
