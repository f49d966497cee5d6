// Processes that are killed at random moments, four at a time, while they write to one registry.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { openDirectoryRegistry } from '../../../src/adapters/registry/directory.ts';
import type { Digest } from '../../../src/core/digest.ts';
import { type LedgerEntry, verifyChain } from '../../../src/core/ledger.ts';
import { event, sha256 } from '../../core/ledger-fixtures.ts';
import { root as repository } from '../../repository.ts';
import { newFolder } from './artifacts.ts';

const KILLS = 200;
const LANES = 4;
const model = 'killed';

const folder = newFolder();
const root = join(folder, '.relevo');
const child = join(folder, 'child.mjs');
const running = new Set<ReturnType<typeof spawn>>();

beforeAll(async () => {
  const entry = join(repository, 'test/adapters/registry/killed-child.ts');
  await build({
    entryPoints: [entry],
    outfile: child,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.18',
  });
});

afterAll(() => {
  for (const each of running) each.kill('SIGKILL');
});

interface Acknowledged {
  readonly events: Digest[];
  readonly reports: Digest[];
  readonly blobs: Digest[];
}

/** When a process is killed: some milliseconds after it has said so many things. */
interface Moment {
  readonly said: number;
  readonly milliseconds: number;
}

/** Every combination of little and much work, early and late in the next step, in no order. */
const momentOf = (turn: number): Moment => ({ said: 1 + (turn % 4), milliseconds: (turn * 7) % 19 });

/** Starts a process, kills it, and notes what it said before. */
async function killOne(name: string, moment: Moment, acknowledged: Acknowledged): Promise<void> {
  const own = join(folder, name);
  mkdirSync(own);
  const started = spawn(process.execPath, [child, root, own, name], { stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(started);
  let complaint = '';
  started.stderr.on('data', (text: Buffer) => {
    complaint += text.toString();
  });
  const exited = once(started, 'exit');
  let said = 0;
  for await (const line of createInterface({ input: started.stdout })) {
    said += 1;
    if (said === moment.said) void wait(moment.milliseconds).then(() => started.kill('SIGKILL'));
    const [what, ...digests] = line.split(' ') as [string, ...Digest[]];
    if (what === 'put') acknowledged.blobs.push(...digests);
    acknowledged.events.push(...(what === 'appended' ? digests.slice(0, 2) : []));
    acknowledged.reports.push(...(what === 'appended' ? digests.slice(2) : []));
  }
  const [, signal] = (await exited) as [number | null, string | null];
  running.delete(started);
  expect([complaint, signal]).toEqual(['', 'SIGKILL']);
}

const reasonOf = (entry: LedgerEntry | undefined): string | null =>
  entry?.event.event === 'frozen' ? entry.event.reason : null;

test(`${KILLS} kills lose nothing that was acknowledged, and leave a registry that can be read`, async () => {
  const acknowledged: Acknowledged = { events: [], reports: [], blobs: [] };
  const { ledger, blobs } = openDirectoryRegistry(root);
  const turns = Array.from({ length: KILLS }, (_, turn) => turn).values();
  const lanes = Array.from({ length: LANES }, async () => {
    for (const turn of turns) {
      await killOne(`child-${turn}`, momentOf(turn), acknowledged);
      await ledger.read(model);
    }
  });
  await Promise.all(lanes);

  const { head } = await ledger.read(model);
  const last = event('unfrozen', { model });
  expect(await ledger.append({ model, head, events: [last], reports: [] })).toMatchObject({ outcome: 'appended' });
  const { entries } = await ledger.read(model);
  const ids = new Set(entries.map(({ id }) => id));
  expect(acknowledged.events.filter(id => !ids.has(id))).toEqual([]);
  for (const report of acknowledged.reports) expect(await ledger.report(model, report)).toContain('child-');
  for (const blob of acknowledged.blobs) expect((await blobs.verify(blob)).model).toBe(model);
  // Killed at work, not before it began.
  expect(acknowledged.events.length).toBeGreaterThan(KILLS);
  expect(acknowledged.blobs.length).toBeGreaterThan(KILLS / 10);

  // The watch's state came with the last addition, and was computed from that of the one before, and so on to the first.
  const watch = JSON.parse((await ledger.watch(model)) ?? 'null') as { additions: number; by: string };
  expect(watch).toEqual({ additions: (entries.length - 1) / 2, by: reasonOf(entries.at(-3)) });

  // Both events of an addition are there or neither, one after the other.
  const pairs = entries.slice(0, -1).map(({ event: { event: kind, by } }) => `${kind} ${by}`);
  for (let index = 0; index < pairs.length; index += 2) {
    expect(pairs[index + 1]).toBe(pairs[index]?.replace('frozen', 'recovered'));
  }
  // Nothing is left in the making, and the file holds by itself what the claims hold.
  expect(readdirSync(join(root, 'temp'))).toEqual([]);
  const file = readFileSync(join(root, 'models', model, 'ledger.jsonl'), 'utf8');
  expect(verifyChain(file, sha256)).toMatchObject({ ok: true, head: entries.at(-1)?.id });
  for (const name of readdirSync(join(root, 'blobs'))) {
    expect((await blobs.verify(`sha256:${name}`)).digest).toBe(`sha256:${name}`);
  }
}, 180_000);
