// How an App proves who it is, and what it then reaches.
import { createVerify, generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { AppAccess } from '../../../src/adapters/github/app-access.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

let api: Server;
let now: Date;
let asked: string[];
let granted: number;
let refuses: boolean;

/** Whether a request carries a proof that the App's key signed and whose time has not ended. */
function isProved({ headers }: IncomingMessage): boolean {
  const [head = '', claims = '', signature = ''] = (headers.authorization ?? '').replace(/^bearer /i, '').split('.');
  const { iat, exp, iss } = JSON.parse(Buffer.from(claims, 'base64url').toString());
  const isSigned = createVerify('RSA-SHA256').update(`${head}.${claims}`).verify(publicKey, signature, 'base64url');
  const seconds = now.getTime() / 1000;
  return isSigned && iss === '42' && iat <= seconds && exp > seconds && exp - iat <= 600;
}

beforeEach(async () => {
  now = new Date('2026-05-11T10:00:00Z');
  [asked, granted, refuses] = [[], 0, false];
  api = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    asked.push(path);
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (path === '/installation/repositories') {
      const own = { name: 'shop', owner: { login: 'octo' }, archived: false, disabled: false };
      const isOurs = request.headers.authorization === `token ghs_${granted}`;
      return answer(isOurs ? 200 : 401, {
        total_count: 2,
        repositories: [own, { ...own, name: 'old', archived: true }],
      });
    }
    if (refuses || !isProved(request)) return answer(401, { message: 'A JSON web token could not be decoded' });
    if (path === '/app') return answer(200, { slug: 'relevo' });
    if (path === '/app/installations')
      return answer(200, [
        { id: 5, suspended_at: null },
        { id: 6, suspended_at: '2026-01-01T00:00:00Z' },
      ]);
    granted++;
    return answer(201, { token: `ghs_${granted}`, expires_at: new Date(now.getTime() + 3_600_000).toISOString() });
  });
  await new Promise<void>(resolve => api.listen(0, '127.0.0.1', resolve));
});

afterEach(() => new Promise(resolve => api.close(resolve)));

const access = (key = privateKey) =>
  new AppAccess(
    { appId: '42', privateKey: key },
    { baseUrl: `http://127.0.0.1:${(api.address() as AddressInfo).port}`, log: { step: () => undefined } },
    { now: () => now },
  );

describe('an App', () => {
  test('writes as its slug, asked for once', async () => {
    const app = access();
    expect([await app.login(), await app.login()]).toEqual(['relevo[bot]', 'relevo[bot]']);
    expect(asked).toEqual(['/app']);
  });

  test('reaches repositories that are in use, of installations that are not suspended', async () => {
    expect(await access().repositories()).toEqual([{ owner: 'octo', repo: 'shop', installation: 5 }]);
  });

  test('keeps a token until shortly before it ends', async () => {
    const app = access();
    await app.client(5);
    now = new Date(now.getTime() + 45 * 60_000);
    await app.client(5);
    expect(granted).toBe(1);
    now = new Date(now.getTime() + 10 * 60_000);
    await app.client(5);
    expect(granted).toBe(2);
  });

  test('that was refused once is asked again', async () => {
    const app = access();
    refuses = true;
    await expect(app.client(5)).rejects.toMatchObject({ code: 'github-token' });
    await expect(app.login()).rejects.toMatchObject({ code: 'github-token' });
    refuses = false;
    await app.client(5);
    expect(await app.login()).toBe('relevo[bot]');
  });

  test.each([
    ['with line ends written out', privateKey.replaceAll('\n', '\\n')],
    ['in base64', Buffer.from(privateKey).toString('base64')],
  ])('takes its key %s', async (_, key) => {
    expect(await access(key).login()).toBe('relevo[bot]');
  });

  test('without a key is refused before anything is asked', () => {
    expect(() => access('nonsense')).toThrow(expect.objectContaining({ code: 'app-credentials' }));
  });
});
