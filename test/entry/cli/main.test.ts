import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bundle } from '../../../scripts/bundles.ts';
import { version } from '../../../src/version.ts';
import { type Call, runNode, startNode, waitFor } from '../../e2e/relevo.ts';
import { readText, root } from '../../repository.ts';

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(root, 'node_modules/.cache/misbehaving-'));
  await bundle(folder, { misbehaving: 'test/entry/cli/misbehaving.ts' });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const misbehave = (args: readonly string[], call?: Call) => runNode([join(folder, 'misbehaving.js'), ...args], call);

describe('exit codes', () => {
  test.each([
    ['pass', 0],
    ['fail', 1],
    ['mistake', 2],
    ['inconclusive', 3],
    ['bug', 70],
    ['string', 70],
    ['nothing', 70],
    ['rejection', 70],
    ['callback', 70],
  ])('%s ends with %i', async (behaviour, code) => {
    expect((await misbehave([behaviour])).code).toBe(code);
  });
});

describe("a user's mistake", () => {
  test('is told in three lines, without a stack, and cannot drive the terminal', async () => {
    const { stdout, stderr } = await misbehave(['mistake']);
    expect(stdout).toBe('');
    expect(stderr).toMatchInlineSnapshot(`
"error: a\\u001b[2Jb.csv could not be read.
  why: It is a folder.
  fix: Check the file and its permissions, then run the same command again.
"
`);
  });

  test.each([
    [['mistake', '--verbose'], {}],
    [['mistake'], { RELEVO_DEBUG: '1' }],
  ])('shows its cause when asked: %j %j', async (args, env) => {
    const { code, stderr } = await misbehave(args, { env });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^ {2}cause: Error: EISDIR\n\s+at /m);
  });

  test('is one JSON document on standard output when a machine asked', async () => {
    const { stdout, stderr } = await misbehave(['mistake', '--json']);
    expect(JSON.parse(stdout)).toEqual({
      error: {
        code: 'file-unreadable',
        what: 'a\u001b[2Jb.csv could not be read.',
        why: 'It is a folder.',
        remedy: expect.any(String),
      },
    });
    expect(stderr).toMatch(/^error: /);
  });
});

describe('a bug of ours', () => {
  test('shows its stack, its cause, and what a report needs', async () => {
    const { stderr } = await misbehave(['bug']);
    expect(stderr).toMatch(/^internal error: TypeError: of undefined\n\s+at /);
    expect(stderr).toMatch(/^ {2}cause: Error: deeper\n\s+at /m);
    expect(stderr).toContain(`relevo ${version}, Node ${process.version}, ${process.platform} ${process.arch}`);
    expect(stderr).toContain('Please report it');
  });

  test.each([
    ['string', "internal error: 'a bare string' was thrown, which is not an error"],
    ['nothing', 'internal error: null was thrown, which is not an error'],
    ['rejection', 'internal error: Error: nobody waited'],
    ['callback', 'internal error: Error: in a callback'],
  ])('is one whatever was thrown: %s', async (behaviour, said) => {
    const { code, stderr } = await misbehave([behaviour]);
    expect(code).toBe(70);
    expect(stderr).toContain(said);
  });

  test('is JSON as well when a machine asked', async () => {
    const { stdout } = await misbehave(['bug', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'bug', relevo: version, node: process.version } });
  });
});

describe('colour', () => {
  const sequence = '\u001b[';
  test.each([
    [{}, false],
    [{ FORCE_COLOR: '1' }, true],
    [{ FORCE_COLOR: '0' }, false],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false],
    [{ FORCE_COLOR: '1', NO_COLOR: '' }, true],
  ])('%j: %j', async (env, coloured) => {
    expect((await misbehave(['mistake'], { env })).stderr.includes(sequence)).toBe(coloured);
    expect((await misbehave(['--help'], { env })).stdout.includes(sequence)).toBe(coloured);
    expect((await misbehave(['pass', '--help'], { env })).stdout.includes(sequence)).toBe(coloured);
  });
});

describe('endings from outside', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s lets a command tidy up, then ends with %i', async (signal, code) => {
    const child = startNode([join(folder, 'misbehaving.js'), 'wait']);
    child.stdout?.once('data', () => child.kill(signal));
    expect(await waitFor(child)).toEqual({ code, stdout: 'ready\ntidied\n', stderr: '' });
  });

  test('a closed pipe is no failure, and the verdict stays', async () => {
    const child = startNode([join(folder, 'misbehaving.js'), 'chatter']);
    child.stdout?.once('data', () => child.stdout?.destroy());
    const { code, stderr } = await waitFor(child);
    expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
  });
});

test('the version that speaks is the one in package.json', async () => {
  expect(version).toBe(JSON.parse(readText('package.json')).version);
  expect(await misbehave(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});
