// What files can suffer: changed, cut, lost, copied or half written, and a process that was killed between two steps.
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openDirectoryRegistry, type Registry } from '../../../src/adapters/registry/directory.ts';
import { Staging } from '../../../src/adapters/registry/staging.ts';
import { type Digest, hexOf } from '../../../src/core/digest.ts';
import { appendLines, GENESIS } from '../../../src/core/ledger.ts';
import type { LedgerEvent } from '../../../src/core/ledger-event.ts';
import { event, named, sha256 } from '../../core/ledger-fixtures.ts';
import { newFolder, packaged } from './artifacts.ts';

const model = 'daily-sales';
const frozen = (reason: string) => event('frozen', { reason });
const promoted = event('promoted', { version: 1 });

let root: string;
let file: string;
let claims: string;
let registry: Registry;
beforeEach(() => {
  root = join(newFolder(), '.relevo');
  file = join(root, 'models', model, 'ledger.jsonl');
  claims = join(root, 'models', model, 'claims');
  registry = openDirectoryRegistry(root);
});

const read = () => registry.ledger.read(model);
const reasons = async () => (await read()).entries.map(({ event }) => ('reason' in event ? event.reason : event.event));

async function append(...events: LedgerEvent[]): Promise<Digest> {
  const appended = await registry.ledger.append({ model, head: (await read()).head, events, reports: [] });
  if (appended.outcome === 'conflict') throw new Error('A conflict with nobody.');
  return appended.head;
}

/** Three additions, the second of two events. */
async function fill(): Promise<readonly Digest[]> {
  return [await append(frozen('one')), await append(frozen('two'), promoted), await append(frozen('three'))];
}

describe('a ledger that was changed', () => {
  test('is refused, with the line, by everything that reads it', async () => {
    await fill();
    writeFileSync(file, readFileSync(file, 'utf8').replace('"reason":"two"', '"reason":"twö"'));
    const refusal = { code: 'ledger-broken', message: `${file}: line 2 cannot be trusted: it is not what was sealed.` };
    await expect(read()).rejects.toMatchObject(refusal);
    const addition = { model, head: GENESIS, events: [frozen('more')], reports: [] };
    await expect(registry.ledger.append(addition)).rejects.toMatchObject(refusal);
    expect(await registry.ledger.models()).toEqual([model]);
  });

  test('never reads as anything but what was appended', async () => {
    await fill();
    const { entries } = await read();
    const bytes = readFileSync(file);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const changed = Buffer.from(bytes);
        changed[at] = (bytes[at] ?? 0) ^ flip;
        writeFileSync(file, changed);
        const result = await read().catch((thrown: { code: string }) => thrown.code);
        if (typeof result === 'string') expect(result).toBe('ledger-broken');
        // A zero where the end was is what a power cut leaves; the claims give the end back.
        else expect([result.entries, at, changed[at]]).toEqual([entries, bytes.length - 1, 0]);
      }),
      { seed: 42, numRuns: 300 },
    );
  });

  test('is refused when its end was replaced by one that holds together', async () => {
    const [first] = await fill();
    const forged = appendLines([frozen('forged')], first ?? GENESIS, sha256).text;
    const [line] = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, `${line}\n${forged}`);
    await expect(read()).rejects.toMatchObject({
      code: 'ledger-broken',
      message: `${file}: line 2 cannot be trusted: it is not what was appended.`,
    });
  });

  test('is refused when it was written anew, claims and all', async () => {
    await fill();
    rmSync(claims, { recursive: true });
    writeFileSync(file, appendLines([frozen('anew')], GENESIS, sha256).text);
    await expect(read()).rejects.toMatchObject({
      code: 'ledger-rewritten',
      message: `The ledger of ${model} does not hold the event that made v1.`,
    });
  });

  test('is refused when it is another model’s', async () => {
    await fill();
    cpSync(join(root, 'models', model), join(root, 'models', 'other'), { recursive: true });
    await expect(registry.ledger.read('other')).rejects.toMatchObject({
      code: 'ledger-broken',
      message: expect.stringContaining('line 1 cannot be trusted: it belongs to another model'),
    });
  });

  test('is refused when a newer version wrote it', async () => {
    await fill();
    const { head } = await read();
    const body = JSON.stringify({ previous: head, ...frozen('x'), event: 'blessed' });
    appendFileSync(file, `${body.slice(0, -1)},"seal":"${sha256(body)}"}\n`);
    await expect(read()).rejects.toMatchObject({ code: 'ledger-newer', message: expect.stringContaining('line 5') });
  });
});

describe('a ledger that was cut', () => {
  test('anywhere is given back by its claims, and completed by the next addition', async () => {
    await fill();
    const { entries } = await read();
    const bytes = readFileSync(file);
    const cuts = [0, 1, 100, bytes.indexOf('\n') + 1, bytes.length - 300, bytes.length - 1];
    for (const cut of cuts) {
      truncateSync(file, cut);
      expect((await read()).entries).toEqual(entries);
      writeFileSync(file, bytes);
    }
    truncateSync(file, 700);
    await append(frozen('four'));
    expect(readFileSync(file).subarray(0, bytes.length).equals(bytes)).toBe(true);
    rmSync(claims, { recursive: true });
    expect(await reasons()).toEqual(['one', 'two', 'promoted', 'three', 'four']);
  });

  test('and filled with zeros, as a power cut leaves it, is given back too', async () => {
    await fill();
    const { entries } = await read();
    const bytes = readFileSync(file);
    writeFileSync(file, Buffer.concat([bytes.subarray(0, bytes.length - 50), Buffer.alloc(50)]));
    expect((await read()).entries).toEqual(entries);
    writeFileSync(file, Buffer.concat([bytes, Buffer.alloc(4096)]));
    expect((await read()).entries).toEqual(entries);
  });

  test('is refused when its claims are gone too', async () => {
    await fill();
    rmSync(claims, { recursive: true });
    const bytes = readFileSync(file);
    truncateSync(file, bytes.length - 10);
    await expect(read()).rejects.toMatchObject({ code: 'ledger-broken', message: expect.stringContaining('line 4') });
    writeFileSync(file, bytes.subarray(0, bytes.indexOf('\n') + 1));
    await expect(read()).rejects.toMatchObject({ code: 'ledger-rewritten' });
  });

  test('is refused when a claim tells of lines that are gone', async () => {
    const [first, second] = await fill();
    rmSync(join(claims, hexOf(first ?? GENESIS)));
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.subarray(0, bytes.indexOf('\n') + 1));
    rmSync(join(root, 'blobs'), { recursive: true });
    await expect(read()).rejects.toMatchObject({
      code: 'ledger-rewritten',
      message: `The ledger of ${model} does not hold an event that was appended to it.`,
      why: expect.stringContaining(hexOf(second ?? GENESIS)),
    });
  });
});

describe('a ledger that is lost', () => {
  test('is never taken for a first version', async () => {
    await fill();
    rmSync(join(root, 'models'), { recursive: true });
    const refusal = { code: 'ledger-lost', message: `The ledger of ${model} is gone.` };
    await expect(read()).rejects.toMatchObject(refusal);
    const addition = { model, head: GENESIS, events: [frozen('anew')], reports: [] };
    await expect(registry.ledger.append(addition)).rejects.toMatchObject(refusal);
    expect(await registry.ledger.models()).toEqual([model]);
    expect(existsSync(file)).toBe(false);
  });

  test('is refused when only late claims are left', async () => {
    await append(frozen('one'));
    await append(frozen('two'));
    rmSync(file);
    rmSync(join(claims, hexOf(GENESIS)));
    await expect(read()).rejects.toMatchObject({ code: 'ledger-lost' });
  });

  test('comes back whole when the file alone is gone', async () => {
    await fill();
    rmSync(file);
    expect(await reasons()).toEqual(['one', 'two', 'promoted', 'three']);
    await append(frozen('four'));
    expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(6);
  });

  test('goes on from a copy of the file alone', async () => {
    await fill();
    rmSync(claims, { recursive: true });
    await append(frozen('four'));
    await append(frozen('five'));
    expect(await reasons()).toEqual(['one', 'two', 'promoted', 'three', 'four', 'five']);
  });
});

describe('a process that was killed', () => {
  test('between claim and write has appended, and the next one writes it', async () => {
    await fill();
    const before = await read();
    const lines = appendLines([frozen('killed')], before.head, sha256);
    writeFileSync(join(claims, hexOf(before.head)), lines.text);
    expect(await read()).toEqual({ head: lines.head, entries: [...before.entries, ...lines.entries] });
    const addition = { model, head: before.head, events: [frozen('late')], reports: [] };
    expect(await registry.ledger.append(addition)).toEqual({ outcome: 'conflict' });
    await append(frozen('next'));
    expect(readFileSync(file, 'utf8')).toContain(lines.text);
    expect((await reasons()).slice(-2)).toEqual(['killed', 'next']);
  });

  test('before the mark of its version leaves it to the next addition', async () => {
    await fill();
    const marks = join(root, 'blobs/versions', model);
    rmSync(marks, { recursive: true });
    await append(frozen('four'));
    expect(readdirSync(marks)).toEqual(['v1.json']);
    writeFileSync(join(marks, 'v1.json'), 'half');
    await expect(read()).rejects.toMatchObject({ code: 'registry-damaged' });
  });

  test('leaves nothing behind for long', async () => {
    await fill();
    const temp = join(root, 'temp');
    const staging = new Staging(temp);
    const own = await staging.newPath();
    const [home] = own.slice(temp.length + 1).split('-');
    const old = new Date(Date.now() - 25 * 3600 * 1000);
    const left = { ended: `${home}-4194305-a`, elsewhere: '0123456789abcdef-1-b', ancient: '0123456789abcdef-1-c' };
    for (const name of Object.values(left)) mkdirSync(join(temp, name));
    writeFileSync(join(temp, left.ended, 'weights.bin'), 'half');
    writeFileSync(own, 'in the making');
    utimesSync(join(temp, left.ancient), old, old);
    await append(frozen('four'));
    expect(readdirSync(temp).sort()).toEqual([left.elsewhere, own.slice(temp.length + 1)].sort());
  });
});

describe('an artifact or report that was changed', () => {
  test('is refused where it is stored, and leaves no copy', async () => {
    const { folder, manifest } = await packaged();
    await registry.blobs.put(folder);
    const place = join(root, 'blobs', hexOf(manifest.digest));
    writeFileSync(join(place, 'model/model.json'), '{"format":"layers-modeL"}\n');
    const refusal = { code: 'registry-damaged', why: `${place}: "model/model.json" has other content.` };
    await expect(registry.blobs.verify(manifest.digest)).rejects.toMatchObject(refusal);
    const copy = join(newFolder(), 'copy');
    await expect(registry.blobs.fetch(manifest.digest, copy)).rejects.toMatchObject(refusal);
    expect(existsSync(copy)).toBe(false);
  });

  test('is mended when the same is put again', async () => {
    const { folder, manifest } = await packaged();
    await registry.blobs.put(folder);
    const place = join(root, 'blobs', hexOf(manifest.digest));
    rmSync(join(place, 'model/weights.bin'));
    expect(await registry.blobs.put(folder)).toBe(manifest.digest);
    expect(await registry.blobs.verify(manifest.digest)).toEqual(manifest);
    rmSync(place, { recursive: true });
    writeFileSync(place, 'a file in its place');
    expect(await registry.blobs.put(folder)).toBe(manifest.digest);
    expect(await registry.blobs.verify(manifest.digest)).toEqual(manifest);
    expect(readdirSync(join(root, 'temp'))).toEqual([]);
  });

  test('is refused when it is another one, whole as that may be', async () => {
    const [one, other] = [await packaged(), await packaged({ 'model/more.bin': 'x' })];
    for (const { folder } of [one, other]) await registry.blobs.put(folder);
    const place = join(root, 'blobs', hexOf(one.manifest.digest));
    rmSync(place, { recursive: true });
    renameSync(join(root, 'blobs', hexOf(other.manifest.digest)), place);
    await expect(registry.blobs.verify(one.manifest.digest)).rejects.toMatchObject({
      code: 'registry-damaged',
      why: `${place}: it is another artifact.`,
    });
    const copy = join(newFolder(), 'copy');
    await expect(registry.blobs.fetch(one.manifest.digest, copy)).rejects.toMatchObject({ code: 'registry-damaged' });
    expect(existsSync(copy)).toBe(false);
  });

  test('as a report is refused', async () => {
    const text = '{"verdict":"fail"}';
    const report = sha256(text);
    const judged = event('evaluated', { report });
    await registry.ledger.append({ model, head: GENESIS, events: [judged], reports: [text] });
    writeFileSync(join(root, 'models', model, 'reports', `${hexOf(report)}.json`), '{"verdict":"pass"}');
    await expect(registry.ledger.report(model, report)).rejects.toMatchObject({ code: 'registry-damaged' });
  });
});

test('a registry that cannot be used says where and why', async () => {
  writeFileSync(root, 'a file in its place');
  const refusal = { code: 'registry-unusable', message: `The registry at ${root} cannot be used.` };
  await expect(read()).rejects.toMatchObject(refusal);
  await expect(registry.ledger.models()).rejects.toMatchObject(refusal);
  await expect(registry.blobs.has(named('any'))).rejects.toMatchObject(refusal);
  await expect(registry.blobs.put((await packaged()).folder)).rejects.toMatchObject(refusal);
});

describe('a state of the watch', () => {
  const place = () => join(root, 'models', model, 'watch');
  const store = async (before: string | null, text: string, events: LedgerEvent[] = []) => {
    const watch = { before: before === null ? null : sha256(before), text };
    return registry.ledger.append({ model, head: (await read()).head, events, reports: [], watch });
  };

  test('keeps the numbers of earlier ones, and not their contents', async () => {
    await store(null, 'one');
    await store('one', 'two', [frozen('two')]);
    await store('two', 'three');
    expect(readdirSync(place()).sort()).toEqual(['1', '2', '3']);
    const sizes = ['1', '2', '3'].map(name => readFileSync(join(place(), name)).length);
    expect(sizes).toEqual([0, 0, expect.any(Number)]);
    expect(readdirSync(join(root, 'temp'))).toEqual([]);
  });

  test.each([
    ['', 'it is empty'],
    ['{"text":', 'it is not what Relevo writes there'],
    ['{"text":5,"events":null}', 'it is not what Relevo writes there'],
  ])('is refused as damaged: %j', async (content, reason) => {
    await store(null, 'one');
    writeFileSync(join(place(), '1'), content);
    const refusal = {
      code: 'watch-damaged',
      message: `The state of the watch at ${join(place(), '1')} cannot be read: ${reason}.`,
    };
    await expect(registry.ledger.watch(model)).rejects.toMatchObject(refusal);
    await expect(store('one', 'two')).rejects.toMatchObject(refusal);
    rmSync(place(), { recursive: true });
    expect(await registry.ledger.watch(model)).toBeNull();
  });

  test('whose process was killed before its events came is completed by the next that stores one', async () => {
    await store(null, 'one', [frozen('one')]);
    const { head } = await read();
    await store('one', 'two', [frozen('two')]);
    // As after a kill between the two: the state is there and the claim is not.
    rmSync(join(claims, hexOf(head)));
    const line = readFileSync(file, 'utf8').split('\n')[0] ?? '';
    writeFileSync(file, `${line}\n`);
    writeFileSync(join(place(), '1'), JSON.stringify({ text: 'one', events: null }));
    expect(await reasons()).toEqual(['one']);
    expect(await registry.ledger.watch(model)).toBe('one');
    expect(await store('one', 'three')).toEqual({ outcome: 'conflict' });
    expect(await reasons()).toEqual(['one', 'two']);
    expect(await registry.ledger.watch(model)).toBe('two');
  });

  test('whose events were overtaken never counts', async () => {
    await store(null, 'one');
    const { head, lines } = { head: (await read()).head, lines: appendLines([frozen('lost')], GENESIS, sha256) };
    const pending = { text: 'lost', events: { after: head, head: lines.head, lines: lines.text } };
    writeFileSync(join(place(), '2'), JSON.stringify(pending));
    await append(frozen('won'));
    expect(await registry.ledger.watch(model)).toBe('one');
    expect(await store('one', 'two')).toMatchObject({ outcome: 'appended' });
    expect(await registry.ledger.watch(model)).toBe('two');
    expect(await reasons()).toEqual(['won']);
  });
});
