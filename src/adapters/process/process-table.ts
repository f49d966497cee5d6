// The processes of this machine, as far as the system tells: parent, group, age, memory and time on a processor.
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';

/** One process. `started` tells two processes of the same number apart. */
export interface ProcessRow {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  readonly started: string;
  readonly isDead: boolean;
  /** With the time of children that it has waited for. */
  readonly cpuMs: number;
  readonly bytes: number;
}

/** Lists all processes that can be seen. */
export type ListProcesses = () => Promise<readonly ProcessRow[]>;

/** How processes are listed on a platform; null where there is no way without a program of ours. */
export function processLister(platform: NodeJS.Platform): ListProcesses | null {
  if (platform === 'linux') return async () => listFromProc();
  return platform === 'win32' ? null : listFromPs;
}

/** Ticks of `/proc` are hundredths of a second on every Linux that Node runs on. */
const TICK_MS = 10;

function listFromProc(): ProcessRow[] {
  return readdirSync('/proc').flatMap(name => {
    const isProcess = /^\d+$/.test(name);
    const row = isProcess ? readProcess(Number(name)) : null;
    return row === null ? [] : [row];
  });
}

/** One process of Linux; null when it is gone. */
export function readProcess(pid: number): ProcessRow | null {
  const text = readGone(`/proc/${pid}/stat`);
  if (text === null) return null;
  // The name stands in parentheses and may hold anything, parentheses too. After it: state, parent, group, session, …
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const numbers = fields.map(Number);
  const at = (field: number): number => numbers[field - 3] ?? 0;
  return {
    pid,
    parent: at(4),
    group: at(5),
    session: at(6),
    started: fields[19] ?? '',
    isDead: /^[ZXx]$/.test(fields[0] ?? ''),
    cpuMs: (at(14) + at(15) + at(16) + at(17)) * TICK_MS,
    bytes: 0,
  };
}

/** Resident bytes of a process of Linux, now and at most; 0 when it is gone. */
export function readMemory(pid: number): { readonly now: number; readonly most: number } {
  const text = readGone(`/proc/${pid}/status`) ?? '';
  const kilobytes = (key: string): number => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
  return { now: kilobytes('VmRSS') * 1024, most: kilobytes('VmHWM') * 1024 };
}

/** Milliseconds on a processor of all children that a process of Linux has waited for; null when there is no `/proc`. */
export function readWaitedMs(pid: number): number | null {
  const text = readGone(`/proc/${pid}/stat`);
  if (text === null) return null;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) * TICK_MS;
}

/** The text of a file of `/proc`; null when its process has ended. */
function readGone(path: string): string | null {
  try {
    return readFileSync(path, 'latin1');
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES') return null;
    throw thrown;
  }
}

const PS = ['-A', '-o', 'pid=,ppid=,pgid=,stat=,rss=,time=,lstart='];

async function listFromPs(): Promise<readonly ProcessRow[]> {
  const { stdout } = await promisify(execFile)('ps', PS, { env: { PATH: '/bin:/usr/bin', LC_ALL: 'C' } });
  return parsePs(stdout);
}

/** Reads what `ps` prints for pid, parent, group, state, resident kilobytes, time on a processor, and start. */
export function parsePs(text: string): readonly ProcessRow[] {
  return text.split('\n').flatMap(line => {
    const [pid, parent, group, state, kilobytes, time, ...started] = line.trim().split(/\s+/);
    if (time === undefined) return [];
    return [
      {
        pid: Number(pid),
        parent: Number(parent),
        group: Number(group),
        session: 0,
        started: started.join(' '),
        isDead: state?.startsWith('Z') === true,
        cpuMs: readDuration(time),
        bytes: Number(kilobytes) * 1024,
      },
    ];
  });
}

/** `[[days-]hours:]minutes:seconds[.hundredths]` in milliseconds. */
function readDuration(text: string): number {
  const [, days = '0', clock = ''] = /^(?:(\d+)-)?(.*)$/.exec(text) ?? [];
  const seconds = clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return Math.round((Number(days) * 86_400 + seconds) * 1000);
}
