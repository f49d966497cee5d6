// What every registry must do, wherever it keeps things.
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { addDocument, openArtifact } from '../../../src/adapters/registry/artifact.ts';
import { GENESIS } from '../../../src/core/ledger.ts';
import type { LedgerEvent } from '../../../src/core/ledger-event.ts';
import type { Blobs, Ledger } from '../../../src/ports.ts';
import { chain, event, everyEvent, named, sha256 } from '../../core/ledger-fixtures.ts';
import { folderWith, newFolder, ordinaryFiles, packaged } from './artifacts.ts';
import { describeWatch } from './watch-contract.ts';

/** An empty registry, and as many ways into it as a test wants: each as another process would have it. */
export interface RegistryUnderTest {
  open(): { readonly ledger: Ledger; readonly blobs: Blobs };
}

/** Describes the tests of one kind of registry; `make` gives a new, empty one. */
export function describeRegistry(kind: string, make: () => Promise<RegistryUnderTest>): void {
  describe(`the ledger of a ${kind}`, () => describeLedger(make));
  describe(`the watch of a ${kind}`, () => describeWatch(make));
  describe(`the blobs of a ${kind}`, () => describeBlobs(make));
}

const model = 'daily-sales';
const frozen = (reason: string) => event('frozen', { reason });

/** Appends, deciding again on what others appended meanwhile, until it is done. */
async function appendAtLast(ledger: Ledger, added: LedgerEvent): Promise<void> {
  for (;;) {
    const { head } = await ledger.read(added.model);
    const { outcome } = await ledger.append({ model: added.model, head, events: [added], reports: [] });
    if (outcome === 'appended') return;
  }
}

function describeLedger(make: () => Promise<RegistryUnderTest>): void {
  test('begins with nothing', async () => {
    const { ledger } = (await make()).open();
    expect(await ledger.models()).toEqual([]);
    expect(await ledger.read(model)).toEqual({ head: GENESIS, entries: [] });
    expect(await ledger.models()).toEqual([]);
  });

  test('gives back what was appended, through every way into it', async () => {
    const registry = await make();
    const { ledger } = registry.open();
    const expected = chain(...everyEvent);
    let head = GENESIS;
    for (const each of everyEvent) {
      const appended = await ledger.append({ model, head, events: [each], reports: [] });
      if (appended.outcome !== 'appended') throw new Error('A conflict with nobody.');
      head = appended.head;
    }
    expect(head).toBe(expected.at(-1)?.id);
    expect(await ledger.read(model)).toEqual({ head, entries: expected });
    expect(await registry.open().ledger.read(model)).toEqual({ head, entries: expected });
  });

  test('appends several events as one', async () => {
    const { ledger } = (await make()).open();
    const appended = await ledger.append({ model, head: GENESIS, events: everyEvent, reports: [] });
    const entries = chain(...everyEvent);
    expect(appended).toEqual({ outcome: 'appended', head: entries.at(-1)?.id, entries });
    expect((await ledger.read(model)).entries).toEqual(entries);
  });

  test('appends nothing to a head that is no longer the last', async () => {
    const registry = await make();
    const [first, second] = [registry.open().ledger, registry.open().ledger];
    await first.append({ model, head: GENESIS, events: [frozen('first')], reports: [] });
    const before = await first.read(model);
    const late = { model, head: GENESIS, events: [frozen('late'), event('unfrozen')], reports: ['{"late":true}'] };
    expect(await second.append(late)).toEqual({ outcome: 'conflict' });
    const unknown = { ...late, head: named('no head of any ledger') };
    expect(await second.append(unknown)).toEqual({ outcome: 'conflict' });
    expect(await first.read(model)).toEqual(before);
  });

  test('lets one of several win that decided on the same head', async () => {
    const registry = await make();
    const outcomes = await Promise.all(
      ['a', 'b', 'c', 'd'].map(async reason => {
        const appended = await registry
          .open()
          .ledger.append({ model, head: GENESIS, events: [frozen(reason)], reports: [] });
        return { reason, outcome: appended.outcome };
      }),
    );
    const [winner, ...others] = outcomes.filter(({ outcome }) => outcome === 'appended');
    expect(others).toEqual([]);
    const { entries } = await registry.open().ledger.read(model);
    expect(entries.map(entry => entry.event)).toEqual([frozen(winner?.reason ?? 'nobody')]);
  });

  test('loses nothing of what several append at once', async () => {
    const registry = await make();
    const reasons = Array.from({ length: 12 }, (_, index) => `writer ${index}`);
    await Promise.all(reasons.map(reason => appendAtLast(registry.open().ledger, frozen(reason))));
    const { entries } = await registry.open().ledger.read(model);
    const read = entries.map(entry => (entry.event.event === 'frozen' ? entry.event.reason : null));
    expect(read.sort()).toEqual([...reasons].sort());
  });

  test('can be read at any moment while others append', async () => {
    const registry = await make();
    let isDone = false;
    const readers = [1, 2, 3].map(async () => {
      const { ledger } = registry.open();
      for (let longest = 0; !isDone; ) {
        const { entries } = await ledger.read(model);
        expect(entries.length).toBeGreaterThanOrEqual(longest);
        longest = entries.length;
      }
    });
    const writers = ['a', 'b'].map(async writer => {
      for (let version = 1; version <= 8; version += 1) {
        await appendAtLast(registry.open().ledger, event('forced', { version, reason: `${writer} ${version}` }));
      }
    });
    await Promise.all(writers).finally(() => {
      isDone = true;
    });
    await Promise.all(readers);
    expect((await registry.open().ledger.read(model)).entries).toHaveLength(16);
  });

  test('keeps models apart, and names them in order', async () => {
    const registry = await make();
    const names = ['zebra', 'a.b', 'daily-sales'];
    await Promise.all(names.map(name => appendAtLast(registry.open().ledger, event('frozen', { model: name }))));
    const { ledger } = registry.open();
    expect(await ledger.models()).toEqual(['a.b', 'daily-sales', 'zebra']);
    for (const name of names) expect((await ledger.read(name)).entries.map(each => each.event.model)).toEqual([name]);
  });

  test('keeps reports beside the events, found by their digest', async () => {
    const registry = await make();
    const reports = ['{"größe":"ñ 🎉"}', `{"rows":"${'x'.repeat(1_000_000)}"}\n`];
    const judged = event('evaluated', { report: sha256(reports[0] ?? '') });
    await registry.open().ledger.append({ model, head: GENESIS, events: [judged], reports });
    const { ledger } = registry.open();
    for (const report of reports) expect(await ledger.report(model, sha256(report))).toBe(report);
    await expect(ledger.report(model, named('another'))).rejects.toMatchObject({ code: 'registry-missing' });
    await expect(ledger.report('other', judged.report)).rejects.toMatchObject({ code: 'registry-missing' });
  });

  test('takes no event that is none, none of another model, and no empty addition', async () => {
    const { ledger } = (await make()).open();
    const add = (...events: LedgerEvent[]) => ledger.append({ model, head: GENESIS, events, reports: [] });
    await expect(add(frozen(''))).rejects.toThrow(TypeError);
    await expect(add(frozen('fine'), event('frozen', { model: 'other' }))).rejects.toThrow(TypeError);
    await expect(add()).rejects.toThrow(TypeError);
    expect(await ledger.read(model)).toEqual({ head: GENESIS, entries: [] });
  });

  test.each(['', '..', '../x', 'a/b', 'Sales', 'con', 'v1'])('refuses "%s" as a name', async name => {
    const { ledger } = (await make()).open();
    await expect(ledger.read(name)).rejects.toMatchObject({ code: 'model-name' });
    await expect(ledger.report(name, named('any'))).rejects.toMatchObject({ code: 'model-name' });
  });
}

/** Path, mode and content of every file at any depth. */
function contentOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  return Object.fromEntries(
    files.map(entry => {
      const path = join(entry.parentPath, entry.name);
      const mode = (statSync(path).mode & 0o111) === 0 ? 'file' : 'program';
      return [path.slice(folder.length + 1), `${mode} ${readFileSync(path, 'base64')}`];
    }),
  );
}

/** What every store of artifacts must do. */
export function describeBlobs(make: () => Promise<RegistryUnderTest>): void {
  test('gives back every byte, through every way into it', async () => {
    const registry = await make();
    const { folder } = await packaged();
    const manifest = await addDocument(folder, 'about/model-card.md', '# daily-sales\n');
    const before = contentOf(folder);
    const digest = await registry.open().blobs.put(folder);
    expect(digest).toBe(manifest.digest);
    expect(contentOf(folder)).toEqual(before);
    const { blobs } = registry.open();
    expect(await blobs.has(digest)).toBe(true);
    expect(await blobs.verify(digest)).toEqual(manifest);
    const copy = join(newFolder(), 'below', 'copy');
    expect(await blobs.fetch(digest, copy)).toEqual(manifest);
    expect(contentOf(copy)).toEqual(before);
    expect(await openArtifact(copy)).toEqual(manifest);
  });

  test('holds a copy: what happens to the folder later changes nothing', async () => {
    const { blobs } = (await make()).open();
    const { folder, manifest } = await packaged();
    const digest = await blobs.put(folder);
    writeFileSync(join(folder, 'model/weights.bin'), 'other weights');
    expect(await blobs.verify(digest)).toEqual(manifest);
    const copy = join(newFolder(), 'copy');
    await blobs.fetch(digest, copy);
    chmodSync(join(copy, 'model/weights.bin'), 0o644);
    writeFileSync(join(copy, 'model/weights.bin'), 'other weights');
    expect(await blobs.verify(digest)).toEqual(manifest);
  });

  test('keeps one of what is put twice, one after the other or at once', async () => {
    const registry = await make();
    const { folder, manifest } = await packaged();
    const digests = await Promise.all([1, 2, 3].map(() => registry.open().blobs.put(folder)));
    digests.push(await registry.open().blobs.put(folder));
    expect(new Set(digests)).toEqual(new Set([manifest.digest]));
    expect(await registry.open().blobs.verify(manifest.digest)).toEqual(manifest);
  });

  test('keeps different artifacts apart', async () => {
    const { blobs } = (await make()).open();
    const [one, other] = [await packaged(), await packaged({ 'model/extra.bin': 'x' })];
    expect(await blobs.put(one.folder)).not.toBe(await blobs.put(other.folder));
    expect(await blobs.verify(one.manifest.digest)).toEqual(one.manifest);
    expect(await blobs.verify(other.manifest.digest)).toEqual(other.manifest);
  });

  test('misses what was never put', async () => {
    const { blobs } = (await make()).open();
    const folder = join(newFolder(), 'copy');
    expect(await blobs.has(named('nothing'))).toBe(false);
    await expect(blobs.verify(named('nothing'))).rejects.toMatchObject({ code: 'registry-missing' });
    await expect(blobs.fetch(named('nothing'), folder)).rejects.toMatchObject({ code: 'registry-missing' });
    expect(existsSync(folder)).toBe(false);
  });

  test('takes only what was packaged, and as it was packaged', async () => {
    const { blobs } = (await make()).open();
    await expect(blobs.put(folderWith(ordinaryFiles))).rejects.toMatchObject({ code: 'artifact-invalid' });
    await expect(blobs.put(join(newFolder(), 'nowhere'))).rejects.toMatchObject({ code: 'artifact-invalid' });
    const { folder, manifest } = await packaged();
    const path = join(folder, 'model/weights.bin');
    writeFileSync(path, readFileSync(path).fill(1, 69_999));
    await expect(blobs.put(folder)).rejects.toMatchObject({
      code: 'artifact-invalid',
      why: 'Relevo found that "model/weights.bin" has other content.',
    });
    expect(await blobs.has(manifest.digest)).toBe(false);
  });

  test('never writes into a folder that is there', async () => {
    const { blobs } = (await make()).open();
    const digest = await blobs.put((await packaged()).folder);
    const taken = join(newFolder(), 'mine');
    mkdirSync(taken);
    writeFileSync(join(taken, 'notes.txt'), 'mine');
    await expect(blobs.fetch(digest, taken)).rejects.toMatchObject({ code: 'file-exists' });
    expect(readdirSync(taken)).toEqual(['notes.txt']);
  });
}
