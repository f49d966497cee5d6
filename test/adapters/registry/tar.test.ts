// An artifact as one tar: readable by any tar, the same everywhere, and refused when a byte is not as it was written.
import { execFileSync } from 'node:child_process';
import { createReadStream, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDocument, openArtifact } from '../../../src/adapters/registry/artifact.ts';
import { sha256 } from '../../../src/adapters/registry/read-through.ts';
import { writeHeader } from '../../../src/adapters/registry/tar-header.ts';
import { unpackTar } from '../../../src/adapters/registry/tar-read.ts';
import { packTar } from '../../../src/adapters/registry/tar-write.ts';
import { type Files, newFolder, packaged } from './artifacts.ts';

async function tarOf(folder: string): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of (await packTar(folder)).read()) parts.push(part);
  return Buffer.concat(parts);
}

/** A stream in parts of one size, as a network might bring it. */
async function* inParts(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

const unpack = (bytes: Uint8Array, folder = join(newFolder(), 'out'), limits = { bytes: 1e9, files: 1000 }) =>
  unpackTar({ source: inParts(bytes, 65_536), name: 'model.tar', folder, limits });

const longNames: Files = {
  [`code/${'n'.repeat(100)}`]: 'a name of a hundred characters',
  [`code/${'n'.repeat(101)}`]: 'a name that needs the newer header',
  [`${'deep/'.repeat(30)}file`]: 'a path that is cut at a slash',
  [`${'d'.repeat(156)}/file`]: 'a folder that is too long for that',
  'code/größe 🎉.txt': 'not ASCII',
};

describe('a tar', () => {
  test('is as long as announced, and the same for the same artifact', async () => {
    const [one, other] = [await packaged(longNames), await packaged(longNames)];
    const tar = await tarOf(one.folder);
    expect(tar.length).toBe((await packTar(one.folder)).bytes);
    expect(sha256(tar)).toBe(sha256(await tarOf(other.folder)));
  });

  test('has the same bytes on every machine', async () => {
    const { folder } = await packaged(longNames);
    expect(sha256(await tarOf(folder))).toMatchInlineSnapshot(
      `"sha256:4f4489edcfa80714f5df8202402fd86a01a1972e69cd2e3e92b246cc9cf8bd17"`,
    );
  });

  test('comes back as the same artifact, in parts of any size', async () => {
    const { folder } = await packaged(longNames);
    const manifest = await addDocument(folder, 'model-card.md', '# card\n');
    const tar = await tarOf(folder);
    for (const size of [1000, 511, tar.length]) {
      const out = join(newFolder(), 'out');
      expect(await unpackTar({ source: inParts(tar, size), name: 'model.tar', folder: out })).toEqual(manifest);
      expect(await openArtifact(out)).toEqual(manifest);
    }
  });

  test('comes back from a file', async () => {
    const { folder, manifest } = await packaged();
    const path = join(newFolder(), 'model.tar');
    writeFileSync(path, await tarOf(folder));
    const out = join(newFolder(), 'out');
    expect(await unpackTar({ source: createReadStream(path), name: path, folder: out })).toEqual(manifest);
  });

  test('can be unpacked by the system’s own tar', async () => {
    const { folder, manifest } = await packaged(longNames);
    const path = join(newFolder(), 'model.tar');
    writeFileSync(path, await tarOf(folder));
    const out = newFolder();
    execFileSync('tar', ['-xf', path, '-C', out], { stdio: ['ignore', 'pipe', 'inherit'] });
    expect(await openArtifact(out)).toEqual(manifest);
  });

  test('is not made of an artifact that changed', async () => {
    const { folder } = await packaged();
    const path = join(folder, 'model/weights.bin');
    const tar = await packTar(folder);
    writeFileSync(path, readFileSync(path).fill(1, 0, 1));
    await expect(
      (async () => {
        for await (const _ of tar.read());
      })(),
    ).rejects.toThrow('changed while it was read');
    writeFileSync(path, 'short');
    await expect(packTar(folder)).rejects.toMatchObject({ code: 'artifact-invalid' });
  });
});

describe('a foreign or changed tar', () => {
  const ready = packaged().then(async ({ folder, manifest }) => ({ tar: await tarOf(folder), manifest }));
  const firstHeader = (tar: Buffer) => Number.parseInt(tar.toString('latin1', 124, 135), 8);

  async function refusal(bytes: Uint8Array, limits?: { bytes: number; files: number }): Promise<unknown> {
    const folder = join(newFolder(), 'out');
    try {
      await unpack(bytes, folder, limits);
    } catch (thrown) {
      expect(thrown).toMatchObject({ code: 'artifact-invalid', message: expect.stringContaining('model.tar') });
      expect(existsSync(folder)).toBe(false);
      return (thrown as { why: string }).why.replace('Relevo found that ', '');
    }
    throw new Error('It was taken.');
  }

  test('is refused at any changed byte that matters, and never gives other content', async () => {
    const { tar, manifest } = await ready;
    await fc.assert(
      fc.asyncProperty(fc.nat(tar.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const changed = Uint8Array.from(tar);
        changed[at] = (tar[at] ?? 0) ^ flip;
        // The manifest names run and model beside what its digest covers; there alone another tar can be whole too.
        const result = await unpack(changed).catch((thrown: { code: string }) => thrown.code);
        expect(typeof result === 'string' ? result : result.digest).toBe(
          typeof result === 'string' ? 'artifact-invalid' : manifest.digest,
        );
        if (typeof result !== 'string') expect(at).toBeLessThan(512 + firstHeader(tar));
      }),
      { seed: 42, numRuns: 200 },
    );
  });

  test('is refused when it is cut anywhere', async () => {
    const { tar } = await ready;
    for (const length of [0, 1, 511, 512, 1000, 5000, tar.length - 1024, tar.length - 512, tar.length - 1]) {
      expect(await refusal(tar.subarray(0, length))).toBe('it ends too early.');
    }
  });

  test('is refused when something follows', async () => {
    const { tar } = await ready;
    for (const extra of [Buffer.alloc(1), Buffer.alloc(512), tar]) {
      expect(await refusal(Buffer.concat([tar, extra]))).toBe('something follows its end.');
    }
  });

  test.each([
    ['a symbolic link', '2'],
    ['a hard link', '1'],
    ['a device', '3'],
    ['a pipe', '6'],
    ['a folder', '5'],
    ['a sparse file', 'S'],
    ['a global header', 'g'],
  ])('is refused with %s in the place of a file', async (_, type) => {
    const { tar, manifest } = await ready;
    const first = manifest.files[0];
    if (first === undefined) throw new Error('An artifact has files.');
    const header = Buffer.from(writeHeader(first));
    const at = tar.indexOf(header);
    const spoiled = Buffer.from(tar);
    spoiled.write(type, at + 156);
    const sum = spoiled
      .subarray(at, at + 512)
      .fill(' ', 148, 156)
      .reduce((total, byte) => total + byte, 0);
    spoiled.write(`${sum.toString(8).padStart(6, '0')}\0 `, at + 148);
    expect(await refusal(spoiled)).toBe('where "code/empty.txt" should begin is something else.');
  });

  test('is refused when the system’s own tar made it', async () => {
    const { folder } = await packaged();
    const path = join(newFolder(), 'model.tar');
    execFileSync('tar', ['-cf', path, '-C', folder, 'relevo.json', 'code', 'model']);
    expect(await refusal(readFileSync(path))).toBe('it does not begin with relevo.json as Relevo writes it.');
  });

  test('is refused before anything is written when it is too large', async () => {
    const { tar } = await ready;
    expect(await refusal(tar, { bytes: 1000, files: 100 })).toBe('it holds more than 1000 bytes.');
    expect(await refusal(tar, { bytes: 1e9, files: 3 })).toBe('it holds more than 3 files.');
  });

  test('is refused when its manifest would be larger than any', async () => {
    const header = writeHeader({ path: 'relevo.json', bytes: 8 ** 10, executable: false });
    expect(await refusal(header)).toBe('it does not begin with relevo.json as Relevo writes it.');
  });

  test('never goes into a folder that is there', async () => {
    const { tar } = await ready;
    const folder = newFolder();
    await expect(unpack(tar, folder)).rejects.toMatchObject({ code: 'file-exists' });
    expect(existsSync(folder)).toBe(true);
  });

  test('lets go of its stream', async () => {
    const { tar } = await ready;
    let isClosed = false;
    async function* source(): AsyncGenerator<Uint8Array> {
      try {
        yield new Uint8Array(600);
        yield tar;
      } finally {
        isClosed = true;
      }
    }
    const folder = join(newFolder(), 'out');
    await expect(unpackTar({ source: source(), name: 'model.tar', folder })).rejects.toMatchObject({
      code: 'artifact-invalid',
    });
    expect(isClosed).toBe(true);
  });
});
