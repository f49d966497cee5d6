// `relevo serve` as it ships: it starts, takes a signed webhook, refuses to start unsafely, and ends in order.
import type { ChildProcess } from 'node:child_process';
import { cpSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { bundlesFolder, makeFolder, relevo, startNode, waitFor } from '../../e2e/relevo.ts';
import { readText, root } from '../../repository.ts';
import { APP_KEY, deliver, SECRET, send } from '../app/webhooks.ts';

const started: { child: ChildProcess | null; api: Server | null } = { child: null, api: null };
afterEach(() => {
  started.child?.kill('SIGKILL');
  started.api?.close();
});

/** An API in which the App is installed nowhere; what is asked of it is remembered. */
async function emptyGitHub(): Promise<{ url: string; asked: string[]; authorizations: (string | undefined)[] }> {
  const asked: string[] = [];
  const authorizations: (string | undefined)[] = [];
  const api = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    authorizations.push(request.headers.authorization);
    response.writeHead(200, { 'content-type': 'application/json' }).end('[]');
  });
  started.api = api;
  await new Promise<void>(resolve => api.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(api.address() as AddressInfo).port}`, asked, authorizations };
}

const environment = {
  APP_ID: '42',
  PRIVATE_KEY: APP_KEY.replaceAll('\n', '\\n'),
  WEBHOOK_SECRET: SECRET,
  HOST: '127.0.0.1',
};

describe('relevo serve', () => {
  test('serves until it is told to end', async () => {
    const github = await emptyGitHub();
    const env = { ...environment, GITHUB_API_URL: github.url };
    const child = startNode([join(await bundlesFolder(), 'cli/index.js'), 'serve', '--port', '0'], { env });
    started.child = child;
    const lines: Record<string, unknown>[] = [];
    child.stdout?.on('data', (chunk: Buffer) => {
      for (const line of chunk.toString().trim().split('\n')) lines.push(JSON.parse(line));
    });
    const ended = waitFor(child);
    const listening = () => lines.find(({ message }) => message === 'listening');
    while (listening() === undefined && child.exitCode === null) await new Promise(resolve => setTimeout(resolve, 20));
    const port = Number(listening()?.port);
    expect(await send(port, { method: 'GET', path: '/ready' })).toMatchObject({ status: 200 });
    expect((await deliver(port, 'ping', { zen: 'Design for failure.' }, { 'x-github-delivery': 'd-7' })).status).toBe(
      202,
    );
    expect(
      (await deliver(port, 'push', { ref: 'x' }, { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` })).status,
    ).toBe(401);
    while (github.asked.length === 0) await new Promise(resolve => setTimeout(resolve, 20));
    child.kill('SIGTERM');
    const { code, stderr } = await ended;
    expect({ code, stderr }).toEqual({ code: 143, stderr: '' });
    expect(lines).toContainEqual(
      expect.objectContaining({ message: 'answered', status: 202, delivery: 'd-7', event: 'ping' }),
    );
    expect(lines.at(-1)).toMatchObject({ message: 'ended', left: 0 });
    expect(github.asked[0]).toBe('GET /app/installations?per_page=100');
    expect(github.authorizations[0]).toMatch(/^bearer [\w-]+\.[\w-]+\.[\w-]+$/);
    expect(JSON.stringify(lines)).not.toContain(SECRET);
  });

  test('starts from what the container holds and nothing else, as its file says', async () => {
    const file = readText('Dockerfile');
    const folder = makeFolder();
    for (const [, from = ''] of file.matchAll(/^COPY (.+) \S+$/gm)) {
      for (const name of from.split(' ')) {
        const source = name === 'dist/' ? await bundlesFolder() : join(root, name);
        cpSync(source, join(folder, name), { recursive: true });
      }
    }
    const [, entry = ''] = /^ENTRYPOINT (.+)$/m.exec(file) ?? [];
    const [program, ...args] = JSON.parse(entry) as string[];
    expect(program).toBe('node');
    const github = await emptyGitHub();
    const env = { ...environment, GITHUB_API_URL: github.url, PORT: '0' };
    const child = startNode(args, { cwd: folder, env });
    started.child = child;
    const said: string[] = [];
    child.stdout?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    const ended = waitFor(child);
    while (!said.join('').includes('listening') && child.exitCode === null)
      await new Promise(resolve => setTimeout(resolve, 20));
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 143, stderr: '' });
  });

  test.each([
    ['webhook-secret', { WEBHOOK_SECRET: 'development' }],
    ['serve-host', { HOST: '' }],
    ['app-credentials', { PRIVATE_KEY: 'nonsense' }],
  ])('does not start with what is unsafe: %s', async (_, change) => {
    const { code: exit, stderr } = await relevo(['serve', '--port', '0'], { env: { ...environment, ...change } });
    expect(exit).toBe(2);
    expect(stderr).toContain('fix:');
    // A mistake of the user's has no stack, and its code is shown to machines only.
    expect(stderr).not.toMatch(/^ {4}at /m);
  });
});
