// A model in production as the watch finds it: a holdout, predictions on it in a registry, and logs on a disk, under a clock
// that the test turns.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createCheckout } from '../../../src/adapters/checkout.ts';
import { createDataSets } from '../../../src/adapters/data-sets.ts';
import { logFiles } from '../../../src/adapters/log-files.ts';
import { packageArtifact } from '../../../src/adapters/registry/artifact.ts';
import { openDirectoryRegistry, type Registry } from '../../../src/adapters/registry/directory.ts';
import { createRows } from '../../../src/adapters/rows/rows.ts';
import { openWorkshop } from '../../../src/adapters/workshop.ts';
import type { ModelConfig } from '../../../src/config/config.ts';
import { parseConfig } from '../../../src/config/parse.ts';
import type { Digest } from '../../../src/core/digest.ts';
import type { LedgerEntry } from '../../../src/core/ledger.ts';
import type { EventOf, LedgerEvent } from '../../../src/core/ledger-event.ts';
import { type MonitorPorts, watchModel } from '../../../src/flows/monitor/monitor.ts';
import { recordWatch, type WatchRecord } from '../../../src/flows/monitor/record.ts';
import { type Watch, watchSchema } from '../../../src/report/watch-schema.ts';
import { newFolder } from '../../adapters/registry/artifacts.ts';
import { event, named, sha256 } from '../../core/ledger-fixtures.ts';

export const MODEL = 'daily-sales';

/** The model's config; `monitor` adds or replaces keys under `monitor`. */
export const configText = (monitor: readonly string[] = []): string => `models:
  ${MODEL}:
    task: regression
    train:
      command: node train.js
    predict:
      module: predict.js
    holdout:
      data: holdout.csv
      target: sales
      id: [date, shop]
      time: date
      season: 7d
      slices: [shop]
    metrics: [wape]
    monitor:
      data: logs/*
${monitor.map(line => `      ${line}\n`).join('')}`;

/** A production under test. */
export interface Production {
  readonly folder: string;
  readonly registry: Registry;
  /** Writes a file under the folder, as of the present moment. */
  write(path: string, content: string | Uint8Array): void;
  remove(path: string): void;
  /** Turns the clock. */
  at(time: string): void;
  /** Another config from now on. */
  configure(text: string): void;
  /** Looks, without storing anything. */
  look(budget?: number): Promise<Watch>;
  /** Looks and stores. */
  watch(budget?: number): Promise<Watch>;
  store(watch: Watch): Promise<WatchRecord['outcome']>;
  append(event: LedgerEvent): Promise<LedgerEntry>;
  /** Puts a version into production, with its predictions on the present holdout. */
  promote(promotion: { readonly version: number; readonly at: string; readonly predictions: string }): Promise<Digest>;
  rollBack(to: { readonly version: number; readonly event: Digest; readonly at: string }): Promise<Digest>;
  /** The watch's events so far. */
  events(): Promise<string[]>;
  git(...args: string[]): void;
  /** Does something once, after the files of the next look were found and before they are read. */
  meanwhile(happen: () => void): void;
  readonly steps: string[];
}

/** A folder with a holdout and a registry. */
export async function startProduction(holdout: string, config: string = configText()): Promise<Production> {
  const folder = newFolder();
  const registry = openDirectoryRegistry(join(folder, '.relevo'));
  const rows = createRows(process.stdin);
  const { workshop } = await openWorkshop();
  const steps: string[] = [];
  let happening = (): void => undefined;
  let now = new Date('2025-01-01T00:00:00Z');
  let model: ModelConfig = modelOf(config);
  const checkout = createCheckout(folder, process.env, rows);
  const ports: MonitorPorts = {
    ...registry,
    checkout,
    dataSets: createDataSets(rows),
    rows,
    workshop,
    logs: logFiles,
    clock: { now: () => now },
    log: {
      step(text) {
        steps.push(text);
        if (!text.includes('of logs')) return;
        const happen = happening;
        happening = () => undefined;
        happen();
      },
      output: () => undefined,
    },
    sha256,
  };
  const write = (path: string, content: string | Uint8Array): void => {
    const place = join(folder, path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, content);
    utimesSync(place, now, now);
  };
  const append = async (added: LedgerEvent): Promise<LedgerEntry> => {
    const { head } = await registry.ledger.read(MODEL);
    const appended = await registry.ledger.append({ model: MODEL, head, events: [added], reports: [] });
    if (appended.outcome !== 'appended') throw new Error('A conflict with nobody.');
    return appended.entries[0] as LedgerEntry;
  };
  const look = async (budget?: number): Promise<Watch> =>
    watchSchema.parse(await watchModel({ model, relevo: '1.0.0', ...(budget === undefined ? {} : { budget }) }, ports));
  const store = async (watch: Watch): Promise<WatchRecord['outcome']> =>
    (await recordWatch({ watch, by: 'ana', writer: 'local' }, ports)).outcome;
  write('holdout.csv', holdout);
  return {
    folder,
    registry,
    steps,
    meanwhile: happen => {
      happening = happen;
    },
    write,
    append,
    look,
    store,
    remove: path => rmSync(join(folder, path)),
    at: time => {
      now = new Date(time);
    },
    configure: text => {
      model = modelOf(text);
    },
    async watch(budget) {
      const watch = await look(budget);
      if ((await store(watch)) === 'stale') throw new Error('Somebody else stored meanwhile.');
      return watch;
    },
    async promote({ version, at, predictions }) {
      const kept = await workshop.folder('predictions');
      writeFileSync(join(kept, 'predictions.csv'), predictions);
      const digest = (await (await rows.open(join(folder, 'holdout.csv'))).digest()) as Digest;
      const contents = {
        kind: 'predictions',
        holdout: digest,
        rows: predictions.trim().split('\n').length - 1,
      } as const;
      await packageArtifact({ folder: kept, facts: { model: MODEL, contents, run: null } });
      const blob = await registry.blobs.put(kept);
      const commit = (await checkout.head()).commit;
      const made: Partial<EventOf<'promoted'>> = {
        version,
        at,
        predictions: blob,
        holdout: digest,
        report: null,
        commit,
      };
      return (await append(event('promoted', { ...made, artifact: named(`artifact ${version}`) }))).id;
    },
    async rollBack({ version, event: to, at }) {
      const { entries } = await registry.ledger.read(MODEL);
      const from = entries.findLast(entry => 'version' in entry.event)?.id ?? to;
      const fields = { version, at, artifact: named(`artifact ${version}`), to, from };
      return (await append(event('rolled-back', fields))).id;
    },
    async events() {
      const { entries } = await registry.ledger.read(MODEL);
      return entries.map(entry => entry.event.event).filter(kind => kind === 'degraded' || kind === 'recovered');
    },
    git(...args) {
      execFileSync('git', ['-c', 'user.name=Ana', '-c', 'user.email=ana@example.org', ...args], { cwd: folder });
    },
  };
}

function modelOf(text: string): ModelConfig {
  const parsed = parseConfig(text, 'relevo.yml');
  if (!('config' in parsed)) throw new Error(JSON.stringify(parsed.problems));
  return parsed.config.models[MODEL] as ModelConfig;
}
