// A process to be killed: appends to a ledger and puts artifacts, as fast as it can, and says what was acknowledged.
// Arguments: the registry's folder, a folder of its own, and its name.
import { mkdirSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { packageArtifact } from '../../../src/adapters/registry/artifact.ts';
import { openDirectoryRegistry } from '../../../src/adapters/registry/directory.ts';
import { sha256 } from '../../../src/adapters/registry/read-through.ts';
import type { LedgerEvent } from '../../../src/core/ledger-event.ts';

const [root = '', own = '', name = ''] = process.argv.slice(2);
const { ledger, blobs } = openDirectoryRegistry(root);
const model = 'killed';

/** Written at once and past every buffer, so that a kill cannot take back what was said. */
const say = (...words: string[]) => writeSync(1, `${words.join(' ')}\n`);

const countOf = (watch: string | null): number =>
  watch === null ? 0 : (JSON.parse(watch) as { additions: number }).additions;

async function append(turn: number): Promise<void> {
  const report = JSON.stringify({ name, turn });
  const production = sha256(name);
  const common = { model, at: '2025-07-04T12:00:00.000Z', by: name, writer: 'local' as const };
  const events: LedgerEvent[] = [
    { event: 'frozen', ...common, reason: `${name} ${turn}` },
    { event: 'recovered', ...common, production, signals: [String(turn)], report: sha256(report) },
  ];
  const before = await ledger.watch(model);
  const watch = {
    before: before === null ? null : sha256(before),
    text: JSON.stringify({ additions: countOf(before) + 1, by: `${name} ${turn}` }),
  };
  const { head } = await ledger.read(model);
  const appended = await ledger.append({ model, head, events, reports: [report], watch });
  if (appended.outcome === 'appended') say('appended', ...appended.entries.map(({ id }) => id), sha256(report));
}

async function put(turn: number): Promise<void> {
  const folder = join(own, `${name}-${turn}`);
  mkdirSync(join(folder, 'model'), { recursive: true });
  writeFileSync(join(folder, 'model/weights.bin'), `${name} ${turn} `.repeat(20_000));
  writeFileSync(join(folder, 'model/model.json'), '{}');
  const predictor = { kind: 'features', columns: ['price'] } as const;
  const contents = {
    kind: 'artifact',
    task: 'regression',
    predictor,
    weights: 'model',
    setup: null,
    lock: null,
  } as const;
  await packageArtifact({ folder, facts: { model, contents, run: null } });
  say('put', await blobs.put(folder));
}

say('ready');
for (let turn = 0; ; turn += 1) {
  await append(turn);
  if (turn % 2 === 1) await put(turn);
}
