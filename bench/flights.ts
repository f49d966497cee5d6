// Three million real flights, from Parquet: a naive and a better predictor of the delay, compared by origin airport.
//   node scripts/run.mjs bench/flights.ts

import { once } from 'node:events';
import { createWriteStream, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '../scripts/bundles.ts';
import { createRows } from '../src/adapters/rows/rows.ts';
import type { CategoryColumn, ColumnKind, NumberColumn, Table } from '../src/ports.ts';
import { median, runNode, summary } from './measured-run.ts';

const HOUR = 3_600_000;
const root = process.env.RELEVO_ROOT ?? '.';
const folder = await mkdtemp(join(tmpdir(), 'relevo-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const table = await createRows(process.stdin).open(join(root, 'node_modules/vega-datasets/data/flights-3m.parquet'));
const file = join(folder, 'flights.csv');
const rows = await writePredictions(table, file);
await bundle(join(folder, 'dist'));
const compare = () =>
  runNode([
    join(folder, 'dist/cli/index.js'),
    ...['compare', '--predictions', file, '--baseline-column', 'by_origin', '--candidate-column', 'by_origin_and_hour'],
    ...['--task', 'regression', '--target', 'delay', '--metrics', 'mae,rmse', '--slices', 'origin'],
  ]);
const runs = [await compare(), await compare(), await compare()];
console.log(`${rows.toLocaleString('en')} flights, by origin airport: ${summary(runs)}`);
console.log(`  ${Math.round(rows / median(runs.map(run => run.seconds))).toLocaleString('en')} rows/s`);
console.log(runs[0]?.stdout.split('\n').slice(0, 12).join('\n'));

/** Sums of delays by key, over every tenth flight: what the predictors are fitted on. */
interface Means {
  readonly sums: Map<string, [sum: number, count: number]>;
}

async function* flights(source: Table): AsyncGenerator<{ row: number; origin: string; hour: number; delay: number }> {
  const wanted = new Map<string, ColumnKind>([
    ['date', 'time'],
    ['delay', 'number'],
    ['origin', 'category'],
  ]);
  for await (const batch of source.read(wanted)) {
    const { values: dates } = batch.columns.get('date') as NumberColumn;
    const { values: delays } = batch.columns.get('delay') as NumberColumn;
    const { codes, labels } = batch.columns.get('origin') as CategoryColumn;
    for (let row = 0; row < batch.rows; row++) {
      const hour = Math.floor((dates[row] as number) / HOUR) % 24;
      yield {
        row: batch.firstRow + row,
        origin: labels[codes[row] as number] as string,
        hour,
        delay: delays[row] as number,
      };
    }
  }
}

function learn({ sums }: Means, key: string, delay: number): void {
  const [sum, count] = sums.get(key) ?? [0, 0];
  sums.set(key, [sum + delay, count + 1]);
}

/** The mean of a key, drawn towards `otherwise` while there are few flights. */
function meanOf({ sums }: Means, key: string, otherwise: number): number {
  const [sum, count] = sums.get(key) ?? [0, 0];
  return (sum + 20 * otherwise) / (count + 20);
}

async function writePredictions(source: Table, path: string): Promise<number> {
  const [byOrigin, byHour]: [Means, Means] = [{ sums: new Map() }, { sums: new Map() }];
  for await (const { row, origin, hour, delay } of flights(source)) {
    if (row % 10 !== 0) continue;
    learn(byOrigin, origin, delay);
    learn(byHour, `${origin} ${hour}`, delay);
  }
  const stream = createWriteStream(path);
  stream.write('origin,delay,by_origin,by_origin_and_hour\n');
  let lines: string[] = [];
  let count = 0;
  for await (const { origin, hour, delay } of flights(source)) {
    const naive = meanOf(byOrigin, origin, 8);
    lines.push(`${origin},${delay},${naive.toFixed(3)},${meanOf(byHour, `${origin} ${hour}`, naive).toFixed(3)}\n`);
    count++;
    if (lines.length < 20_000) continue;
    if (!stream.write(lines.join(''))) await once(stream, 'drain');
    lines = [];
  }
  stream.end(lines.join(''));
  await once(stream, 'close');
  return count;
}
