// A model in production for a hundred days: a holdout, what was promised on it, and logs of its predictions, a file a day.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { packageArtifact } from '../src/adapters/registry/artifact.ts';
import { openDirectoryRegistry } from '../src/adapters/registry/directory.ts';
import { sha256 } from '../src/adapters/registry/read-through.ts';
import { createRows } from '../src/adapters/rows/rows.ts';
import type { Digest } from '../src/core/digest.ts';
import { GENESIS } from '../src/core/ledger.ts';

export const DAY_MS = 86_400_000;
const MODEL = 'demand';
const SHOPS = ['Faro', 'Lugo', 'Vigo', 'Zamora', 'A Coruña', 'Ourense', 'Braga', 'Porto'];
const HOLDOUT_DAYS = 60;
const HOLDOUT_ROWS = 500;

/** How a day's rows are written. */
export type LogFormat = 'csv' | 'jsonl' | 'parquet';

/** A day's rows, a list a column. */
type Columns = ReadonlyMap<string, readonly (string | number)[]>;

const random = xoroshiro128plus(2026);
const uniform = (): number => uniformFloat64(random);
const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

/** Twenty features as production has them: prices and shares, floats with all their digits, counts, flags and labels. */
const FEATURES: readonly (readonly [name: string, value: () => string | number])[] = [
  ...named('price', 5, () => rounded(20 + 4 * normal(), 2)),
  ...named('share', 4, () => rounded(uniform(), 4)),
  ...named('signal', 3, () => normal()),
  ...named('count', 3, () => Math.floor(1000 * uniform())),
  ...named('flag', 2, () => (uniform() < 0.3 ? 1 : 0)),
  ...named('label', 3, () => `kind-${Math.floor(12 * uniform())}`),
];

function named(word: string, many: number, value: () => string | number): (readonly [string, () => string | number])[] {
  return Array.from({ length: many }, (_, index) => [`${word}_${index + 1}`, value] as const);
}

/** Rows without times and ids, which every day has its own of. */
function makeColumns(rows: number): Map<string, (string | number)[]> {
  const columns = new Map<string, (string | number)[]>();
  const sales = Array.from({ length: rows }, () => Math.max(1, Math.round(100 + 20 * normal())));
  columns.set(
    'prediction',
    sales.map(value => rounded(value * (1 + 0.1 * normal()), 3)),
  );
  columns.set('sales', sales);
  columns.set(
    'shop',
    sales.map((_, row) => SHOPS[row % SHOPS.length] as string),
  );
  columns.set(
    'version',
    sales.map(() => 'v1'),
  );
  for (const [name, value] of FEATURES) columns.set(name, sales.map(value));
  return columns;
}

const linesOf = (columns: Columns, line: (cells: readonly (string | number)[]) => string): string[] => {
  const lists = [...columns.values()];
  return Array.from({ length: lists[0]?.length ?? 0 }, (_, row) => line(lists.map(list => list[row] ?? '')));
};

/** Writes days of logs: the same features every day, with times and ids of the day's own. */
export class LogWriter {
  readonly #folder: string;
  readonly #format: LogFormat;
  readonly #rows: number;
  readonly #columns: Columns;
  readonly #rests: readonly string[];

  constructor(folder: string, format: LogFormat, rows: number) {
    this.#folder = join(folder, 'logs');
    this.#format = format;
    this.#rows = rows;
    this.#columns = makeColumns(rows);
    const names = [...this.#columns.keys()];
    const asObject = (cells: readonly (string | number)[]): string =>
      JSON.stringify(Object.fromEntries(names.map((name, place) => [name, cells[place]]))).slice(1);
    this.#rests =
      format === 'parquet' ? [] : linesOf(this.#columns, format === 'csv' ? cells => cells.join(',') : asObject);
    mkdirSync(this.#folder, { recursive: true });
  }

  /** Writes a file of rows spread over a stretch of time; how many bytes it has. */
  write(from: number, until: number): number {
    const day = Math.floor(from / DAY_MS);
    const step = (until - from) / this.#rows;
    const times = Array.from({ length: this.#rows }, (_, row) => new Date(from + row * step).toISOString());
    const ids = Array.from({ length: this.#rows }, (_, row) => `${day}-${row}`);
    const path = join(this.#folder, `${new Date(from).toISOString().slice(0, 10)}.${this.#format}`);
    const content = this.#format === 'parquet' ? this.#parquet(times, ids) : this.#text(times, ids);
    writeFileSync(path, content);
    return content.length;
  }

  #text(times: readonly string[], ids: readonly string[]): string {
    const header = `time,id,${[...this.#columns.keys()].join(',')}\n`;
    const lines =
      this.#format === 'csv'
        ? this.#rests.map((rest, row) => `${times[row]},${ids[row]},${rest}\n`)
        : this.#rests.map((rest, row) => `{"time":"${times[row]}","id":"${ids[row]}",${rest}\n`);
    return (this.#format === 'csv' ? header : '') + lines.join('');
  }

  #parquet(times: readonly string[], ids: readonly string[]): Uint8Array {
    const columnData = [
      { name: 'time', data: times.map(time => new Date(time)), type: 'TIMESTAMP' as const },
      { name: 'id', data: [...ids], type: 'STRING' as const },
      ...[...this.#columns].map(([name, data]) => ({ name, data: [...data], type: typeOf(data) })),
    ];
    return new Uint8Array(parquetWriteBuffer({ columnData }));
  }
}

function typeOf(data: readonly (string | number)[]): 'STRING' | 'INT32' | 'DOUBLE' {
  if (typeof data[0] === 'string') return 'STRING';
  return data.every(value => Number.isInteger(value)) ? 'INT32' : 'DOUBLE';
}

/** A project with a version in production since some moment, and what it promised. */
export async function startProduction(folder: string, format: LogFormat, since: number): Promise<void> {
  const rows = HOLDOUT_DAYS * HOLDOUT_ROWS;
  const first = since - (HOLDOUT_DAYS + 1) * DAY_MS;
  const columns = makeColumns(rows);
  const days = Array.from({ length: rows }, (_, row) =>
    new Date(first + Math.floor(row / HOLDOUT_ROWS) * DAY_MS).toISOString().slice(0, 10),
  );
  const ids = days.map((_, row) => `h-${row}`);
  const predictions = columns.get('prediction') ?? [];
  columns.delete('prediction');
  columns.delete('version');
  const holdout = new Map<string, readonly (string | number)[]>([['time', days], ['id', ids], ...columns]);
  const table = [[...holdout.keys()].join(','), ...linesOf(holdout, cells => cells.join(','))].join('\n');
  writeFileSync(join(folder, 'holdout.csv'), `${table}\n`);
  writeFileSync(join(folder, 'relevo.yml'), configOf(format));
  const kept = join(folder, 'kept');
  mkdirSync(kept);
  const stored = ['id,prediction', ...ids.map((id, row) => `${id},${predictions[row]}`)].join('\n');
  writeFileSync(join(kept, 'predictions.csv'), `${stored}\n`);
  await promote(folder, { kept, rows, at: new Date(since).toISOString() });
}

const configOf = (format: LogFormat): string => `models:
  ${MODEL}:
    task: regression
    train: { command: node train.js }
    predict: { module: predict.js }
    holdout: { data: holdout.csv, target: sales, id: [id], time: time, slices: [shop] }
    metrics: [wape]
    monitor: { data: logs/*.${format} }
`;

async function promote(
  folder: string,
  { kept, rows, at }: { readonly kept: string; readonly rows: number; readonly at: string },
): Promise<void> {
  const registry = openDirectoryRegistry(join(folder, '.relevo'));
  const holdout = (await (await createRows(process.stdin).open(join(folder, 'holdout.csv'))).digest()) as Digest;
  const contents = { kind: 'predictions', holdout, rows } as const;
  await packageArtifact({ folder: kept, facts: { model: MODEL, contents, run: null } });
  const predictions = await registry.blobs.put(kept);
  const event = {
    event: 'promoted',
    model: MODEL,
    at,
    by: 'bench',
    writer: 'local',
    run: '1',
    commit: null,
    tree: null,
    training: sha256('training'),
    artifact: sha256('artifact'),
    comparison: sha256('comparison'),
    predictions,
    holdout,
    rules: sha256('rules'),
    yardstick: sha256('yardstick'),
    baseline: null,
    outcome: 'better',
    report: null,
    metrics: { wape: 0.08 },
    version: 1,
    verdict: 'pass',
  } as const;
  const appended = await registry.ledger.append({ model: MODEL, head: GENESIS, events: [event], reports: [] });
  if (appended.outcome !== 'appended') throw new Error('The promotion was not stored.');
}
