// What becomes an artifact, what does not, and how a changed one is found out.
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { addDocument, openArtifact, packageArtifact } from '../../../src/adapters/registry/artifact.ts';
import { FileChanged, hashFile, readPieces, sha256 } from '../../../src/adapters/registry/read-through.ts';
import { folderWith, ordinaryFacts, ordinaryFiles, packaged } from './artifacts.ts';

const packageFolder = (folder: string) => packageArtifact({ folder, facts: ordinaryFacts });

describe('packaging', () => {
  test('lists every file with its SHA-256, and is verified when opened', async () => {
    const { folder, manifest } = await packaged();
    expect(manifest.files.map(({ path, executable }) => [path, executable])).toEqual([
      ['code/empty.txt', false],
      ['code/lib/price list – größe.json', false],
      ['code/package-lock.json', false],
      ['code/predict.js', false],
      ['code/run.sh', true],
      ['model/model.json', false],
      ['model/weights.bin', false],
    ]);
    for (const file of manifest.files) {
      const content = readFileSync(join(folder, file.path));
      expect([file.sha256, file.bytes]).toEqual([sha256(content), content.length]);
    }
    expect(await openArtifact(folder)).toEqual(manifest);
  });

  test('gives the same digest whatever the folder, the order and the dates', async () => {
    const one = await packaged();
    const folder = folderWith(Object.fromEntries(Object.entries(ordinaryFiles).reverse()));
    mkdirSync(join(folder, 'model/assets'));
    const run = { ...ordinaryFacts, run: null };
    expect((await packageArtifact({ folder, facts: run })).digest).toBe(one.manifest.digest);
  });

  test('takes a hard link for the file that it is', async () => {
    const folder = folderWith(ordinaryFiles);
    linkSync(join(folder, 'model/weights.bin'), join(folder, 'model/same.bin'));
    expect((await packageFolder(folder)).files.map(({ path }) => path)).toContain('model/same.bin');
  });

  test.each<[string, string, (folder: string) => unknown]>([
    [
      'a symbolic link',
      '"model/link" cannot be used: it is a symbolic link.',
      folder => symlinkSync('model.json', join(folder, 'model/link')),
    ],
    [
      'a link to a folder',
      '"up" cannot be used: it is a symbolic link.',
      folder => symlinkSync('..', join(folder, 'up')),
    ],
    [
      'a dangling link',
      '"gone" cannot be used: it is a symbolic link.',
      folder => symlinkSync('/nowhere', join(folder, 'gone')),
    ],
    ['a pipe', '"pipe" cannot be used: it is a named pipe.', folder => execFileSync('mkfifo', [join(folder, 'pipe')])],
    [
      'a name for Windows’ devices',
      '"code/aux.js" cannot be used: it has a part that Windows',
      folder => writeFileSync(join(folder, 'code/aux.js'), ''),
    ],
    ['a backslash', '"a\\\\b" cannot be used: it has a character', folder => writeFileSync(join(folder, 'a\\b'), '')],
    [
      'names that differ in case',
      '"code/Predict.js" and "code/predict.js" are one',
      folder => writeFileSync(join(folder, 'code/Predict.js'), ''),
    ],
    [
      'names that differ in normalisation',
      'are one on some systems',
      folder => writeFileSync(join(folder, 'code/lib/price list – größe.json'.normalize('NFD')), ''),
    ],
    [
      'bytes that are no name',
      '"code" cannot be used: a name in it is not UTF-8',
      folder => writeFileSync(Buffer.concat([Buffer.from(`${folder}/code/`), Buffer.from([0xff, 0xfe])]), ''),
    ],
    [
      'a manifest already',
      'it holds relevo.json, which Relevo itself writes',
      folder => writeFileSync(join(folder, 'relevo.json'), '{}'),
    ],
    ['a missing predictor', 'it needs "code/predict.js"', folder => rmSync(join(folder, 'code/predict.js'))],
  ])('refuses %s', async (_, why, spoil) => {
    const folder = folderWith(ordinaryFiles);
    spoil(folder);
    const before = readdirSync(folder);
    await expect(packageFolder(folder)).rejects.toMatchObject({
      code: 'artifact-refused',
      why: expect.stringContaining(why),
    });
    expect(readdirSync(folder)).toEqual(before);
  });

  test('refuses a socket', async () => {
    const folder = folderWith(ordinaryFiles);
    const server = createServer();
    await new Promise<void>(resolve => server.listen(join(folder, 's'), resolve));
    try {
      await expect(packageFolder(folder)).rejects.toMatchObject({
        why: 'Relevo found that "s" cannot be used: it is a socket.',
      });
    } finally {
      server.close();
    }
  });

  test.each([
    [{ bytes: 70_000, files: 100 }, 'more than 70,000 bytes', '70,000 bytes'],
    [{ bytes: 1_000_000, files: 6 }, 'more than 6 files', '6 files'],
  ])('is bounded: %j', async (limits, found, most) => {
    const folder = folderWith(ordinaryFiles);
    await expect(packageArtifact({ folder, facts: ordinaryFacts, limits })).rejects.toMatchObject({
      code: 'artifact-too-large',
      message: `${folder} holds ${found}.`,
      why: `An artifact may hold at most ${most}.`,
    });
    expect(existsSync(join(folder, 'relevo.json'))).toBe(false);
  });
});

describe('an artifact that was changed', () => {
  const weights = 'model/weights.bin';
  test.each<[string, string, (folder: string) => unknown]>([
    [
      'has one other byte',
      `"${weights}" has other content`,
      folder => writeFileSync(join(folder, weights), readFileSync(join(folder, weights)).fill(1, 0, 1)),
    ],
    ['has a byte more', `"${weights}" has another size`, folder => appendFileSync(join(folder, weights), 'x')],
    ['has a byte less', `"${weights}" has another size`, folder => truncateSync(join(folder, weights), 69_999)],
    ['misses a file', `"${weights}" is missing`, folder => rmSync(join(folder, weights))],
    ['has a file more', '"model/more" is in no list', folder => writeFileSync(join(folder, 'model/more'), '')],
    ['has a renamed file', `"${weights}" is missing`, folder => renameSync(join(folder, weights), join(folder, 'w'))],
    [
      'has a link for a file',
      `"${weights}" cannot be used: it is a symbolic link`,
      folder => {
        renameSync(join(folder, weights), join(folder, '../elsewhere'));
        symlinkSync(join(folder, '../elsewhere'), join(folder, weights));
      },
    ],
    ['has no manifest', 'it has no relevo.json', folder => rmSync(join(folder, 'relevo.json'))],
    [
      'has a folder for a manifest',
      'relevo.json is no manifest',
      folder => {
        rmSync(join(folder, 'relevo.json'));
        mkdirSync(join(folder, 'relevo.json'));
      },
    ],
    [
      'has half a manifest',
      'relevo.json is not as Relevo writes it: it must be an object',
      folder => truncateSync(join(folder, 'relevo.json'), 100),
    ],
    [
      'has a manifest in another encoding',
      'relevo.json is not UTF-8 text',
      folder => writeFileSync(join(folder, 'relevo.json'), Buffer.from([0xff])),
    ],
    [
      'has a byte order mark',
      'relevo.json is not as Relevo writes it: it must be an object',
      folder =>
        writeFileSync(join(folder, 'relevo.json'), `\ufeff${readFileSync(join(folder, 'relevo.json'), 'utf8')}`),
    ],
  ])('%s', async (_, reason, change) => {
    const { folder } = await packaged();
    change(folder);
    await expect(openArtifact(folder)).rejects.toMatchObject({
      code: 'artifact-invalid',
      why: `Relevo found that ${reason}.`,
    });
  });

  test('is found out whatever the mode of its files, which is not part of it', async () => {
    const { folder, manifest } = await packaged();
    chmodSync(join(folder, 'code/run.sh'), 0o600);
    expect(await openArtifact(folder)).toEqual(manifest);
  });

  test('may not be larger than allowed when it is opened', async () => {
    const { folder } = await packaged();
    await expect(openArtifact(folder, { bytes: 1000, files: 100 })).rejects.toMatchObject({
      code: 'artifact-invalid',
      why: 'Relevo found that it holds more than 1,000 bytes.',
    });
  });
});

describe('a document', () => {
  test('stands beside what the digest names, and is verified all the same', async () => {
    const { folder, manifest } = await packaged();
    await addDocument(folder, 'model-card.md', '# one\n');
    const documented = await addDocument(folder, 'model-card.md', '# two\n');
    expect(documented.digest).toBe(manifest.digest);
    expect(documented.documents).toEqual([
      { path: 'model-card.md', sha256: sha256('# two\n'), bytes: 6, executable: false },
    ]);
    expect(await openArtifact(folder)).toEqual(documented);
    writeFileSync(join(folder, 'model-card.md'), '# too\n');
    await expect(openArtifact(folder)).rejects.toMatchObject({
      why: 'Relevo found that "model-card.md" has other content.',
    });
  });

  test('never takes the place of a file', async () => {
    const { folder, manifest } = await packaged();
    for (const path of ['code/predict.js', '../outside.md', 'CODE/predict.js']) {
      await expect(addDocument(folder, path, 'x')).rejects.toMatchObject({ code: 'artifact-refused' });
    }
    expect(await openArtifact(folder)).toEqual(manifest);
  });
});

describe('reading a file in pieces', () => {
  const size = 3_500_000;
  const content = Buffer.from(Uint8Array.from({ length: size }, (_, index) => (index * 31) % 256));

  test('gives its bytes in order, and its SHA-256', async () => {
    const path = join(folderWith({ big: content }), 'big');
    const parts: Uint8Array[] = [];
    for await (const piece of readPieces(path, size)) parts.push(Uint8Array.from(piece));
    expect(Buffer.concat(parts).equals(content)).toBe(true);
    expect(await hashFile(path, size)).toBe(sha256(content));
  });

  test('can be given up at any piece', async () => {
    const path = join(folderWith({ big: content }), 'big');
    for await (const piece of readPieces(path, size)) {
      expect(piece.length).toBeGreaterThan(0);
      break;
    }
    await expect(
      hashFile(path, size, async () => {
        throw new Error('disk full');
      }),
    ).rejects.toThrow('disk full');
  });

  test.each<[string, (path: string) => unknown]>([
    ['grew before', path => appendFileSync(path, 'x')],
    ['was cut before', path => truncateSync(path, 10)],
    ['is gone', path => rmSync(path)],
    [
      'is a folder',
      path => {
        rmSync(path);
        mkdirSync(path);
      },
    ],
    [
      'is a link',
      path => {
        renameSync(path, `${path}.real`);
        symlinkSync(`${path}.real`, path);
      },
    ],
  ])('notices that it %s', async (_, change) => {
    const path = join(folderWith({ big: content }), 'big');
    change(path);
    await expect(hashFile(path, size)).rejects.toThrow(FileChanged);
  });

  test.each<[string, (path: string) => unknown]>([
    ['grows', path => appendFileSync(path, 'x')],
    ['is cut', path => truncateSync(path, 1_100_000)],
  ])('notices that it %s meanwhile', async (_, change) => {
    const path = join(folderWith({ big: content }), 'big');
    let pieces = 0;
    const reading = hashFile(path, size, async () => {
      pieces += 1;
      if (pieces === 1) change(path);
    });
    await expect(reading).rejects.toThrow(FileChanged);
  });

  test('of nothing gives nothing', async () => {
    const path = join(folderWith({ empty: '' }), 'empty');
    expect(await hashFile(path, 0)).toBe(sha256(''));
  });
});
