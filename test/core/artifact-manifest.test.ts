// relevo.json, and the digest that it gives an artifact.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type ArtifactFacts,
  type ArtifactManifest,
  makeManifest,
  readManifest,
} from '../../src/core/artifact-manifest.ts';
import { commit, named, sha256 } from './ledger-fixtures.ts';

const file = (path: string, content = path) => ({
  path,
  sha256: sha256(content),
  bytes: content.length,
  executable: false,
});

const facts: ArtifactFacts = {
  model: 'daily-sales',
  contents: {
    kind: 'artifact',
    task: 'regression',
    predictor: { kind: 'command', argv: ['python', 'predict.py', '$MODEL', '$DATA', '$OUTPUT'] },
    weights: 'model',
    setup: null,
    lock: 'requirements.txt',
  },
  run: { id: '101', commit: commit('c1'), training: named('training'), at: '2025-07-04T12:00:00.000Z' },
  files: [file('model/weights.bin'), file('requirements.txt'), file('predict.py'), file('model/größe.json')],
  documents: [file('model-card.md')],
};

function made(changes: Partial<ArtifactFacts> = {}): { manifest: ArtifactManifest; text: string } {
  const reading = makeManifest({ ...facts, ...changes }, sha256);
  if (!reading.ok) throw new Error(reading.reason);
  return reading;
}

const refused = (changes: Partial<ArtifactFacts>) => makeManifest({ ...facts, ...changes }, sha256);

describe('a manifest', () => {
  test('reads back as it was written', () => {
    const { manifest, text } = made();
    expect(readManifest(text, sha256)).toEqual({ ok: true, manifest, text });
    expect(manifest.files.map(each => each.path)).toEqual([
      'model/größe.json',
      'model/weights.bin',
      'predict.py',
      'requirements.txt',
    ]);
  });

  test('of predictions needs no predictor', () => {
    const contents = { kind: 'predictions', holdout: named('holdout'), rows: 1460 } as const;
    expect(made({ contents, files: [file('predictions.jsonl')] }).manifest.contents).toEqual(contents);
  });

  test('has one spelling: any other is refused, even of the same facts', () => {
    const { text } = made();
    expect(readManifest(`${text}\n`, sha256)).toEqual({ ok: false, reason: 'it is not spelled as Relevo writes it' });
    expect(readManifest(JSON.stringify(JSON.parse(text)), sha256)).toMatchObject({ ok: false });
  });

  test('shows any changed byte that the digest covers, and never reads as something else', () => {
    const { manifest, text } = made();
    const bytes = Buffer.from(text);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = Uint8Array.from(bytes);
        changed[at] = (bytes[at] ?? 0) ^ flip;
        const reading = readManifest(Buffer.from(changed).toString('utf8'), sha256);
        if (!reading.ok) return;
        // Model, run, documents and the mark of a program stand beside what the digest names.
        expect(reading.manifest.digest).toBe(manifest.digest);
        expect(reading.manifest.contents).toEqual(manifest.contents);
        const covered = ({ files }: ArtifactManifest) => files.map(({ executable: _, ...rest }) => rest);
        expect(covered(reading.manifest)).toEqual(covered(manifest));
      }),
      { seed: 42, numRuns: 3000 },
    );
  });
});

describe('the digest', () => {
  test('does not depend on the order of files or keys', () => {
    const expected = made();
    const shuffled = fc.shuffledSubarray([...facts.files], { minLength: facts.files.length });
    fc.assert(
      fc.property(shuffled, files => {
        const turned = files.map(each => Object.fromEntries(Object.entries(each).reverse()) as typeof each);
        const contents = Object.fromEntries(Object.entries(facts.contents).reverse()) as ArtifactFacts['contents'];
        expect(made({ files: turned, contents })).toEqual(expected);
      }),
      { seed: 42 },
    );
  });

  test('is the same on every machine', () => {
    expect(made().manifest.digest).toMatchInlineSnapshot(
      `"sha256:1dcd213840b1bab83c7cdebdb5f2c224898ca3c17c77db288f621eebfdb86882"`,
    );
  });

  test.each<[string, Partial<ArtifactFacts>]>([
    ['a file’s content', { files: facts.files.with(0, file('model/weights.bin', 'other weight bytes')) }],
    ['a file’s name', { files: facts.files.with(2, file('predict2.py', 'predict.py')) }],
    ['a file less', { files: facts.files.toSpliced(2, 1) }],
    ['a file more', { files: [...facts.files, file('more.py')] }],
    ['the predictor', { contents: { ...facts.contents, predictor: { kind: 'command', argv: ['sh'] } } as never }],
    ['the set-up', { contents: { ...facts.contents, setup: ['make'] } as never }],
    ['the task', { contents: { ...facts.contents, task: 'binary' } as never }],
  ])('names %s', (_, changes) => {
    expect(made(changes).manifest.digest).not.toBe(made().manifest.digest);
  });

  test.each<[string, Partial<ArtifactFacts>]>([
    ['the run', { run: null }],
    ['the model', { model: 'weekly-sales' }],
    ['a document', { documents: [file('model-card.md', 'another card')] }],
    ['the mark of a program', { files: facts.files.map(each => ({ ...each, executable: true })) }],
  ])('does not name %s', (_, changes) => {
    expect(made(changes).manifest.digest).toBe(made().manifest.digest);
  });
});

describe('is refused', () => {
  test.each<[string, Partial<ArtifactFacts>, string]>([
    ['a path that leaves', { files: [...facts.files, file('../x')] }, 'it leaves the folder'],
    ['a document that leaves', { documents: [file('/x')] }, 'it is absolute'],
    ['one path twice', { files: [...facts.files, file('predict.py')] }, 'are one on some systems'],
    ['a path of both kinds', { documents: [file('predict.py')] }, 'are one on some systems'],
    ['the manifest itself', { files: [...facts.files, file('Relevo.json')] }, 'are one on some systems'],
    ['a collision', { files: [...facts.files, file('PREDICT.py')] }, 'are one on some systems'],
    ['a missing lock file', { files: facts.files.toSpliced(1, 1) }, '"requirements.txt", which is not among its files'],
    [
      'a missing module',
      { contents: { ...facts.contents, predictor: { kind: 'module', path: 'predict.js' } } as never },
      '"predict.js", which is not among its files',
    ],
    ['no weights', { files: facts.files.slice(1, 3) }, 'there is no file in that folder'],
    ['a negative size', { files: [...facts.files, { ...file('x'), bytes: -1 }] }, 'files[4].bytes must be'],
    ['an unknown key', { files: [{ ...file('x'), mode: 7 } as never] }, 'files[0].mode must be no such key'],
    ['an empty command', { contents: { ...facts.contents, setup: [] } as never }, 'contents.setup must be a list'],
    ['another kind', { contents: { kind: 'cake' } as never }, 'contents must be an object whose kind is one of'],
    ['a model with another name', { model: '../x' }, 'model must be a model'],
  ])('%s', (_, changes, reason) => {
    expect(refused(changes)).toEqual({ ok: false, reason: expect.stringContaining(reason) });
  });

  test.each([
    ['nothing', '', 'it must be an object'],
    ['no JSON', '{', 'it must be an object'],
    ['another schema', '{"schema":"relevo.artifact/2"}', 'schema must be "relevo.artifact/1"'],
  ])('%s', (_, text, reason) => {
    expect(readManifest(text, sha256)).toEqual({ ok: false, reason });
  });

  test('a list in another order', () => {
    const { manifest } = made();
    const unsorted = { ...manifest, files: [...manifest.files].reverse() };
    expect(readManifest(`${JSON.stringify(unsorted, undefined, 2)}\n`, sha256)).toMatchObject({ ok: false });
  });

  test('a digest that is not that of the list', () => {
    const { manifest } = made();
    const text = `${JSON.stringify({ ...manifest, digest: named('another') }, undefined, 2)}\n`;
    expect(readManifest(text, sha256)).toEqual({ ok: false, reason: 'its digest is not that of its list' });
  });
});
