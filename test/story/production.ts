// Production in a story: it takes the version that is deployed from its release, predicts each day, and logs what it predicted
// beside what came true.
import { createReadStream, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unpackTar } from '../../src/adapters/registry/tar-read.ts';
import type { ArtifactContents } from '../../src/core/artifact-manifest.ts';
import { productionOf } from './sight.ts';
import type { Stage } from './stage.ts';

/** One day: its rows as CSV, with what came true. */
export interface Day {
  readonly date: string;
  readonly lines: readonly string[];
}

/** A version's artifact as a service loads it. */
export interface Loaded {
  /** Unpacked; it belongs to the service from now on. */
  readonly artifact: string;
  readonly contents: Extract<ArtifactContents, { kind: 'artifact' }>;
  readonly bundles: string;
}

/** What is served. */
export interface Service {
  readonly model: string;
  /** The first day in production. */
  readonly from: string;
  /** All days that there are, in their order. */
  readonly days: () => Promise<readonly Day[]>;
  /** What an artifact predicts, by date. */
  readonly predict: (loaded: Loaded, days: readonly Day[]) => Promise<ReadonlyMap<string, readonly number[]>>;
  /** What is logged of a day, as a file. */
  readonly log: (day: Day, made: { version: number; predictions: readonly number[] }) => Promise<string>;
}

type Predictions = ReadonlyMap<string, readonly number[]>;

/** Lives days and logs them. */
export class Production {
  readonly stage: Stage;
  readonly #service: Service;
  readonly #predicted = new Map<number, Promise<Predictions>>();
  #days: Promise<readonly Day[]> | null = null;
  #next: string;

  constructor(stage: Stage, service: Service) {
    this.stage = stage;
    this.#service = service;
    this.#next = service.from;
  }

  /** The morning of a day, when the schedule comes: the days before it are lived and logged, a file each. */
  async wake(day: string): Promise<void> {
    await this.#liveUntil(day);
    await this.stage.strike(`${day}T05:17:00Z`);
  }

  /** By the version that is in production now. */
  async #liveUntil(day: string): Promise<void> {
    const { model, log } = this.#service;
    const version = await productionOf(this.stage, model);
    if (version === null) throw new Error('Nothing is in production.');
    const predicted = await this.#predictions(version);
    for (const one of (await this.#left()).filter(({ date }) => date < day)) {
      const text = await log(one, { version, predictions: predicted.get(one.date) ?? [] });
      writeFileSync(join(this.stage.logs, `${one.date}.csv`), text);
    }
    this.#next = day;
  }

  async #left(): Promise<readonly Day[]> {
    this.#days ??= this.#service.days();
    return (await this.#days).filter(({ date }) => date >= this.#next);
  }

  /** All that a version predicts from now on, at once: its program is started once. */
  #predictions(version: number): Promise<Predictions> {
    const known = this.#predicted.get(version) ?? this.#predict(version);
    this.#predicted.set(version, known);
    return known;
  }

  async #predict(version: number): Promise<Predictions> {
    const { octokit, place, folder, bundles } = this.stage;
    const tag = `${this.#service.model}/v${version}`;
    const { data: release } = await octokit.rest.repos.getReleaseByTag({ ...place, tag });
    const room = mkdtempSync(join(folder, 'served-'));
    for (const { id, name } of release.assets) {
      const headers = { accept: 'application/octet-stream' };
      const { data } = await octokit.rest.repos.getReleaseAsset({ ...place, asset_id: id, headers });
      const path = join(room, name);
      writeFileSync(path, Buffer.from(data as unknown as ArrayBuffer));
      const artifact = join(room, `of-${id}`);
      const { contents } = await unpackTar({ source: createReadStream(path), name, folder: artifact });
      if (contents.kind !== 'artifact') continue;
      return this.#service.predict({ artifact, contents, bundles }, await this.#left());
    }
    throw new Error(`The release ${tag} holds no artifact.`);
  }
}
