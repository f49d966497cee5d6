// Writes two seeded files of predictions, of any number of rows, without holding them in memory.

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Where the two files are. */
export interface PredictionFiles {
  readonly baseline: string;
  readonly candidate: string;
}

const PORTION = 20_000;

/** Sales of fifty shops: the candidate's errors are 5 % smaller. Ids ascend, or are shuffled in the candidate's file. */
export async function writePredictions(folder: string, rows: number, shuffled = false): Promise<PredictionFiles> {
  const random = xoroshiro128plus(2026);
  const uniform = (): number => uniformFloat64(random);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const files = { baseline: join(folder, `base-${rows}.csv`), candidate: join(folder, `cand-${rows}-${shuffled}.csv`) };
  const [baseline, candidate] = [createWriteStream(files.baseline), createWriteStream(files.candidate)];
  baseline.write('id,sales,shop,price,prediction\n');
  candidate.write('id,prediction\n');
  for (let from = 0; from < rows; from += PORTION) {
    const [left, right]: [string[], string[]] = [[], []];
    for (let id = from; id < Math.min(rows, from + PORTION); id++) {
      const sales = 100 + 20 * normal();
      const row = [id, sales.toFixed(3), `shop-${Math.floor(uniform() * 50)}`, (uniform() * 10).toFixed(1)];
      left.push(`${row.join(',')},${(sales + 1 + 10 * normal()).toFixed(3)}\n`);
      right.push(`${id},${(sales + 9.5 * normal()).toFixed(3)}\n`);
    }
    if (shuffled) right.reverse();
    if (!baseline.write(left.join(''))) await once(baseline, 'drain');
    if (!candidate.write(right.join(''))) await once(candidate, 'drain');
  }
  baseline.end();
  candidate.end();
  await Promise.all([once(baseline, 'close'), once(candidate, 'close')]);
  return files;
}
