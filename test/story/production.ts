// Production of daily sales: it takes the version that is deployed from its release, predicts each day, and logs what it predicted
// beside what was sold.
import { createReadStream, mkdtempSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unpackTar } from '../../src/adapters/registry/tar-read.ts';
import { logText, type PriceChange, predictDays, type SalesDay, sales } from '../e2e/sales-year.ts';
import { productionOf } from './sight.ts';
import type { Stage } from './stage.ts';

const MODEL = 'daily-sales';

/** For a summer prices are half as high again, and customers mind more than they ever did. */
export const PRICES: PriceChange = { from: '2026-07-01', until: '2026-09-07', price: 1.5, elasticity: 1.7 };

/** Lives days up to one, not included, and logs them. */
export class SalesProduction {
  readonly #stage: Stage;
  readonly #predicted = new Map<number, Promise<Map<string, number[]>>>();
  #days: readonly SalesDay[] = [];
  #next: string;

  constructor(stage: Stage, from: string) {
    this.#stage = stage;
    this.#next = from;
  }

  /** A file a day, by the version that is in production now. */
  async liveUntil(day: string): Promise<void> {
    if (this.#days.length === 0) this.#days = await sales(PRICES);
    const version = await productionOf(this.#stage, MODEL);
    if (version === null) throw new Error('Nothing is in production.');
    const predicted = await this.#predictions(version);
    for (const one of this.#days.filter(({ date }) => date >= this.#next && date < day)) {
      const text = await logText(one, { version, predictions: predicted.get(one.date) ?? [] });
      writeFileSync(join(this.#stage.logs, `${one.date}.csv`), text);
    }
    this.#next = day;
  }

  /** All that a version predicts from now on, at once: its program is started once. */
  #predictions(version: number): Promise<Map<string, number[]>> {
    const known = this.#predicted.get(version) ?? this.#predict(version);
    this.#predicted.set(version, known);
    return known;
  }

  async #predict(version: number): Promise<Map<string, number[]>> {
    const { octokit, place, folder, bundles } = this.#stage;
    const { data: release } = await octokit.rest.repos.getReleaseByTag({ ...place, tag: `${MODEL}/v${version}` });
    const room = mkdtempSync(join(folder, 'served-'));
    const artifact = join(room, 'artifact');
    for (const { id, name } of release.assets) {
      const accept = { accept: 'application/octet-stream' };
      const { data } = await octokit.rest.repos.getReleaseAsset({ ...place, asset_id: id, headers: accept });
      const path = join(room, name);
      await writeFile(path, Buffer.from(data as unknown as ArrayBuffer));
      const unpacked = join(room, `of-${id}`);
      const { contents } = await unpackTar({ source: createReadStream(path), name, folder: unpacked });
      if (contents.kind === 'artifact')
        return predictDays(
          { artifact: unpacked, bundles },
          this.#days.filter(({ date }) => date >= this.#next),
        );
    }
    throw new Error(`The release of v${version} holds no artifact at ${artifact}.`);
  }
}
