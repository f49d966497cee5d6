// What a job of a fork can upload, and what of it is unpacked.
import { createWriteStream, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { describe, expect, test } from '@jest/globals';
import { ZipFile } from 'yazl';
import { unzip } from '../../../src/adapters/github/unzip.ts';
import { newFolder } from '../registry/artifacts.ts';

interface Packed {
  readonly path: string;
  readonly content: string;
  readonly mode?: number;
}

/** Writes a zip; names that are no names in a zip are put into its bytes afterwards. */
async function zipOf(entries: readonly Packed[], replace: Readonly<Record<string, string>> = {}): Promise<string> {
  const zip = new ZipFile();
  for (const { path, content, mode } of entries) {
    zip.addBuffer(Buffer.from(content), path, mode === undefined ? {} : { mode });
  }
  zip.end();
  const file = join(newFolder(), 'artifact.zip');
  await pipeline(zip.outputStream, createWriteStream(file));
  let bytes = readFileSync(file, 'latin1');
  for (const [from, to] of Object.entries(replace)) bytes = bytes.replaceAll(from, to);
  writeFileSync(file, bytes, 'latin1');
  return file;
}

const unpack = async (path: string, limits: { maxBytes?: number; maxFiles?: number } = {}) => {
  const folder = newFolder();
  await unzip({ path, name: 'The workflow artifact 7', folder, maxBytes: 1000, ...limits });
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(({ parentPath, name }) => [
        join(parentPath, name).slice(folder.length + 1),
        readFileSync(join(parentPath, name), 'utf8'),
      ]),
  );
};

test('plain files are unpacked, at any depth', async () => {
  const files = { 'report.json': '{}', 'a/b/größe.txt': 'ü', 'empty.txt': '' };
  const path = await zipOf(Object.entries(files).map(([name, content]) => ({ path: name, content })));
  expect(await unpack(path)).toEqual(files);
});

describe('all of it is refused', () => {
  const refused = (why: RegExp) => ({
    code: 'github-archive',
    message: 'The workflow artifact 7 is not unpacked.',
    why: expect.stringMatching(why),
  });

  test('with a link', async () => {
    const path = await zipOf([{ path: 'model', content: '/etc/passwd', mode: 0o120777 }]);
    await expect(unpack(path)).rejects.toMatchObject(refused(/^"model" is a link\. /));
  });

  test.each(['../xx.txt', '/tmp/x.txt', 'a/../b.txt', 'C:/xx/.txt', 'a\\b\\c.txt'])('with the name %s', async name => {
    const placeholder = 'x'.repeat(name.length);
    const path = await zipOf([{ path: placeholder, content: '1' }], { [placeholder]: name });
    await expect(unpack(path)).rejects.toMatchObject(refused(/path|name|character|leaves/i));
  });

  test('with one name twice, in whatever case', async () => {
    const path = await zipOf([
      { path: 'Model.json', content: '1' },
      { path: 'model.json', content: '2' },
    ]);
    await expect(unpack(path)).rejects.toMatchObject(refused(/"model\.json" is in it twice/));
  });

  test('with more bytes than expected, said or not', async () => {
    const path = await zipOf([
      { path: 'a', content: 'x'.repeat(600) },
      { path: 'b', content: 'x'.repeat(600) },
    ]);
    await expect(unpack(path)).rejects.toMatchObject(refused(/^It holds more than 1000 bytes\. /));
    const bomb = await zipOf([{ path: 'zeros', content: '0'.repeat(5_000_000) }]);
    await expect(unpack(bomb)).rejects.toMatchObject(refused(/^It holds more than 1000 bytes\. /));
    const size = Buffer.alloc(4);
    size.writeUInt32LE(5_000_000);
    const liar = await zipOf([{ path: 'zeros', content: '0'.repeat(5_000_000) }], {
      [size.toString('latin1')]: '\x64\0\0\0',
    });
    await expect(unpack(liar)).rejects.toMatchObject(refused(/more bytes|too many bytes|size/i));
  });

  test('with more files than expected', async () => {
    const path = await zipOf(Array.from({ length: 4 }, (_, index) => ({ path: `${index}`, content: '' })));
    await expect(unpack(path, { maxFiles: 3 })).rejects.toMatchObject(refused(/^It holds more than 3 files\. /));
  });

  test('when it is none, or cut off', async () => {
    const whole = readFileSync(await zipOf([{ path: 'a', content: 'x'.repeat(500) }]));
    for (const bytes of [Buffer.from('no zip at all'), whole.subarray(0, 60), Buffer.alloc(0)]) {
      const path = join(newFolder(), 'cut.zip');
      writeFileSync(path, bytes);
      await expect(unpack(path)).rejects.toMatchObject({ code: 'github-archive' });
    }
  });
});
