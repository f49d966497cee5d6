// A ledger by the names of a config: it does what every ledger does, and renamed models go on where they were.
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { openDirectoryRegistry } from '../../src/adapters/registry/directory.ts';
import { GENESIS } from '../../src/core/ledger.ts';
import type { LedgerEvent } from '../../src/core/ledger-event.ts';
import { ContinuedLedger, type Naming, namingOf } from '../../src/flows/continued-ledger.ts';
import type { Ledger } from '../../src/ports.ts';
import { newFolder } from '../adapters/registry/artifacts.ts';
import { describeRegistry } from '../adapters/registry/contract.ts';
import { event, sha256 } from '../core/ledger-fixtures.ts';

describeRegistry('registry by the names of a config', async () => {
  const root = join(newFolder(), '.relevo');
  return {
    open: () => {
      const { ledger, blobs } = openDirectoryRegistry(root);
      return { ledger: new ContinuedLedger(ledger, { models: {}, retired: null }), blobs };
    },
  };
});

const models = (...names: [name: string, ...was: string[]][]): Naming['models'] =>
  Object.fromEntries(names.map(([name, ...was]) => [name, { name, was }]));

/** Ledgers with these events, as they lie in a folder. */
async function ledgerWith(events: Readonly<Record<string, LedgerEvent[]>>): Promise<Ledger> {
  const { ledger } = openDirectoryRegistry(join(newFolder(), '.relevo'));
  for (const [model, list] of Object.entries(events)) {
    const own = list.map(each => ({ ...each, model }));
    await ledger.append({ model, head: GENESIS, events: own, reports: ['{"of":"a run"}'] });
  }
  return ledger;
}

const promoted = event('promoted');
const judged = event('evaluated');

describe('a renamed model', () => {
  test('goes on in the ledger that it has, by both names the same', async () => {
    const raw = await ledgerWith({ 'daily-sales': [judged, promoted] });
    const ledger = new ContinuedLedger(raw, { models: models(['shop-sales', 'daily-sales']), retired: [] });
    expect(await ledger.models()).toEqual(['shop-sales']);
    const before = await ledger.read('shop-sales');
    expect(before).toEqual(await raw.read('daily-sales'));
    expect(await ledger.report('shop-sales', sha256('{"of":"a run"}'))).toBe('{"of":"a run"}');
    const added = event('frozen', { model: 'shop-sales' });
    const watch = { before: null, text: '{}' };
    const appended = await ledger.append({
      model: 'shop-sales',
      head: before.head,
      events: [added],
      reports: [],
      watch,
    });
    expect(appended.outcome).toBe('appended');
    expect((await raw.read('daily-sales')).entries.at(-1)?.event).toEqual({ ...added, model: 'daily-sales' });
    expect([await ledger.watch('shop-sales'), await raw.watch('daily-sales')]).toEqual(['{}', '{}']);
    expect(await raw.models()).toEqual(['daily-sales']);
  });

  test('may have runs by its new name, from before the rename was merged', async () => {
    const raw = await ledgerWith({ 'daily-sales': [promoted], 'shop-sales': [judged] });
    const ledger = new ContinuedLedger(raw, namingOf({ name: 'shop-sales', was: ['daily-sales'] }));
    expect(await ledger.read('shop-sales')).toEqual(await raw.read('daily-sales'));
    const runs = await ledgerWith({ 'daily-sales': [judged], 'shop-sales': [judged] });
    const own = new ContinuedLedger(runs, namingOf({ name: 'shop-sales', was: ['daily-sales'] }));
    expect(await own.read('shop-sales')).toEqual(await runs.read('shop-sales'));
  });

  test('with versions under two of its names is refused', async () => {
    const raw = await ledgerWith({ 'daily-sales': [promoted], 'shop-sales': [promoted] });
    const ledger = new ContinuedLedger(raw, { models: models(['shop-sales', 'daily-sales']), retired: [] });
    const refusal = { code: 'history-torn', message: expect.stringContaining('shop-sales and daily-sales') };
    await expect(ledger.read('shop-sales')).rejects.toMatchObject(refusal);
    const added = event('frozen', { model: 'shop-sales' });
    const addition = { model: 'shop-sales', head: GENESIS, events: [added], reports: [] };
    await expect(ledger.append(addition)).rejects.toMatchObject(refusal);
  });
});

describe('a name that has no history', () => {
  test('is no first version while a model with versions is missing', async () => {
    const raw = await ledgerWith({ 'daily-sales': [promoted], returns: [promoted] });
    const ledger = new ContinuedLedger(raw, { models: models(['shop-sales'], ['returns']), retired: [] });
    await expect(ledger.read('shop-sales')).rejects.toMatchObject({
      code: 'model-vanished',
      message: 'shop-sales has no history, and daily-sales has one but no model in relevo.yml.',
      remedy: expect.stringContaining('`was: daily-sales`'),
    });
    expect((await ledger.read('returns')).entries).toHaveLength(1);
  });

  test.each<[string, Partial<Naming>, Readonly<Record<string, LedgerEvent[]>>]>([
    ['the missing one was retired', { retired: ['daily-sales'] }, { 'daily-sales': [promoted] }],
    ['the missing one never had a version', {}, { 'daily-sales': [judged] }],
    ['nothing is known of other models', { retired: null }, { 'daily-sales': [promoted] }],
    ['none is missing', {}, {}],
  ])('is new when %s', async (_, naming, events) => {
    const ledger = new ContinuedLedger(await ledgerWith(events), {
      models: models(['shop-sales']),
      retired: [],
      ...naming,
    });
    expect(await ledger.read('shop-sales')).toEqual({ head: GENESIS, entries: [] });
  });
});
