// Downloads over a server of this machine and from its disk: bounded, verified before they are opened, unpacked.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createDownloads } from '../../../src/adapters/download/downloads.ts';
import { type Digest, digestOf } from '../../../src/core/digest.ts';
import { makeFolder } from '../../e2e/relevo.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const sha256 = (bytes: string | Uint8Array): Digest => digestOf(createHash('sha256').update(bytes).digest('hex'));
const weights = Buffer.from('weights of some size\n'.repeat(5000));

let server: Server;
let handlers: Readonly<Record<string, Handler>> = {};
let asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = (request.url ?? '').replace(/\?.*$/, '');
    asked.push(path);
    const handler = handlers[path];
    if (handler === undefined) response.writeHead(404).end();
    else handler(request, response);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  handlers = {};
  asked = [];
});

const at = (path: string): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
const send =
  (body: string | Uint8Array): Handler =>
  (_, response) =>
    void response.end(body);
const redirect =
  (location: string): Handler =>
  (_, response) =>
    void response.writeHead(302, { location }).end();

interface Case {
  readonly address: string;
  readonly digest?: Digest;
  readonly maxBytes?: number;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** Downloads into a new folder, and lists what came. */
async function fetchAll({ address, digest = sha256(weights), maxBytes = 1e6, timeoutMs = 20_000, signal }: Case) {
  const parent = makeFolder();
  const folder = join(parent, 'below', 'model');
  const downloads = createDownloads({ schemes: ['https:', 'file:', 'http:'], pausesMs: [1, 1] });
  const request = { model: 'sales', address, digest, maxBytes, timeoutMs, folder };
  await downloads.fetch(signal === undefined ? request : { ...request, signal }).finally(() => {
    expect(existsSync(`${folder}.download`)).toBe(false);
  });
  return { folder, files: filesIn(folder) };
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

describe('over HTTP', () => {
  test('one file keeps its name and its bytes', async () => {
    handlers = { '/models/a%20b.pkl': send(weights) };
    const { folder, files } = await fetchAll({ address: at('/models/a%20b.pkl?signature=secret') });
    expect(files).toEqual(['a b.pkl']);
    expect(readFileSync(join(folder, 'a b.pkl'))).toEqual(weights);
  });

  test('bytes are those that stand there, not what a server calls their encoding', async () => {
    const zipped = gzipSync(weights);
    const encoded: Handler = (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(zipped);
    handlers = { '/weights.bin.gz': encoded };
    const { folder } = await fetchAll({ address: at('/weights.bin.gz'), digest: sha256(zipped) });
    expect(readFileSync(join(folder, 'weights.bin.gz'))).toEqual(zipped);
  });

  test('redirects are followed, a bounded number of times', async () => {
    handlers = {
      '/a': redirect('/b'),
      '/b': redirect(at('/c.bin')),
      '/c.bin': send(weights),
      '/loop': redirect('/loop'),
    };
    // The name is that of the address in relevo.yml, wherever a server keeps it.
    expect((await fetchAll({ address: at('/a') })).files).toEqual(['a']);
    asked = [];
    await expect(fetchAll({ address: at('/loop') })).rejects.toMatchObject({
      code: 'artifact-unreachable',
      why: 'It was redirected more than 5 times.',
    });
    expect(asked).toHaveLength(6);
  });

  test.each([
    ['a file of this machine', 'file:///etc/passwd', 'It was redirected to an address with file:.'],
    ['another scheme', 'ftp://example.org/a', 'It was redirected to an address with ftp:.'],
    ['no address', 'http://[', 'It was redirected to no address.'],
  ])('a redirect to %s is not followed', async (_, location, why) => {
    handlers = { '/a': redirect(location) };
    await expect(fetchAll({ address: at('/a') })).rejects.toMatchObject({ code: 'artifact-unreachable', why });
  });

  test('what is not what was pinned is refused, with both digests, and is not unpacked', async () => {
    handlers = { '/a.tar': send(tarOf({ 'model.json': '{}' })) };
    const refusal = { code: 'artifact-differs', why: expect.stringContaining(sha256(weights)) };
    await expect(fetchAll({ address: at('/a.tar?key=secret') })).rejects.toMatchObject(refusal);
    await expect(fetchAll({ address: at('/a.tar?key=secret') })).rejects.toThrow(`${at('/a.tar')} is not what`);
  });

  test('too much is refused: announced, it is not even read; unannounced, it is cut off', async () => {
    let sent = 0;
    const endless: Handler = (_, response) => {
      const more = (): void => {
        sent += 65_536;
        if (!response.destroyed) response.write(Buffer.alloc(65_536), more);
      };
      more();
    };
    handlers = { '/announced': send(weights), '/endless': endless };
    const refusal = { code: 'artifact-too-large', message: expect.stringContaining('more than 1000 bytes') };
    await expect(fetchAll({ address: at('/announced'), maxBytes: 1000 })).rejects.toMatchObject(refusal);
    await expect(fetchAll({ address: at('/endless'), maxBytes: 1000 })).rejects.toMatchObject(refusal);
    expect(sent).toBeLessThan(20e6);
  });

  test('what fails for a moment is tried again; what is not there is not', async () => {
    let times = 0;
    const flaky: Handler = (request, response) => {
      times += 1;
      if (times === 1) response.writeHead(503).end();
      else if (times === 2) {
        response.writeHead(200, { 'content-length': weights.length }).write(weights.subarray(0, 1000));
        setTimeout(() => request.socket.destroy(), 20);
      } else response.end(weights);
    };
    handlers = { '/flaky': flaky, '/never': (_, response) => void response.writeHead(500).end() };
    expect((await fetchAll({ address: at('/flaky') })).files).toEqual(['flaky']);
    asked = [];
    await expect(fetchAll({ address: at('/gone') })).rejects.toMatchObject({
      why: 'The server answered with status 404.',
    });
    expect(asked).toEqual(['/gone']);
    await expect(fetchAll({ address: at('/never') })).rejects.toMatchObject({ why: expect.stringContaining('500') });
    expect(asked.slice(1)).toEqual(['/never', '/never', '/never']);
  });

  test('the time is bounded, and a person can end it', async () => {
    handlers = { '/slow': () => undefined };
    await expect(fetchAll({ address: at('/slow'), timeoutMs: 200 })).rejects.toMatchObject({
      code: 'artifact-unreachable',
      why: 'It was not there within 0.2 s.',
    });
    const person = new AbortController();
    setTimeout(() => person.abort(new Error('enough')), 100);
    await expect(fetchAll({ address: at('/slow'), signal: person.signal })).rejects.toThrow('enough');
  });

  test('a server that is not there is told', async () => {
    const { port } = server.address() as AddressInfo;
    const gone = createServer();
    await new Promise<void>(resolve => gone.listen(0, '127.0.0.1', resolve));
    const { port: free } = gone.address() as AddressInfo;
    await new Promise(resolve => gone.close(resolve));
    expect(free).not.toBe(port);
    await expect(fetchAll({ address: `http://127.0.0.1:${free}/a` })).rejects.toMatchObject({
      code: 'artifact-unreachable',
      why: expect.stringContaining('ECONNREFUSED'),
    });
  });

  test('plain HTTP is no way for users', async () => {
    const request = { model: 'sales', address: at('/a'), digest: sha256(weights), maxBytes: 1e6, timeoutMs: 1000 };
    await expect(createDownloads().fetch({ ...request, folder: join(makeFolder(), 'm') })).rejects.toThrow(TypeError);
    expect(asked).toEqual([]);
  });
});

describe('from the disk', () => {
  test('a file is copied, and what is none is refused', async () => {
    const folder = makeFolder({ 'weights.bin': weights, 'folder/a': '' });
    const address = pathToFileURL(join(folder, 'weights.bin')).href;
    expect((await fetchAll({ address })).files).toEqual(['weights.bin']);
    expect(readFileSync(join(folder, 'weights.bin'))).toEqual(weights);
    await expect(fetchAll({ address, maxBytes: 10 })).rejects.toMatchObject({ code: 'artifact-too-large' });
    for (const [path, why] of [
      ['folder', 'It is no file'],
      ['nothing', 'ENOENT'],
    ]) {
      const other = pathToFileURL(join(folder, path ?? '')).href;
      await expect(fetchAll({ address: other })).rejects.toMatchObject({
        code: 'artifact-unreachable',
        why: expect.stringContaining(why ?? ''),
      });
    }
  });
});

/** A tar as the system's own program writes it, in a format of its choice. */
function tarOf(files: Readonly<Record<string, string>>, ...options: string[]): Buffer {
  const folder = makeFolder(files);
  return execFileSync('tar', [...options, '-cf', '-', '-C', folder, '.'], { maxBuffer: 1e7 });
}

const isGnu = execFileSync('tar', ['--version'], { encoding: 'utf8' }).includes('GNU');
/** Only GNU tar writes every format, and what is refused. */
const describeTar = isGnu ? describe : describe.skip;

/** Downloads some bytes from the disk. */
async function unpacked(bytes: Uint8Array, more: Partial<Case> = {}, name = 'a.tar') {
  const file = join(makeFolder({ [name]: bytes }), name);
  return fetchAll({ address: pathToFileURL(file).href, digest: sha256(bytes), ...more });
}

describeTar(isGnu ? 'a tar' : 'a tar (skipped: the system has no GNU tar)', () => {
  const long = `${'deep/'.repeat(40)}a file whose path no old header holds – größe.bin`;
  const files = { 'model.json': '{"of":"us"}', 'parts/weights.bin': 'w'.repeat(1234), 'parts/empty': '', [long]: 'x' };

  test.each(['ustar', 'gnu', 'pax'])('of the format %s is unpacked', async format => {
    const some = format === 'ustar' ? { 'model.json': files['model.json'], 'parts/empty': '' } : files;
    const { folder, files: found } = await unpacked(tarOf(some, `--format=${format}`));
    expect(found).toEqual(Object.keys(some).sort());
    for (const [path, text] of Object.entries(some)) expect(readFileSync(join(folder, path), 'utf8')).toBe(text);
  });

  test('may be compressed, whatever it is called, and keeps what can be run', async () => {
    const folder = makeFolder({ 'run.sh': '#!/bin/sh\n', 'model.json': '{}' });
    execFileSync('chmod', ['755', join(folder, 'run.sh')]);
    const bytes = gzipSync(execFileSync('tar', ['-cf', '-', '-C', folder, 'run.sh', 'model.json']));
    const { folder: found, files: names } = await unpacked(bytes, {}, 'download');
    expect(names).toEqual(['model.json', 'run.sh']);
    expect([statSync(join(found, 'run.sh')).mode & 0o777, statSync(join(found, 'model.json')).mode & 0o100]).toEqual([
      0o755, 0,
    ]);
  });

  test.each([
    [
      'a symbolic link',
      (folder: string) => symlinkSync('/etc/passwd', join(folder, 'a')),
      /"a" cannot be used: it is a symbolic link/,
    ],
    [
      'a hard link',
      (folder: string) => {
        writeFileSync(join(folder, 'a'), 'x');
        execFileSync('ln', [join(folder, 'a'), join(folder, 'b')]);
      },
      /it is a hard link/,
    ],
    ['a pipe', (folder: string) => void execFileSync('mkfifo', [join(folder, 'a')]), /it is a named pipe/],
    ['no file', (folder: string) => mkdirSync(join(folder, 'empty')), /it has no file/],
  ])('with %s is refused', async (_, fill, reason) => {
    const folder = makeFolder();
    fill(folder);
    const bytes = execFileSync('tar', ['-cf', '-', '-C', folder, '.']);
    await expect(unpacked(bytes)).rejects.toMatchObject({
      code: 'artifact-refused',
      why: expect.stringMatching(reason),
    });
  });

  test.each([
    ['/absolute', /absolute/],
    ['../outside', /leaves the folder/],
    ['a/../../outside', /leaves the folder/],
    ['con', /reserves/],
  ])('with the path %s is refused', async (path, reason) => {
    const bytes = tarOf({ x: 'content' }, '-P', '--transform', `s,^\\./x$,${path},`);
    await expect(unpacked(bytes)).rejects.toMatchObject({
      code: 'artifact-refused',
      why: expect.stringMatching(reason),
    });
  });

  test('with a file twice, or damaged, or cut off, is refused', async () => {
    const one = tarOf({ x: 'first' });
    const twice = Buffer.concat([one.subarray(0, 1536), one]);
    await expect(unpacked(twice)).rejects.toMatchObject({ why: expect.stringContaining('stands in it twice') });
    const damaged = Buffer.from(one);
    damaged[513] = (damaged[513] ?? 0) ^ 1;
    await expect(unpacked(damaged)).rejects.toMatchObject({ why: expect.stringContaining('is damaged') });
    await expect(unpacked(one.subarray(0, 1030))).rejects.toMatchObject({
      why: expect.stringContaining('ends too early'),
    });
    const zipped = gzipSync(tarOf({ x: 'y'.repeat(100_000), z: 'random' }), { level: 0 });
    await expect(unpacked(zipped.subarray(0, 60_000))).rejects.toMatchObject({ code: 'artifact-refused' });
  });

  test('that is small and holds much is refused', async () => {
    const bomb = gzipSync(tarOf({ x: '0'.repeat(2_000_000) }));
    expect(bomb.length).toBeLessThan(10_000);
    await expect(unpacked(bomb)).rejects.toMatchObject({ why: expect.stringContaining('more than 1000000 bytes') });
  });
});
