// A terminal for programs that behave otherwise at one, and what a person would see on it in the end.
import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { bundlesFolder, type Result, waitFor } from './relevo.ts';

/** The lines on the screen after all that was written; of a line that was rewritten, what it says last. */
export const seen = (written: string): string[] =>
  written.split(/\r?\n/).map(line => line.split('\r\u001b[K').at(-1) ?? '');

/** Whether this machine has the `script` of util-linux, which runs a program at a terminal. */
export function hasTerminal(): boolean {
  try {
    return execFileSync('script', ['--version'], { encoding: 'utf8' }).includes('util-linux');
  } catch {
    return false;
  }
}

/** Runs `relevo` at a terminal; stdout is everything that was written to it. */
export async function relevoAtTerminal(args: readonly string[], cwd: string): Promise<Result> {
  const quoted = [process.execPath, join(await bundlesFolder(), 'cli/index.js'), ...args]
    .map(argument => `'${argument.replaceAll("'", "'\\''")}'`)
    .join(' ');
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, TERM: 'xterm', NO_COLOR: '1', SHELL: '/bin/sh' };
  return waitFor(spawn('script', ['-qefc', quoted, '/dev/null'], { cwd, env }));
}
