// `npm run demo` as a process: its help, its errors, and that nothing is left of it when somebody ends it early.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { makeFolder, runNode, waitFor } from '../e2e/relevo.ts';
import { root } from '../repository.ts';

jest.setTimeout(120_000);

const command = [join(root, 'scripts/run.mjs'), join(root, 'scripts/demo.ts')];
const demo = (...args: string[]) => runNode([...command, ...args], { cwd: root });

describe('npm run demo', () => {
  test('says what it can be asked for', async () => {
    const { code, stdout, stderr } = await demo('--help');
    expect([code, stderr]).toEqual([0, '']);
    for (const option of ['--data <story>', '--acting <where>', '--keep', '"flights"'])
      expect(stdout).toContain(option);
  });

  test.each([
    [['--data', 'bikes'], 'Allowed choices are sales, flights.'],
    [['--dat', 'sales'], 'Did you mean --data?'],
    [['sales'], 'too many arguments'],
  ])('refuses %j with a hint, and begins nothing', async (args, hint) => {
    const { code, stdout, stderr } = await demo(...args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(hint);
    expect(stderr).toContain('npm run demo -- --help');
  });

  test('leaves no process and no folder when it is ended early', async () => {
    const temporary = join(makeFolder(), 'tmp');
    mkdirSync(temporary);
    const { PATH = '', HOME = '' } = process.env;
    const child = spawn(process.execPath, command, { cwd: root, env: { PATH, HOME, TMPDIR: temporary } });
    const ended = waitFor(child);
    await printed(child, /1\. A first version/);
    // While the first job runs: what it started has a folder of its own below this one.
    await new Promise(resolve => setTimeout(resolve, 3000));
    child.kill('SIGINT');
    const { code, stdout, stderr } = await ended;
    expect([code, stderr]).toEqual([130, '']);
    expect(stdout).toContain('Ended early; nothing is left behind.');
    expect(readdirSync(temporary)).toEqual([]);
  });
});

/** Waits for words on standard output. */
function printed(child: ChildProcess, words: RegExp): Promise<void> {
  let text = '';
  return new Promise((resolve, reject) => {
    child.once('close', () => reject(new Error(`It ended with: ${text}`)));
    child.stdout?.on('data', (piece: Buffer) => {
      text += piece;
      if (words.test(text)) resolve();
    });
  });
}
