import { createHook } from 'node:async_hooks';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readProcess } from '../../../src/adapters/process/process-table.ts';
import { type ProcessRequest, type ProcessResult, runProcess } from '../../../src/adapters/process/run-process.ts';
import { makeFolder } from '../../e2e/relevo.ts';

const onLinux = process.platform === 'linux' ? test : test.skip;
const env = { PATH: process.env.PATH ?? '' };

/** Runs a program of Node's in a folder of its own. */
function runScript(script: string, options: Partial<ProcessRequest> = {}): Promise<ProcessResult> {
  const cwd = options.cwd ?? makeFolder({ 'main.mjs': script });
  return runProcess({ argv: [process.execPath, 'main.mjs'], cwd, env, timeoutMs: 30_000, graceMs: 300, ...options });
}

/** Whether a process that wrote its number into a file still runs. */
function isRunning(file: string): boolean {
  const row = readProcess(Number(readFileSync(file, 'utf8')));
  return row !== null && !row.isDead;
}

describe('what a program gets', () => {
  test('is its arguments as they stand: no shell reads them', async () => {
    const argv = [
      process.execPath,
      '-e',
      'console.log(JSON.stringify(process.argv.slice(1)))',
      '$HOME',
      'a b',
      '; rm *',
    ];
    const { lastLines } = await runProcess({ argv, cwd: makeFolder(), env, timeoutMs: 30_000 });
    expect(JSON.parse(lastLines[0] ?? '')).toEqual(['$HOME', 'a b', '; rm *']);
  });

  test('is the environment that was asked for alone, the folder, and an empty input', async () => {
    const cwd = makeFolder({
      'main.mjs':
        "import { readFileSync } from 'node:fs';\nconsole.log(JSON.stringify([Object.keys(process.env), process.cwd(), readFileSync(0, 'utf8')]));",
    });
    const { lastLines } = await runScript('', { cwd });
    const [names, folder, input] = JSON.parse(lastLines[0] ?? '');
    expect(names).toEqual(['PATH']);
    expect(readFileSync(join(folder, 'main.mjs'), 'utf8')).toContain('process.cwd');
    expect(input).toBe('');
  });
});

test('leaves no timer that would keep this process from ending', async () => {
  const timers = new Set<number>();
  const hook = createHook({
    init: (id, type) => void (type === 'Timeout' && timers.add(id)),
    destroy: id => void timers.delete(id),
  });
  const cwd = makeFolder({ 'main.mjs': '' });
  hook.enable();
  await runScript('', { cwd });
  // Node tells what was cleared a turn later.
  await new Promise(resolve => setImmediate(resolve));
  hook.disable();
  expect(timers.size).toBe(0);
});

describe('how a program ends', () => {
  test.each([
    ['0 when it succeeds', '', { kind: 'exited', code: 0 }],
    ['its exit code', 'process.exit(3)', { kind: 'exited', code: 3 }],
    [
      'the signal that killed it',
      'process.kill(process.pid, "SIGKILL"); setTimeout(() => {}, 1e4)',
      { kind: 'killed', signal: 'SIGKILL' },
    ],
  ])('is told: %s', async (_name, script, ending) => {
    expect((await runScript(script)).ending).toEqual(ending);
  });

  test.each([
    ['a program that is not there', ['no-such-program-of-ours'], 'There is no such program in PATH, or at that path.'],
    ['a file that may not be run', ['./main.mjs'], 'The file is there, and may not be run. Try: chmod +x ./main.mjs'],
  ])('does not begin with %s', async (_name, argv, why) => {
    await expect(runScript('', { argv })).rejects.toMatchObject({ code: 'command-not-started', why });
  });

  test('does not begin in a folder that is not there', async () => {
    await expect(runScript('', { cwd: '/no/such/folder' })).rejects.toMatchObject({ code: 'folder-not-found' });
  });
});

describe('what a program says', () => {
  test('comes line by line, with its stream, and the last lines are kept without colours', async () => {
    const heard: string[] = [];
    const script = `for (let i = 0; i < 100; i++) console.log('line', i);
      console.error('\\x1b[31mred\\x1b[0m');
      process.stdout.write('no end');`;
    const { lastLines } = await runScript(script, { onLine: (line, stream) => heard.push(`${stream} ${line}`) });
    expect(heard).toHaveLength(102);
    expect(heard[0]).toBe('stdout line 0');
    expect(heard).toContain('stderr \u001b[31mred\u001b[0m');
    expect(lastLines).toHaveLength(40);
    expect(lastLines).toEqual(expect.arrayContaining(['line 99', 'red', 'no end']));
  });

  test('may be a line without an end, of any length', async () => {
    const script = 'const piece = "x".repeat(1 << 20); for (let i = 0; i < 64; i++) process.stdout.write(piece);';
    const { lastLines } = await runScript(script);
    expect(lastLines).toEqual([`${'x'.repeat(16_384)} … (${(64 << 20) - 16_384} bytes more)`]);
  });
});

describe('what a program uses', () => {
  onLinux('is measured with what its children use', async () => {
    const child =
      'const held = Buffer.alloc(150 << 20, 1); const until = Date.now() + 600; while (Date.now() < until); held[0]';
    const script = `import { spawnSync } from 'node:child_process'; spawnSync(process.execPath, ['-e', ${JSON.stringify(child)}]);`;
    const { wallMs, cpuMs, peakBytes } = await runScript(script);
    expect(wallMs).toBeGreaterThan(600);
    expect(cpuMs).toBeGreaterThan(400);
    expect(peakBytes).toBeGreaterThan(150 << 20);
    expect(peakBytes).toBeLessThan(1 << 30);
  });
});

/** Starts a grandchild that ignores every polite signal and writes its number into a file; `options` are spawn's. */
const grandchild = (options: string, rest: string) => `
  import { spawn } from 'node:child_process';
  import { existsSync } from 'node:fs';
  const script = "process.on('SIGTERM', () => {}); process.on('SIGHUP', () => {});" +
    "require('fs').writeFileSync('pid', String(process.pid)); setInterval(() => {}, 1000)";
  spawn(process.execPath, ['-e', script], ${options});
  while (!existsSync('pid')) await new Promise(resolve => setTimeout(resolve, 20));
  ${rest}`;
const forever = "process.on('SIGTERM', () => {}); await new Promise(resolve => setTimeout(resolve, 60_000));";

describe('what a program leaves behind', () => {
  onLinux.each([
    ['the time limit', "{ stdio: 'inherit' }", forever, { kind: 'timed-out', limitMs: 2000 }],
    [
      'the time limit, out of its group',
      "{ stdio: 'ignore', detached: true }",
      `await new Promise(r => setTimeout(r, 500)); ${forever}`,
      { kind: 'timed-out', limitMs: 2000 },
    ],
    ['its own end', "{ stdio: 'inherit' }", 'process.exit(0);', { kind: 'exited', code: 0 }],
  ])('is gone after %s', async (_name, options, rest, ending) => {
    const cwd = makeFolder({ 'main.mjs': grandchild(options, rest) });
    const result = await runScript('', { cwd, timeoutMs: 2000 });
    expect(result.ending).toEqual(ending);
    expect(isRunning(join(cwd, 'pid'))).toBe(false);
  });

  onLinux('is gone when the caller no longer wants it', async () => {
    const cwd = makeFolder({ 'main.mjs': grandchild("{ stdio: 'inherit' }", `console.log('ready'); ${forever}`) });
    const controller = new AbortController();
    const reason = new Error('Interrupted.');
    const call = runScript('', { cwd, signal: controller.signal, onLine: () => controller.abort(reason) });
    await expect(call).rejects.toBe(reason);
    expect(isRunning(join(cwd, 'pid'))).toBe(false);
    await expect(runScript('', { cwd, signal: controller.signal })).rejects.toBe(reason);
  });

  test('may end in its own way within the grace', async () => {
    const script = `process.on('SIGTERM', () => { console.log('saved'); process.exit(0); });
      setInterval(() => {}, 1000);`;
    const { ending, lastLines } = await runScript(script, { timeoutMs: 800, graceMs: 5000 });
    expect(ending).toEqual({ kind: 'timed-out', limitMs: 800 });
    expect(lastLines).toEqual(['saved']);
  });
});
