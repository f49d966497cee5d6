// Binds `relevo` to a Node process: its streams, its signals, and whatever escapes from a promise or a callback.
import { isatty } from 'node:tty';
import type { CommandModule } from './context.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { reportFailure, run, type Surroundings, streamFailure } from './run.ts';
import { LiveLine, noStatus } from './status-line.ts';
import { painter } from './style.ts';

/** Runs the process's command line and sets its exit code; open output is flushed before the process ends. */
export async function main(commands: readonly CommandModule[], process: NodeJS.Process): Promise<void> {
  const interruption = new AbortController();
  const argv = process.argv.slice(2);
  const lastWorks: (() => Promise<void>)[] = [];
  const surroundings: Surroundings = {
    ...surroundingsOf(process, interruption.signal),
    beforeEnd: work => void lastWorks.push(work),
  };
  const platform = { node: process.version, system: `${process.platform} ${process.arch}` };
  const crash = (thrown: unknown): never => process.exit(reportFailure(thrown, argv, surroundings, platform));
  const end = (code: ExitCode) => {
    // Listeners of the signal end what they started, such as a training's process group, before this returns.
    interruption.abort();
    surroundings.status.end();
    if (lastWorks.length === 0) process.exit(code);
    // A second signal ends the process at once, since each is listened to once.
    Promise.all(lastWorks.map(work => work())).then(() => process.exit(code), crash);
  };
  process.on('uncaughtException', crash).on('unhandledRejection', crash);
  process.once('SIGINT', () => end(exitCodes.interrupted)).once('SIGTERM', () => end(exitCodes.terminated));
  for (const [name, stream] of [
    ['standard output', process.stdout],
    ['standard error', process.stderr],
  ] as const) {
    // `relevo … | head` closes the pipe early: the work and the exit code go on, the rest is not wanted.
    stream.on('error', (error: NodeJS.ErrnoException) => error.code === 'EPIPE' || crash(streamFailure(name, error)));
  }
  process.exitCode = await run(commands, argv, surroundings, platform);
}

function surroundingsOf(process: NodeJS.Process, signal: AbortSignal): Surroundings {
  const { env, stdin, stdout, stderr } = process;
  const isTerminal = { stdin: isatty(0), stdout: isatty(1), stderr: isatty(2) };
  const columns = stdout.isTTY ? Math.max(40, stdout.columns) : 100;
  const now = (): Date => new Date();
  const plain = { cwd: process.cwd(), env, stdin, stdout, stderr, isTerminal, columns, now, signal, status: noStatus };
  if (!isTerminal.stderr || env.TERM === 'dumb') return plain;
  const paint = painter(plain, 'stderr');
  const line = new LiveLine({ stderr, columns: stderr.columns || 80, now, dim: text => paint('dim', text) });
  return { ...plain, stdout: line.until(stdout), stderr: line.above(stderr), status: line };
}
