// The published and recomputed numbers that the statistics are held to.
import { readFileSync } from 'node:fs';

const file = new URL('../../fixtures/statistics-oracles.json', import.meta.url);

/** The vector, or list of vectors, under a key. The shape is the reader's to state. */
export function oracle<Shape>(key: string): Shape {
  const all = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  if (!(key in all)) throw new Error(`no oracle called ${key}`);
  return all[key] as Shape;
}
