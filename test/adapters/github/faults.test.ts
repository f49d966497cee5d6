// What goes wrong between Relevo and GitHub: whatever is lost, and wherever, a second run ends in exactly one of each thing.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { GENESIS } from '../../../src/core/ledger.ts';
import type { Ledger } from '../../../src/ports.ts';
import { event, sha256 } from '../../core/ledger-fixtures.ts';
import type { FaultKind } from '../../github/faults.ts';
import { type GitHub, startGitHub } from '../../github/server.ts';
import { packaged } from '../registry/artifacts.ts';
import { draft, makePlace, type PlaceUnderTest } from './place.ts';

const model = 'daily-sales';
const report = '{"a":1}';
const judged = event('evaluated', { report: sha256(report) });

let hub: GitHub;
let place: PlaceUnderTest;
beforeEach(async () => {
  hub = await startGitHub();
  place = makePlace(hub);
});
afterEach(async () => {
  expect(hub.violations).toEqual([]);
  await hub.close();
});

const faults: Readonly<Record<string, FaultKind>> = {
  'a failure before the work': { kind: 'status', status: 500, when: 'before' },
  'a failure after the work': { kind: 'status', status: 502, when: 'after' },
  'a connection cut before the work': { kind: 'cut', when: 'before' },
  'an answer that got lost': { kind: 'cut', when: 'after' },
  'too many requests': { kind: 'too-many', retryAfter: 1 },
  'a secondary limit': { kind: 'secondary-limit', retryAfter: 1 },
};

/** Records a run as a flow does: looks, adds what is missing, and decides again when others were faster. */
async function record(ledger: Ledger): Promise<void> {
  for (;;) {
    const { head, entries } = await ledger.read(model);
    if (entries.length > 0) return;
    if ((await ledger.append({ model, head, events: [judged], reports: [report] })).outcome === 'appended') return;
  }
}

async function expectOneEvent(): Promise<void> {
  const { ledger } = place.open();
  const { entries } = await ledger.read(model);
  expect(entries.map(entry => entry.event)).toEqual([judged]);
  expect(await ledger.report(model, judged.report)).toBe(report);
}

describe.each(Object.keys(faults))('with %s', name => {
  const fault = faults[name] as FaultKind;

  test.each(['trees', 'commits', 'refs'])('an event is recorded once (%s)', async what => {
    hub.faults.inject({ ...fault, method: 'POST', path: new RegExp(`/git/${what}$`) });
    await record(place.open().ledger);
    expect(hub.faults.arePending).toBe(false);
    await expectOneEvent();
  });

  test.each(['trees', 'commits', 'refs'])('again and again, a second run records it (%s)', async what => {
    hub.faults.inject({ ...fault, method: 'POST', path: new RegExp(`/git/${what}$`), times: 100 });
    const failed = await record(place.open().ledger).catch((thrown: { code: string }) => thrown.code);
    if (failed !== undefined) expect(['github-unreachable', 'github-limited']).toContain(failed);
    hub.faults.heal();
    await record(place.open().ledger);
    await expectOneEvent();
  });

  test('the branch moves once when it is there already', async () => {
    const { ledger } = place.open();
    await ledger.append({ model: 'other', head: GENESIS, events: [event('frozen', { model: 'other' })], reports: [] });
    hub.faults.inject({ ...fault, method: 'PATCH', path: /\/git\/refs\/heads%2Frelevo$/ });
    await record(ledger);
    expect(hub.faults.arePending).toBe(false);
    await expectOneEvent();
  });

  test.each([/\/releases$/, /\/releases\/\d+\/assets/])('an artifact is kept once (%s)', async path => {
    const { folder, manifest } = await packaged();
    hub.faults.inject({ ...fault, method: 'POST', path });
    const failed = await place
      .open()
      .blobs.put(folder)
      .catch((thrown: { code: string }) => thrown.code);
    expect(['github-unreachable', 'github-limited', manifest.digest]).toContain(failed);
    expect(hub.faults.arePending).toBe(false);
    const { blobs, ports } = place.open();
    await blobs.put(folder);
    expect(await blobs.verify(manifest.digest)).toEqual(manifest);
    const drafts = (await ports.releases.list()).filter(({ tag }) => tag === draft.tag);
    expect(drafts.map(({ assets }) => assets.map(({ state }) => state))).toEqual([['uploaded']]);
  });

  test('a comment, a check and an issue are not written twice blindly', async () => {
    const { ports } = place.open();
    const issue = { title: 'daily-sales', body: 'worse', labels: ['relevo'], assignees: [] };
    hub.faults.inject({ ...fault, method: 'POST', path: /\/issues$/ });
    await ports.issues.create(issue).catch((thrown: { code: string }) => {
      expect(thrown.code).toBe('github-unreachable');
    });
    expect((await ports.issues.list('relevo')).length).toBeLessThanOrEqual(1);
  });
});

test.each([1, 2, 3, 4, 5])('a crash after write %i leaves nothing that a second run does not finish', async writes => {
  const { folder, manifest } = await packaged();
  const run = async () => {
    const { blobs, ledger } = place.open();
    await blobs.put(folder);
    await record(ledger);
  };
  hub.faults.crashAfterWrite(writes);
  await run().catch((thrown: { code: string }) => expect(thrown.code).toBe('github-unreachable'));
  hub.faults.heal();
  await run();
  await expectOneEvent();
  const { blobs, ports } = place.open();
  expect(await blobs.verify(manifest.digest)).toEqual(manifest);
  expect((await ports.releases.list()).map(({ assets }) => assets.length)).toEqual([1]);
});
