// How fast tables are read, and in how much memory: each format, other readers on the same file, and more and more rows.
//   node scripts/run.mjs bench/rows.ts [most rows, 10000000]
import { createReadStream, rmSync } from 'node:fs';
import { mkdtemp, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { createRows } from '../src/adapters/rows/rows.ts';
import type { ColumnKind } from '../src/ports.ts';
import { type MeasuredRun, median, runNode, summary } from './measured-run.ts';

const WANTED = new Map<string, ColumnKind>([
  ['id', 'text'],
  ['shop', 'category'],
  ['weekday', 'category'],
  ['sales', 'number'],
  ['prediction', 'number'],
  ['price', 'number'],
  ['share', 'number'],
  ['count', 'number'],
]);
const FLIGHTS = new Map<string, ColumnKind>([
  ['date', 'time'],
  ['delay', 'number'],
  ['distance', 'number'],
  ['origin', 'category'],
  ['destination', 'category'],
]);
const PORTION = 20_000;

/** Eight columns as predictions have them: an id, two labels, money, and floats with all of their 17 digits. */
function* makeRows(rows: number): Generator<readonly (string | number)[]> {
  const random = xoroshiro128plus(2026);
  const uniform = (): number => uniformFloat64(random);
  const shops = ['Vigo', 'Lugo', 'Ourense', 'A Coruña'];
  const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  for (let row = 0; row < rows; row++) {
    const sales = 100 + 50 * uniform();
    const [shop, day] = [shops[row % 4] as string, days[row % 7] as string];
    const rounded = [sales.toFixed(2), sales + 10 * uniform(), (20 * uniform()).toFixed(2), uniform()];
    yield [`r${row}`, shop, day, ...rounded, Math.floor(1000 * uniform())];
  }
}

async function writeTable(
  path: string,
  rows: number,
  toLine: (cells: readonly (string | number)[]) => string,
): Promise<void> {
  const file = await open(path, 'w');
  let lines: string[] = [];
  for (const cells of makeRows(rows)) {
    lines.push(toLine(cells));
    if (lines.length === PORTION) await file.write(lines.splice(0).join(''));
  }
  await file.write(lines.join(''));
  await file.close();
  lines = [];
}

async function writeCsv(path: string, rows: number): Promise<string> {
  let isFirst = true;
  await writeTable(path, rows, cells => {
    const header = isFirst ? `${[...WANTED.keys()].join(',')}\n` : '';
    isFirst = false;
    return `${header}${cells.join(',')}\n`;
  });
  return path;
}

async function writeJsonLines(path: string, rows: number): Promise<string> {
  const names = [...WANTED.keys()];
  const object = (cells: readonly (string | number)[]) =>
    Object.fromEntries(cells.map((cell, index) => [names[index], index < 3 ? cell : Number(cell)]));
  await writeTable(path, rows, cells => `${JSON.stringify(object(cells))}\n`);
  return path;
}

/** Reads a table as Relevo does and forgets it, batch by batch. */
async function readAsRelevo(path: string, wanted: ReadonlyMap<string, ColumnKind>): Promise<number> {
  const table = await createRows(process.stdin).open(path);
  let rows = 0;
  for await (const batch of table.read(wanted)) rows += batch.rows;
  return rows;
}

/** What any reader of rows of strings has to do to give the same columns: numbers, codes and texts. */
function createSink(): (row: readonly string[]) => number {
  const size = 65_536;
  const numbers = Array.from({ length: 5 }, () => new Float64Array(size));
  const codes = [new Int32Array(size), new Int32Array(size)];
  const labels = [new Map<string, number>(), new Map<string, number>()];
  let texts: string[] = [];
  let rows = 0;
  return row => {
    const index = rows++ % size;
    if (index === 0) texts = [];
    texts.push(row[0] as string);
    for (const [column, known] of labels.entries()) {
      const label = row[column + 1] as string;
      if (!known.has(label)) known.set(label, known.size);
      (codes[column] as Int32Array)[index] = known.get(label) as number;
    }
    for (const [column, values] of numbers.entries()) values[index] = Number(row[column + 3]);
    return rows;
  };
}

async function readAsUdsv(path: string): Promise<number> {
  const { inferSchema, initParser } = await import('udsv');
  const sink = createSink();
  let parser: ReturnType<typeof initParser> | undefined;
  let rows = 0;
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
    parser ??= initParser(inferSchema(chunk, { col: ',', row: '\n', encl: '"' }));
    parser.chunk<string[]>(chunk, parser.stringArrs, row => {
      rows = sink(row);
    });
  }
  parser?.end();
  return rows;
}

/** The least that a script does: lines split at commas, without quotes or checks. */
async function readAsSplit(path: string): Promise<number> {
  const sink = createSink();
  let rest = '';
  let rows = -1;
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) rows = rows < 0 ? 0 : sink(line.split(','));
  }
  return rows;
}

const readers: Readonly<Record<string, (path: string) => Promise<number>>> = {
  relevo: path => readAsRelevo(path, WANTED),
  structure: path => readAsRelevo(path, new Map()),
  flights: path => readAsRelevo(path, FLIGHTS),
  digest: async path => Number((await (await createRows(process.stdin).open(path)).digest()).length > 0),
  udsv: readAsUdsv,
  split: readAsSplit,
};

/** The child's side: one reader once; what it took is told without the start of the process. */
async function runReader(name: string, path: string): Promise<void> {
  const started = performance.now();
  const rows = (await readers[name]?.(path)) ?? 0;
  console.log(JSON.stringify({ rows, seconds: (performance.now() - started) / 1000 }));
}

async function measure(name: string, path: string): Promise<MeasuredRun & { readonly rows: number }> {
  const run = await runNode([process.argv[1] as string, '--reader', name, path]);
  return { ...run, ...(JSON.parse(run.stdout) as { rows: number; seconds: number }) };
}

/** Runs readers in turn, so that what else the machine does reaches all of them. */
async function compareReaders(
  names: readonly string[],
  path: string,
  times: number,
): Promise<Map<string, MeasuredRun[]>> {
  const runs = new Map<string, MeasuredRun[]>(names.map(name => [name, []]));
  for (let time = 0; time < times; time++) {
    for (const name of names) runs.get(name)?.push(await measure(name, path));
  }
  return runs;
}

async function bench(most: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'relevo-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const million = await writeCsv(join(folder, 'million.csv'), 1_000_000);
  const runs = await compareReaders(['relevo', 'udsv', 'split', 'structure', 'digest'], million, 5);
  const ours = runs.get('relevo') ?? [];
  console.log('1,000,000 rows of CSV, 8 columns: an id, 2 categories, 5 numbers (median, range, peak memory)');
  for (const [name, theirs] of runs) {
    const ratio = median(theirs.map((run, index) => run.seconds / (ours[index] as MeasuredRun).seconds));
    console.log(`  ${name.padEnd(9)} ${summary(theirs)}; ${ratio.toFixed(2)} times the time`);
  }
  const json = await writeJsonLines(join(folder, 'million.jsonl'), 1_000_000);
  console.log(
    `The same rows as JSON Lines: ${summary((await compareReaders(['relevo'], json, 3)).get('relevo') ?? [])}`,
  );
  const flights = join(process.env.RELEVO_ROOT ?? '.', 'node_modules/vega-datasets/data/flights-3m.parquet');
  const parquet = (await compareReaders(['flights'], flights, 3)).get('flights') ?? [];
  console.log(`3,000,000 rows of Parquet, 5 columns: ${summary(parquet)}`);
  console.log('More and more rows of CSV');
  for (const rows of [10_000, 100_000, 1_000_000, 10_000_000].filter(count => count <= most)) {
    const path = await writeCsv(join(folder, 'growing.csv'), rows);
    const growing = (await compareReaders(['relevo'], path, 3)).get('relevo') ?? [];
    const perSecond = Math.round(rows / median(growing.map(run => run.seconds)));
    console.log(`  ${rows.toLocaleString('en')} rows: ${summary(growing)}; ${perSecond.toLocaleString('en')} rows/s`);
  }
}

const [mode, reader, path] = process.argv.slice(2);
if (mode === '--reader') await runReader(reader as string, path as string);
else await bench(Number(mode ?? 10_000_000));
