// What every registry must do with the state of the watch on production, wherever it keeps it.
import { expect, test } from '@jest/globals';
import { GENESIS } from '../../../src/core/ledger.ts';
import type { Ledger, WatchChange } from '../../../src/ports.ts';
import { event, named, sha256 } from '../../core/ledger-fixtures.ts';
import type { RegistryUnderTest } from './contract.ts';

const model = 'daily-sales';
const frozen = (reason: string) => event('frozen', { reason });
const first = (text: string): WatchChange => ({ before: null, text });
const after = (before: string, text: string): WatchChange => ({ before: sha256(before), text });

/** Stores a state alone, on whatever the ledger's head is. */
const store = (ledger: Ledger, watch: WatchChange) =>
  ledger.append({ model, head: GENESIS, events: [], reports: [], watch });

/** Adds one to the number that is stored, deciding again on what others stored meanwhile, until it is done. */
async function countOne(ledger: Ledger, withEvent: boolean): Promise<void> {
  for (;;) {
    const text = await ledger.watch(model);
    const { head } = await ledger.read(model);
    const watch = { before: text === null ? null : sha256(text), text: String(Number(text ?? 0) + 1) };
    const events = withEvent ? [frozen(`counted to ${watch.text}`)] : [];
    const { outcome } = await ledger.append({ model, head, events, reports: [], watch });
    if (outcome === 'appended') return;
  }
}

/** Describes the tests of the watch's state; `make` gives a new, empty registry. */
export function describeWatch(make: () => Promise<RegistryUnderTest>): void {
  test('remembers nothing at first', async () => {
    const { ledger } = (await make()).open();
    expect(await ledger.watch(model)).toBeNull();
    await ledger.append({ model, head: GENESIS, events: [frozen('no watch')], reports: [] });
    expect(await ledger.watch(model)).toBeNull();
  });

  test('gives back the last state, through every way into it', async () => {
    const registry = await make();
    const { ledger } = registry.open();
    const texts = ['{"größe":"ñ 🎉"}\n', 'x'.repeat(1_000_000), '', 'last'];
    let before: string | null = null;
    for (const text of texts) {
      const change: WatchChange = before === null ? first(text) : after(before, text);
      expect(await store(ledger, change)).toEqual({ outcome: 'appended', head: GENESIS, entries: [] });
      expect(await registry.open().ledger.watch(model)).toBe(text);
      before = text;
    }
    expect(await ledger.read(model)).toEqual({ head: GENESIS, entries: [] });
  });

  test('stores a state with the events and reports that it comes with', async () => {
    const registry = await make();
    const { ledger } = registry.open();
    const events = [frozen('one'), event('unfrozen')];
    const appended = await ledger.append({ model, head: GENESIS, events, reports: ['{"a":1}'], watch: first('one') });
    const { head, entries } = await registry.open().ledger.read(model);
    expect(appended).toEqual({ outcome: 'appended', head, entries });
    expect(entries.map(entry => entry.event)).toEqual(events);
    expect(await registry.open().ledger.watch(model)).toBe('one');
    expect(await ledger.report(model, sha256('{"a":1}'))).toBe('{"a":1}');
  });

  test('keeps the state when events come without one', async () => {
    const { ledger } = (await make()).open();
    await store(ledger, first('one'));
    await ledger.append({ model, head: GENESIS, events: [frozen('evaluated meanwhile')], reports: [] });
    expect(await ledger.watch(model)).toBe('one');
    expect(await store(ledger, after('one', 'two'))).toMatchObject({ outcome: 'appended' });
    expect(await ledger.watch(model)).toBe('two');
  });

  test('stores and appends nothing over a state that it was not computed from', async () => {
    const registry = await make();
    const [one, other] = [registry.open().ledger, registry.open().ledger];
    await one.append({ model, head: GENESIS, events: [frozen('one')], reports: [], watch: first('one') });
    const { head, entries } = await one.read(model);
    for (const watch of [first('late'), after('zero', 'late')]) {
      expect(await store(other, watch)).toEqual({ outcome: 'conflict' });
      const late = { model, head, events: [frozen('late')], reports: ['{"late":true}'], watch };
      expect(await other.append(late)).toEqual({ outcome: 'conflict' });
    }
    expect(await one.watch(model)).toBe('one');
    expect(await one.read(model)).toEqual({ head, entries });
  });

  test('stores no state whose events do not follow the last one', async () => {
    const { ledger } = (await make()).open();
    await ledger.append({ model, head: GENESIS, events: [frozen('one')], reports: [], watch: first('one') });
    for (const head of [GENESIS, named('no head of any ledger')]) {
      const late = { model, head, events: [frozen('late')], reports: [], watch: after('one', 'late') };
      expect(await ledger.append(late)).toEqual({ outcome: 'conflict' });
    }
    expect(await ledger.watch(model)).toBe('one');
    expect((await ledger.read(model)).entries).toHaveLength(1);
    expect(await store(ledger, after('one', 'two'))).toMatchObject({ outcome: 'appended' });
  });

  test('goes back to a state that was there before', async () => {
    const { ledger } = (await make()).open();
    const changes = [first('a'), after('a', 'b'), after('b', 'a'), after('a', 'a'), after('a', 'b')];
    for (const change of changes) expect(await store(ledger, change)).toMatchObject({ outcome: 'appended' });
    expect(await ledger.watch(model)).toBe('b');
  });

  test.each([true, false])('counts each of several monitors at once (with events: %s)', async withEvent => {
    const registry = await make();
    await Promise.all(Array.from({ length: 8 }, () => countOne(registry.open().ledger, withEvent)));
    const { ledger } = registry.open();
    expect(await ledger.watch(model)).toBe('8');
    const { entries } = await ledger.read(model);
    const reasons = entries.map(entry => (entry.event.event === 'frozen' ? entry.event.reason : null));
    expect(reasons).toEqual(withEvent ? reasons.map((_, index) => `counted to ${index + 1}`) : []);
    expect(reasons).toHaveLength(withEvent ? 8 : 0);
  });

  test('stores a state if and only if its events win over events without one', async () => {
    const registry = await make();
    for (let round = 0; round < 5; round += 1) {
      const { ledger } = registry.open();
      const [text, { head }] = [await ledger.watch(model), await ledger.read(model)];
      const watch = { before: text === null ? null : sha256(text), text: `round ${round}` };
      const [withState, without] = await Promise.all([
        registry.open().ledger.append({ model, head, events: [frozen('watch')], reports: [], watch }),
        registry.open().ledger.append({ model, head, events: [frozen('evaluate')], reports: [] }),
      ]);
      expect([withState.outcome, without.outcome].sort()).toEqual(['appended', 'conflict']);
      expect(await ledger.watch(model)).toBe(withState.outcome === 'appended' ? watch.text : text);
    }
  });

  test('keeps models apart', async () => {
    const { ledger } = (await make()).open();
    await store(ledger, first('one'));
    expect(await ledger.watch('other')).toBeNull();
    const watch = first('two');
    await ledger.append({ model: 'other', head: GENESIS, events: [], reports: [], watch });
    expect([await ledger.watch(model), await ledger.watch('other')]).toEqual(['one', 'two']);
    await expect(ledger.watch('../x')).rejects.toMatchObject({ code: 'model-name' });
  });
}
