// Runs a program to its end: from argv without a shell, in a group of its own, within a time limit, measured, its output cut
// into lines. When it returns, nothing that the program started is left.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { fail } from '../../errors.ts';
import type { Ending, OnLine, Usage } from '../../ports/commands.ts';
import { LineSplitter } from './line-splitter.ts';
import { ProcessFamily, sendSignal } from './process-family.ts';
import { readWaitedMs } from './process-table.ts';

/** What runs, where, with what, and for how long. */
export interface ProcessRequest {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly onLine?: OnLine | undefined;
  readonly signal?: AbortSignal | undefined;
  /** How long a program may take to end when it is asked to. */
  readonly graceMs?: number;
}

/** How a program ended, what it used, and what it said last. */
export interface ProcessResult extends Usage {
  readonly ending: Ending;
  readonly lastLines: readonly string[];
}

const GRACE_MS = 5000;
const LAST_LINES = 40;
/** What a program left running may take so long to end by itself, with the pipes that it holds open. */
const AFTER_EXIT_MS = 1000;

/** Node's timers go off at once when they are set for longer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Programs of ours that run now; only with one alone can the system's count of waited-for children be told apart. */
let running = 0;

/** Runs a program; what keeps it from starting is an error, what it does then is the result. */
export async function runProcess(request: ProcessRequest): Promise<ProcessResult> {
  request.signal?.throwIfAborted();
  const from = performance.now();
  const wasAlone = running === 0;
  const waitedBefore = readWaitedMs(process.pid);
  const child = await start(request);
  const family = new ProcessFamily(child.pid as number);
  const endAtExit = () => sendSignal(-(child.pid as number), 'SIGKILL');
  process.once('exit', endAtExit);
  running++;
  try {
    const lastLines = collectLines(child, request.onLine);
    void family.watch();
    const ending = await untilEnd(child, family, request);
    const wallMs = performance.now() - from;
    await endRest(child, family, request.graceMs ?? GRACE_MS);
    request.signal?.throwIfAborted();
    const waited = wasAlone && running === 1 && waitedBefore !== null ? readWaitedMs(process.pid) : null;
    const cpuMs = waited === null ? family.cpuMs : Math.max(family.cpuMs ?? 0, waited - (waitedBefore ?? 0));
    return { ending, wallMs, cpuMs, peakBytes: family.peakBytes, lastLines: lastLines() };
  } finally {
    running--;
    family.stop();
    process.removeListener('exit', endAtExit);
  }
}

/** Why a program does not start, by the system's code. */
const NOT_STARTED: Readonly<Record<string, (program: string) => string>> = {
  ENOENT: () => 'There is no such program in PATH, or at that path.',
  EACCES: program => `The file is there, and may not be run. Try: chmod +x ${program}`,
  ENOEXEC: () => 'The file is no program: a script begins with #! and its interpreter.',
  E2BIG: () => 'Arguments and environment are too long together.',
};

async function start({ argv, cwd, env }: ProcessRequest): Promise<ChildProcess> {
  const [program = '', ...args] = argv;
  // Else a folder that is not there reads as a program that is not there.
  if (statSync(cwd, { throwIfNoEntry: false })?.isDirectory() !== true) throw fail('folder-not-found', { path: cwd });
  const unable = (thrown: unknown): Error => {
    const { code = '', message } = thrown as NodeJS.ErrnoException;
    return fail('command-not-started', { program, reason: NOT_STARTED[code]?.(program) ?? message }, thrown);
  };
  try {
    const child = spawn(program, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    if (child.pid === undefined) throw (await once(child, 'error'))[0];
    return child;
  } catch (thrown) {
    throw unable(thrown);
  }
}

/** Passes lines on as they come, and returns what gives the last of them. */
function collectLines(child: ChildProcess, onLine: OnLine | undefined): () => readonly string[] {
  const last: string[] = [];
  const splitters = (['stdout', 'stderr'] as const).map(stream => {
    const splitter = new LineSplitter(line => {
      last.push(stripVTControlCharacters(line));
      if (last.length > LAST_LINES) last.shift();
      onLine?.(line, stream);
    });
    child[stream]?.on('data', (chunk: Buffer) => splitter.write(chunk));
    return splitter;
  });
  return () => {
    for (const splitter of splitters) splitter.end();
    return [...last];
  };
}

/** Waits until the program itself has ended, by itself, by its limit or by the caller's wish. */
async function untilEnd(child: ChildProcess, family: ProcessFamily, request: ProcessRequest): Promise<Ending> {
  const { timeoutMs, graceMs = GRACE_MS } = request;
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  const settled = new AbortController();
  const signal = request.signal === undefined ? settled.signal : AbortSignal.any([settled.signal, request.signal]);
  const stopped = wait(Math.min(timeoutMs, LONGEST_TIMER_MS), undefined, { signal }).catch(() => undefined);
  const end = await Promise.race([exited, stopped]);
  settled.abort();
  if (end === undefined) {
    await family.end(graceMs);
    await exited;
    return { kind: 'timed-out', limitMs: timeoutMs };
  }
  const [code, killer] = end;
  return killer === null ? { kind: 'exited', code: code ?? 1 } : { kind: 'killed', signal: killer };
}

/** Ends what the program left behind, and lets the pipes run dry. */
async function endRest(child: ChildProcess, family: ProcessFamily, graceMs: number): Promise<void> {
  const isClosed = () => child.stdout?.closed === true && child.stderr?.closed === true;
  const closed = new Promise<void>(resolve => (isClosed() ? resolve() : child.once('close', () => resolve())));
  // A timer that nobody waits for any more would keep the whole process from ending.
  const settled = new AbortController();
  await Promise.race([closed, wait(AFTER_EXIT_MS, undefined, { signal: settled.signal }).catch(() => undefined)]);
  settled.abort();
  if (!family.isGroupEmpty() || (await family.look()).length > 0) await family.end(graceMs);
  child.stdout?.destroy();
  child.stderr?.destroy();
  await closed;
}
