// A child process with everything that it started: found again and again while it runs, measured, and ended together.
import { execFile } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type ProcessRow, processLister, readMemory } from './process-table.ts';

const SHORTEST_PAUSE_MS = 100;
/** Looking takes at most one part in so many of the time. */
const LOOKING_SHARE = 20;
const POLL_MS = 25;
const AFTER_KILL_MS = 5000;

/**
 * A process that leads its own group, and its descendants: also those that left the group, if they were seen before their
 * parent ended. What it measures is a sample: what happens between two looks is missed, except for peaks of a process that
 * lives on, which Linux itself remembers. Memory that processes share counts once for each of them.
 */
export class ProcessFamily {
  readonly #leader: number;
  readonly #platform: NodeJS.Platform;
  readonly #known = new Map<number, ProcessRow>();
  #cpuMs: number | null = null;
  #peakBytes: number | null = null;
  #isOver = false;
  #next: NodeJS.Timeout | undefined;

  constructor(leader: number, platform: NodeJS.Platform = process.platform) {
    this.#leader = leader;
    this.#platform = platform;
  }

  get cpuMs(): number | null {
    return this.#cpuMs;
  }

  get peakBytes(): number | null {
    return this.#peakBytes;
  }

  /** Looks now, and again until `stop`. */
  async watch(): Promise<void> {
    const from = performance.now();
    await this.look();
    const took = performance.now() - from;
    if (this.#isOver) return;
    const pause = Math.max(SHORTEST_PAUSE_MS, took * LOOKING_SHARE);
    this.#next = setTimeout(() => void this.watch(), pause).unref();
  }

  stop(): void {
    this.#isOver = true;
    clearTimeout(this.#next);
  }

  /** Finds the members that live now, and measures them; without a way to list processes there are none to find. */
  async look(): Promise<readonly ProcessRow[]> {
    const list = processLister(this.#platform);
    if (list === null) return [];
    const members = this.#membersOf(await list());
    for (const member of members) this.#known.set(member.pid, member);
    if (members.length > 0) this.#measure(members);
    return members;
  }

  #membersOf(rows: readonly ProcessRow[]): ProcessRow[] {
    const living = rows.filter(({ isDead }) => !isDead);
    const isIn = new Set<number>();
    const leader = this.#known.get(this.#leader);
    const belongs = (row: ProcessRow): boolean =>
      (row.pid === this.#leader && (leader === undefined || leader.started === row.started)) ||
      row.group === this.#leader ||
      row.session === this.#leader ||
      isIn.has(row.parent) ||
      this.#known.get(row.pid)?.started === row.started;
    for (let before = -1; before < isIn.size; ) {
      before = isIn.size;
      for (const row of living) if (belongs(row)) isIn.add(row.pid);
    }
    return living.filter(({ pid }) => isIn.has(pid));
  }

  #measure(members: readonly ProcessRow[]): void {
    const cpuMs = members.reduce((sum, row) => sum + row.cpuMs, 0);
    this.#cpuMs = Math.max(this.#cpuMs ?? 0, cpuMs);
    const memory = members.map(row =>
      this.#platform === 'linux' ? readMemory(row.pid) : { now: row.bytes, most: row.bytes },
    );
    const together = memory.reduce((sum, { now }) => sum + now, 0);
    this.#peakBytes = Math.max(this.#peakBytes ?? 0, together, ...memory.map(({ most }) => most));
  }

  /** Asks every member to end, and after `graceMs` ends those that are left; returns when all are gone. */
  async end(graceMs: number): Promise<void> {
    await this.#signal('SIGTERM');
    if (await this.#isGone(graceMs)) return;
    await this.#signal('SIGKILL');
    await this.#isGone(AFTER_KILL_MS);
  }

  /** Whether nothing of the group is left, told without listing processes. */
  isGroupEmpty(): boolean {
    return this.#platform === 'win32' || !sendSignal(-this.#leader, 0);
  }

  async #signal(signal: NodeJS.Signals): Promise<void> {
    if (this.#platform === 'win32') return endOnWindows(this.#leader);
    const members = await this.look();
    sendSignal(-this.#leader, signal);
    for (const { pid, group } of members) if (group !== this.#leader) sendSignal(pid, signal);
  }

  async #isGone(withinMs: number): Promise<boolean> {
    const until = performance.now() + withinMs;
    do {
      if ((await this.look()).length === 0) return true;
      await wait(POLL_MS);
    } while (performance.now() < until);
    return false;
  }
}

/** Windows knows no groups and no polite signals: it ends a process and what descends from it. */
async function endOnWindows(pid: number): Promise<void> {
  // It fails when there is nothing left to end.
  await promisify(execFile)('taskkill', ['/pid', String(pid), '/T', '/F']).catch(() => undefined);
}

/** Sends a signal to a process, or to a group when the number is negative; false when there is none. */
export function sendSignal(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    // macOS says EPERM of a group of which only the dead are left.
    if (code === 'ESRCH' || code === 'EPERM') return false;
    throw thrown;
  }
}
