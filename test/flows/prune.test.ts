// Pruning a registry in a folder: said before it is removed, decided again when somebody writes, and never of what is promoted.
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { openDirectoryRegistry } from '../../src/adapters/registry/directory.ts';
import type { Digest } from '../../src/core/digest.ts';
import { GENESIS } from '../../src/core/ledger.ts';
import type { LedgerEvent } from '../../src/core/ledger-event.ts';
import { foldState } from '../../src/core/model-state.ts';
import { promote, rollBack } from '../../src/flows/promote.ts';
import { prune } from '../../src/flows/prune.ts';
import type { Ledger } from '../../src/ports.ts';
import { newFolder, packaged } from '../adapters/registry/artifacts.ts';
import { event } from '../core/ledger-fixtures.ts';

const NOW = '2025-07-31T12:00:00.000Z';
const model = 'daily-sales';
const asking = { by: 'ana', at: NOW, writer: 'local' as const };

/** A registry with three versions and a candidate, of which the config keeps two and none. */
async function makeRegistry() {
  const { ledger, blobs, storage } = openDirectoryRegistry(join(newFolder(), '.relevo'));
  const digests: Digest[] = [];
  for (const text of ['one', 'two', 'three', 'candidate', 'latest']) {
    digests.push(await blobs.put((await packaged({ 'model/more.bin': text })).folder));
  }
  const [one, two, three, candidate, latest] = digests as [Digest, Digest, Digest, Digest, Digest];
  const judged = (artifact: Digest, run: string) =>
    event('evaluated', { artifact, run, predictions: null, origin: 'local', baseline: null });
  const events: LedgerEvent[] = [
    ...[one, two, three].map((artifact, index) =>
      event('promoted', { version: index + 1, artifact, predictions: null }),
    ),
    judged(candidate, '201'),
    judged(latest, '202'),
  ];
  await ledger.append({ model, head: GENESIS, events, reports: [] });
  const steps: string[] = [];
  const ports = {
    ledger,
    blobs,
    storage,
    clock: { now: () => new Date(NOW) },
    log: { step: (text: string) => void steps.push(text), output: () => undefined },
  };
  const keep = new Map([[model, { versions: 2, candidatesMs: 7 * 24 * 3_600_000 }]]);
  return { ports, keep, steps, one, two, three, candidate, latest };
}

const stateOf = async (ledger: Ledger) => foldState((await ledger.read(model)).entries);

describe('pruning', () => {
  test('says what goes, removes it, and has nothing to do the next time', async () => {
    const { ports, keep, steps, one, two, three, candidate, latest } = await makeRegistry();
    const request = { keep, by: 'relevo', writer: 'local' as const };
    await prune(request, ports);
    expect(steps).toEqual(['daily-sales: let go of v1 and 1 candidate, as keep says']);
    const left = (await ports.storage.list()).map(({ digest }) => digest);
    expect(left.sort()).toEqual([two, three, latest].sort());
    const before = await ports.ledger.read(model);
    expect(before.entries.at(-1)?.event).toMatchObject({ event: 'pruned', by: 'relevo', at: NOW });
    expect(new Set((await stateOf(ports.ledger)).pruned.keys())).toEqual(new Set([one, candidate]));
    await prune(request, ports);
    expect(await ports.ledger.read(model)).toEqual(before);
  });

  test('leaves everything of a model that the config does not name', async () => {
    const { ports } = await makeRegistry();
    await prune({ keep: new Map(), by: 'relevo', writer: 'local' }, ports);
    expect(await ports.storage.list()).toHaveLength(5);
  });

  test('is planned again when somebody promotes meanwhile', async () => {
    const { ports, keep, one, candidate } = await makeRegistry();
    let isFirst = true;
    const racing: Ledger = {
      ...bind(ports.ledger),
      async append(addition) {
        if (isFirst) {
          isFirst = false;
          const { head } = await ports.ledger.read(model);
          const added = event('forced', { version: 4, artifact: candidate, predictions: null });
          await ports.ledger.append({ model, head, events: [added], reports: [] });
        }
        return ports.ledger.append(addition);
      },
    };
    await prune({ keep, by: 'relevo', writer: 'local' }, { ...ports, ledger: racing });
    const left = (await ports.storage.list()).map(({ digest }) => digest);
    expect(left).toContain(candidate);
    expect(left).not.toContain(one);
  });
});

describe('what was let go', () => {
  const facts = async () => ({
    distrust: null,
    isHead: true,
    headTraining: null,
    merged: true,
    setting: 'on-merge' as const,
  });

  test('is neither promoted nor returned to, and says why', async () => {
    const { ports, keep } = await makeRegistry();
    await prune({ keep, by: 'relevo', writer: 'local' }, ports);
    const find = (state: Awaited<ReturnType<typeof stateOf>>) => {
      const found = state.runs.find(({ judged }) => judged.run === '201');
      if (found === undefined) throw new Error('The run is gone.');
      return found;
    };
    const request = { ...asking, command: { because: 'I am sure' } };
    expect(await promote({ model, find, facts, request }, ports)).toMatchObject({ kind: 'refuse', code: 'pruned' });
    const back = await rollBack(model, { ...asking, to: 1, because: null }, ports);
    expect(back).toMatchObject({
      kind: 'refuse',
      code: 'pruned',
      reason: 'The artifact of v1 was let go on 2025-07-31, as `keep` says.',
    });
    expect(await rollBack(model, { ...asking, to: null, because: null }, ports)).toMatchObject({ kind: 'promote' });
    expect(await rollBack(model, { ...asking, to: null, because: null }, ports)).toMatchObject({
      kind: 'refuse',
      code: 'no-earlier-version',
    });
  });

  test('or was removed without a word is not made production', async () => {
    const { ports, two } = await makeRegistry();
    await ports.storage.remove(two);
    const back = rollBack(model, { ...asking, to: 2, because: null }, ports);
    await expect(back).rejects.toMatchObject({ code: 'registry-missing' });
    expect((await stateOf(ports.ledger)).production?.version).toBe(3);
  });
});

/** The methods of a ledger, as an object that can be spread. */
const bind = (ledger: Ledger): Ledger => ({
  models: () => ledger.models(),
  read: name => ledger.read(name),
  append: addition => ledger.append(addition),
  report: (name, digest) => ledger.report(name, digest),
  watch: name => ledger.watch(name),
});
