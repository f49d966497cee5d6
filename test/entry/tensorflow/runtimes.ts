// Runs scripts as training scripts run: in a process of their own, with the bundle that ships, on every backend there is here.

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from '@jest/globals';
import { bundlesFolder, makeFolder, waitFor } from '../../e2e/relevo.ts';

/** A folder with @tensorflow/tfjs-node installed for this machine, if the caller has one. */
export const nativeFolder = process.env.RELEVO_TFJS_NODE;

/** A Node 24 to test with, if the caller has one. */
export const node24 = process.env.RELEVO_NODE24;

/** Tests that need something of the caller; without it they are skipped and their names say so. */
const needing =
  (...names: readonly string[]) =>
  (name: string, run: () => Promise<void>): void => {
    const missing = names.filter(variable => !process.env[variable]);
    if (missing.length === 0) test(name, run);
    else test.skip(`${name} (skipped: ${missing.join(' and ')} not set)`, run);
  };

/** A test that needs tfjs-node. */
export const nativeTest = needing('RELEVO_TFJS_NODE');

/** A test that needs Node 24. */
export const node24Test = needing('RELEVO_NODE24');

/** A test that needs both. */
export const nativeOnNode24Test = needing('RELEVO_TFJS_NODE', 'RELEVO_NODE24');

/** Where a script runs and with which Node. */
export interface ScriptCall {
  readonly folder?: string;
  readonly node?: string;
  readonly args?: readonly string[];
}

/**
 * Runs a script that has `loadTensorflow` and `print`, and returns what it printed, as JSON. A script that fails makes the test
 * fail with what it said.
 */
export async function runTensorflow(script: string, call: ScriptCall = {}): Promise<unknown> {
  const folder = call.folder ?? makeFolder();
  const module = pathToFileURL(join(await bundlesFolder(), 'tensorflow/index.js')).href;
  const source = `import { loadTensorflow } from ${JSON.stringify(module)};
    import { writeFileSync } from 'node:fs';
    const print = value => writeFileSync(3, JSON.stringify(value));
    ${script}`;
  const args = ['--input-type=module', '-e', source, ...(call.args ?? [])];
  const env = { PATH: process.env.PATH ?? '', TF_CPP_MIN_LOG_LEVEL: '3' };
  const child = spawn(call.node ?? process.execPath, args, {
    cwd: folder,
    env,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  const printed: Buffer[] = [];
  child.stdio[3]?.on('data', (chunk: Buffer) => printed.push(chunk));
  const { code, stderr } = await waitFor(child);
  if (code !== 0) throw new Error(`The script ended with ${code}: ${stderr}`);
  return JSON.parse(Buffer.concat(printed).toString('utf8'));
}
