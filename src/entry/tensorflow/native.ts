// @tensorflow/tfjs-node, where the user's own project has it: faster, and never part of a bundle.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { TensorFlow } from './backend.ts';

const PACKAGE = '@tensorflow/tfjs-node';
const requireHere = createRequire(import.meta.url);

/** The native library, why it could not be loaded, or that no folder has it. */
export type Native =
  | { readonly kind: 'loaded'; readonly tf: TensorFlow }
  | { readonly kind: 'broken'; readonly reason: string }
  | { readonly kind: 'absent' };

/** Loads tfjs-node as the first of some folders would resolve it. */
export function loadNative(folders: readonly string[]): Native {
  const path = folders.map(resolveFrom).find(found => found !== null);
  if (path === undefined || path === null) return { kind: 'absent' };
  try {
    restoreRemoved();
    return { kind: 'loaded', tf: requireHere(path) as TensorFlow };
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return { kind: 'broken', reason: message.split('\n', 1)[0] ?? '' };
  }
}

function resolveFrom(folder: string): string | null {
  try {
    return createRequire(join(folder, 'package.json')).resolve(PACKAGE);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return null;
    throw thrown;
  }
}

/** tfjs-node calls two functions that Node 23 removed. */
function restoreRemoved(): void {
  const util = requireHere('node:util') as Record<string, unknown>;
  util.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined;
  util.isArray ??= Array.isArray;
}
