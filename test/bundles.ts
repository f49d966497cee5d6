// Bundles what ships into a fresh folder before the tests run, so that they spawn the very files that users get.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../scripts/bundles.ts';
import { root } from './repository.ts';

/** Bundles into a new folder inside node_modules, where what a bundle still imports is found; it goes with the process. */
export async function makeBundles(): Promise<string> {
  const cache = join(root, 'node_modules/.cache/relevo');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'bundles-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await bundle(folder);
  return folder;
}

/** Jest's global set-up: one bundling for all test files. */
// biome-ignore lint/style/noDefaultExport: Jest takes the default export.
export default async function setUp(): Promise<void> {
  process.env.RELEVO_BUNDLES = await makeBundles();
}
