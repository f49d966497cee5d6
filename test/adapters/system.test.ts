import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createFile, isFile, readText, reserve, writeNew } from '../../src/adapters/system.ts';
import { makeFolder } from '../e2e/relevo.ts';

describe('readText', () => {
  test('leaves the byte order mark out', async () => {
    const folder = makeFolder({ a: '\ufeffñ\n' });
    expect(await readText(join(folder, 'a'))).toBe('ñ\n');
  });

  test.each([
    ['nothing', 'file-not-found'],
    ['a/below', 'file-not-found'],
    ['folder', 'file-unreadable'],
    ['binary', 'file-unreadable'],
  ])('%s is an error that keeps its cause and the name that the user gave', async (name, code) => {
    const folder = makeFolder({ a: '', binary: Uint8Array.from([0xff, 0x41]) });
    mkdirSync(join(folder, 'folder'));
    await expect(readText(join(folder, name), name)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(`^${name} `),
      cause: expect.objectContaining({ code: expect.any(String) }),
    });
  });
});

describe('a new file', () => {
  test('has its name, and its folders, only once it is whole', async () => {
    const path = join(makeFolder(), 'deep/er/file');
    const file = await createFile(path);
    await file.write('one ');
    expect(existsSync(path)).toBe(false);
    await file.write(Buffer.from('two'));
    await file.finish();
    expect(readFileSync(path, 'utf8')).toBe('one two');
    expect(readdirSync(join(path, '..'))).toEqual(['file']);
  });

  test('is never written over another', async () => {
    const path = join(makeFolder({ file: 'mine' }), 'file');
    await expect(writeNew(path, 'theirs')).rejects.toMatchObject({ code: 'file-exists' });
    expect(readFileSync(path, 'utf8')).toBe('mine');
  });

  test('leaves alone what took its name meanwhile', async () => {
    const folder = makeFolder();
    const path = join(folder, 'file');
    const file = await createFile(path);
    await file.write('theirs');
    writeFileSync(path, 'mine');
    await expect(file.finish()).rejects.toMatchObject({ code: 'file-exists' });
    await file.discard();
    expect(readFileSync(path, 'utf8')).toBe('mine');
    expect(readdirSync(folder)).toEqual(['file']);
  });

  test('goes when it is discarded, finished or not, and when the call is interrupted', async () => {
    const folder = makeFolder();
    const unfinished = await createFile(join(folder, 'a'));
    await unfinished.write('x');
    await unfinished.discard();
    const finished = await createFile(join(folder, 'b'));
    await finished.finish();
    await finished.discard();
    const interruption = new AbortController();
    const interrupted = await createFile(join(folder, 'c'), interruption.signal);
    await interrupted.write('x');
    interruption.abort();
    expect(readdirSync(folder)).toEqual([]);
    await interrupted.discard();
  });

  test('stays when the call is interrupted after it was finished', async () => {
    const path = join(makeFolder(), 'file');
    const interruption = new AbortController();
    const reservation = await reserve(path, interruption.signal);
    writeFileSync(reservation.partial, 'whole');
    await reservation.keep();
    interruption.abort();
    expect(readFileSync(path, 'utf8')).toBe('whole');
  });

  test('below a file is an error that names that file', async () => {
    const path = join(makeFolder({ file: '' }), 'file/below');
    await expect(writeNew(path, '')).rejects.toMatchObject({
      code: 'file-exists',
      message: expect.stringMatching(/\/file exists already/),
    });
  });
});

test('isFile tells files from folders and from nothing', async () => {
  const folder = makeFolder({ file: '' });
  expect(await isFile(join(folder, 'file'))).toBe(true);
  expect(await isFile(folder)).toBe(false);
  rmSync(join(folder, 'file'));
  expect(await isFile(join(folder, 'file'))).toBe(false);
});
