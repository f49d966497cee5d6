// How a program ended, in words, with what such an end usually means.
import type { Ending } from '../../ports/commands.ts';

/** A bad end: how, why and what to do, each a part of a message. */
export interface Fault {
  readonly how: string;
  readonly why: string;
  readonly remedy: string;
}

const READ_LINES = 'Read its last lines, and run the same command on your machine.';
const MEMORY: Omit<Fault, 'how'> = {
  why: 'The system ends a program like this when memory runs out.',
  remedy: 'Use less memory, or a machine with more.',
};
const NATIVE: Omit<Fault, 'how'> = {
  why: 'Native code of a library crashed; often two packages do not fit each other, or the processor.',
  remedy: 'Install the versions of the lock file, and run the same command on your machine.',
};

const BY_SIGNAL: Readonly<Record<string, Omit<Fault, 'how'>>> = {
  SIGKILL: MEMORY,
  SIGSEGV: NATIVE,
  SIGBUS: NATIVE,
  SIGILL: NATIVE,
  SIGFPE: NATIVE,
  SIGABRT: { why: 'It gave up by itself, as Node does when its memory limit is reached.', remedy: READ_LINES },
};
const BY_NUMBER: Readonly<Record<number, string>> = {
  4: 'SIGILL',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  15: 'SIGTERM',
};
const BY_CODE: Readonly<Record<number, Omit<Fault, 'how'>>> = {
  126: { why: 'A program that it calls may not be run.', remedy: 'Make it executable: chmod +x.' },
  127: { why: 'A program that it calls was not found.', remedy: 'Install it before Relevo runs.' },
};
/** Shells add this to the signal that killed a program. */
const SHELL_SIGNAL = 128;

/** What is wrong about an end; null when nothing is. */
export function describeEnding(ending: Ending): Fault | null {
  switch (ending.kind) {
    case 'exited':
      return ending.code === 0 ? null : describeCode(ending.code);
    case 'killed':
      return describeSignal(ending.signal, `was killed by ${ending.signal}`);
    case 'timed-out':
      return {
        how: `did not end within ${formatLimit(ending.limitMs)}`,
        why: 'It was ended with everything that it had started.',
        remedy: 'Raise `timeout` in relevo.yml if it needs longer; else find out what it waits for.',
      };
  }
}

function describeCode(code: number): Fault {
  const how = `ended with exit code ${code}`;
  const signal = BY_NUMBER[code - SHELL_SIGNAL];
  if (signal !== undefined) return describeSignal(signal, `${how} (${signal})`);
  return { how, ...(BY_CODE[code] ?? { why: 'The program itself says that it failed.', remedy: READ_LINES }) };
}

function describeSignal(signal: string, how: string): Fault {
  return { how, ...(BY_SIGNAL[signal] ?? { why: 'Something on the machine ended it.', remedy: READ_LINES }) };
}

/** The largest unit that leaves a number of at least one: `90 min`, `30 s`. */
function formatLimit(ms: number): string {
  if (ms >= 60_000) return `${Number((ms / 60_000).toFixed(1))} min`;
  return ms >= 1000 ? `${Number((ms / 1000).toFixed(1))} s` : `${ms} ms`;
}
