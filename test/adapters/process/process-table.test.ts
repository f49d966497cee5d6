import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { parsePs, processLister, readMemory, readProcess } from '../../../src/adapters/process/process-table.ts';

const onLinux = process.platform === 'linux' ? test : test.skip;

describe('parsePs', () => {
  test('reads what ps prints on macOS', () => {
    const printed = [
      '    1     0     1 Ss    15360   1:02.53 Mon Jun  2 09:14:05 2025    ',
      '  501     1   501 S+   204800  12:00.25 Tue Jun  3 10:00:00 2025    ',
      '  502   501   501 Z         0   0:00.00 Tue Jun  3 10:00:01 2025    ',
      '',
    ].join('\n');
    expect(parsePs(printed)).toEqual([
      {
        pid: 1,
        parent: 0,
        group: 1,
        session: 0,
        started: 'Mon Jun 2 09:14:05 2025',
        isDead: false,
        cpuMs: 62_530,
        bytes: 15_728_640,
      },
      expect.objectContaining({ pid: 501, parent: 1, cpuMs: 720_250, bytes: 209_715_200 }),
      expect.objectContaining({ pid: 502, parent: 501, isDead: true, cpuMs: 0 }),
    ]);
  });

  test('reads days and hours', () => {
    const [row] = parsePs('7 1 7 R 10 2-03:04:05 Mon Jun  2 09:14:05 2025');
    expect(row?.cpuMs).toBe((((2 * 24 + 3) * 60 + 4) * 60 + 5) * 1000);
  });
});

describe('processLister', () => {
  test('finds this process by ps, as it does on macOS', async () => {
    const rows = await processLister('darwin')?.();
    expect(rows?.find(({ pid }) => pid === process.pid)).toMatchObject({ parent: process.ppid, isDead: false });
  });

  onLinux('finds a child with its group and its parent', async () => {
    const child = spawn('sleep', ['30'], { detached: true });
    try {
      const row = (await processLister('linux')?.())?.find(({ pid }) => pid === child.pid);
      expect(row).toMatchObject({ parent: process.pid, group: child.pid, session: child.pid, isDead: false });
      expect(row?.started).toMatch(/^\d+$/);
    } finally {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    expect(readProcess(child.pid as number)).toBeNull();
  });

  onLinux('reads a process whose name holds parentheses and blanks', async () => {
    const script = 'process.title = "a) R (b"; console.log(1); setTimeout(() => {}, 30_000)';
    const child = spawn(process.execPath, ['-e', script]);
    await once(child.stdout, 'data');
    try {
      expect(readProcess(child.pid as number)).toMatchObject({ parent: process.pid, isDead: false });
    } finally {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  });

  onLinux('reads the same memory as ps does', () => {
    const { now, most } = readMemory(process.pid);
    const ps = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(process.pid)])) * 1024;
    expect(Math.abs(now - ps)).toBeLessThan(0.2 * ps);
    expect(most).toBeGreaterThanOrEqual(now);
  });

  test('has nothing to ask on Windows', () => {
    expect(processLister('win32')).toBeNull();
  });
});
