// Calls `relevo` as a user does: the bundle that ships, in a process of its own, in a folder of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, jest } from '@jest/globals';
import { makeBundles } from '../bundles.ts';

/** How a call ended and what it said. */
export interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where and with what a call is made; by default in a temporary folder, with no colours and nothing to read. */
export interface Call {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Uint8Array;
}

// Starting a process can take long where many run at once; nothing here is a measurement.
jest.setTimeout(60_000);

let bundles: Promise<string> | undefined;

/** The folder with the bundles: the one of this test run, or one made at the first call. */
export function bundlesFolder(): Promise<string> {
  bundles ??= process.env.RELEVO_BUNDLES ? Promise.resolve(process.env.RELEVO_BUNDLES) : makeBundles();
  return bundles;
}

/** Runs `relevo` to its end. */
export async function relevo(args: readonly string[], call: Call = {}): Promise<Result> {
  return runNode([join(await bundlesFolder(), 'cli/index.js'), ...args], call);
}

/** Runs Node on a file to its end. */
export function runNode(args: readonly string[], call: Call = {}): Promise<Result> {
  return waitFor(startNode(args, call), call.stdin);
}

/** Starts Node on a file, without this test run's own environment but for what a program needs to start. */
export function startNode(args: readonly string[], call: Call = {}): ChildProcess {
  const { PATH = '', HOME = '', SystemRoot } = process.env;
  const env = { PATH, HOME, ...(SystemRoot === undefined ? {} : { SystemRoot }), ...call.env };
  return spawn(process.execPath, args, { cwd: call.cwd ?? tmpdir(), env });
}

/** Feeds a child and collects what it says, as bytes first: a character may arrive in two pieces. */
export function waitFor(child: ChildProcess, stdin: string | Uint8Array = ''): Promise<Result> {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => err.push(chunk));
  // A child that ends before it has read everything closes the pipe, which is its right.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(stdin);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code =>
      resolve({ code, stdout: Buffer.concat(out).toString('utf8'), stderr: Buffer.concat(err).toString('utf8') }),
    );
  });
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A new folder with these files in it; it is removed after the tests of the file. */
export function makeFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'relevo-test-'));
  folders.push(folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}
