// A year in the life of examples/daily-sales: its project as it stood on New Year's Day of 2026, with a watch on production, and
// what the shops sold and production predicted from then on, day by day. The demo and the tests share it.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createPredictor } from '../../src/adapters/prediction/predictor.ts';
import { createRows } from '../../src/adapters/rows/rows.ts';
import { root } from '../repository.ts';

/** What the world does to a model: prices are `price` times as high for a while, and customers mind by another power. */
export interface PriceChange {
  readonly from: string;
  readonly until: string;
  readonly price: number;
  readonly elasticity: number;
}

/** The day that the year begins with. */
export const NEW_YEAR = '2026-01-01';

/** In July of 2026 prices rise by half until the end of September. No such price was ever seen, nor what customers make of it. */
export const PRICE_CHANGE: PriceChange = { from: '2026-07-03', until: '2026-10-01', price: 1.5, elasticity: 1.4 };

/** One day: its rows as CSV, a shop each, with what was sold. */
export interface SalesDay {
  readonly date: string;
  readonly lines: readonly string[];
}

const DAY_MS = 86_400_000;
const SHOPS = 4;
const FIRST = '2022-01-01';

/** The day so many days later. */
export const later = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);

interface Generator {
  readonly header: string;
  readonly salesOf: (days: number, change?: PriceChange) => string[];
}

const generator = async (): Promise<Generator> =>
  (await import(pathToFileURL(join(root, 'examples/daily-sales/sales.js')).href)) as Generator;

/** What is sold on every day from the first of 2022 to the last of 2026. */
export async function sales(change: PriceChange = PRICE_CHANGE): Promise<SalesDay[]> {
  const days = (Date.parse('2027-01-01') - Date.parse(FIRST)) / DAY_MS;
  const lines = (await generator()).salesOf(days, change);
  return Array.from({ length: days }, (_, day) => ({
    date: later(FIRST, day),
    lines: lines.slice(day * SHOPS, (day + 1) * SHOPS),
  }));
}

/** What production logs of a day once its sales are known, as one file. */
export async function logText(
  { lines }: SalesDay,
  production: { readonly version: number; readonly predictions: readonly number[] },
): Promise<string> {
  const { header } = await generator();
  const rows = lines.map((line, shop) => `${line},${production.predictions[shop]?.toFixed(2)},v${production.version}`);
  return `${[`${header},prediction,version`, ...rows].join('\n')}\n`;
}

/** A predictor that makes the predictions of days. */
export interface Service {
  /** The unpacked artifact; it belongs to the service from now on. */
  readonly artifact: string;
  /** The folder with the bundles, where TensorFlow.js is. */
  readonly bundles: string;
}

/** What an artifact predicts for days, by date: what a service does that loads it. */
export async function predictDays(
  { artifact, bundles }: Service,
  days: readonly SalesDay[],
): Promise<Map<string, number[]>> {
  const { header } = await generator();
  const room = mkdtempSync(join(tmpdir(), 'relevo-service-'));
  try {
    writeFileSync(join(room, 'rows.csv'), table(header, days));
    const predictor = createPredictor({
      environment: process.env,
      rows: createRows(process.stdin),
      node: process.execPath,
      worker: join(bundles, 'tensorflow-worker.js'),
      workspace: room,
    });
    const { path } = await predictor.predict({
      model: 'daily-sales',
      task: 'regression',
      predictor: { kind: 'module', module: 'predict.js' },
      folder: artifact,
      weights: 'model',
      data: join(room, 'rows.csv'),
      ids: ['date', 'shop'],
      output: join(room, 'predictions.csv'),
      measureMs: 0,
      environment: [],
      timeoutMs: 60_000,
    });
    return byDate(readFileSync(path, 'utf8'));
  } finally {
    rmSync(room, { recursive: true, force: true });
  }
}

function byDate(text: string): Map<string, number[]> {
  const [names = [], ...lines] = text
    .trim()
    .split('\n')
    .map(line => line.split(','));
  const predicted = new Map<string, number[]>();
  for (const cells of lines) {
    const date = cells[names.indexOf('date')] as string;
    predicted.set(date, [...(predicted.get(date) ?? []), Number(cells[names.indexOf('prediction')])]);
  }
  return predicted;
}

const table = (header: string, days: readonly SalesDay[]): string =>
  `${[header, ...days.flatMap(({ lines }) => lines)].join('\n')}\n`;

/** Three weeks of new days will have to decide, too few to average over weeks, and errors are larger while prices are new. */
const rules = [
  ['      season: 7d\n', ''],
  ['wape <= 0.25', 'wape <= 0.4'],
] as const;

/** The watch, and the command that fetches new data, as the project's owner adds them to relevo.yml. */
const watched = `    data:
      refresh: node refresh.js
    monitor:
      data: logs/*.csv
      retrain: true
`;

/** The owner's own command. All that was sold is known from the logs; the last three weeks are held out. */
const refresh = `// Writes data/ anew from what it held and from what production has logged since.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const linesOf = path => readFileSync(path, 'utf8').trim().split('\\n');
const [header] = linesOf('data/history.csv');
const width = header.split(',').length;
const logs = readdirSync('logs').map(name => 'logs/' + name);
const rows = new Map();
for (const path of ['data/history.csv', 'data/holdout.csv', ...logs]) {
  for (const line of linesOf(path).slice(1)) {
    const [date, shop, ...others] = line.split(',').slice(0, width);
    rows.set(date + shop, [date, shop, ...others]);
  }
}
const days = [...new Set([...rows.values()].map(([date]) => date))].sort();
const heldOut = new Set(days.slice(-21));
for (const [name, isHoldout] of [['history', false], ['holdout', true]]) {
  const lines = [...rows.values()].filter(([date]) => heldOut.has(date) === isHoldout).map(cells => cells.join(','));
  writeFileSync('data/' + name + '.csv', [header, ...lines.sort()].join('\\n') + '\\n');
}
`;

/** Adds the watch and the command to a project of the example. */
export function watchSales(folder: string): void {
  edit(folder, 'relevo.yml', text => text + watched);
  edit(folder, '.gitignore', text => `${text}logs\n`);
  writeFileSync(join(folder, 'refresh.js'), refresh);
}

function edit(folder: string, path: string, change: (text: string) => string): void {
  writeFileSync(join(folder, path), change(readFileSync(join(folder, path), 'utf8')));
}

/**
 * Fills an empty folder with the project, uncommitted and not yet pinned: the example with its better features, to be trained on
 * all that was sold by New Year's Day but the last half-year, which is its holdout.
 */
export async function makeSalesProject(folder: string): Promise<void> {
  const left = ['node_modules', '.relevo', 'model', 'branches', 'data', 'relevo.lock'];
  const example = join(root, 'examples/daily-sales');
  cpSync(example, folder, { recursive: true, filter: path => !left.includes(basename(path)) });
  watchSales(folder);
  edit(folder, 'relevo.yml', text => rules.reduce((sum, [was, is]) => sum.replace(was, is), text));
  edit(folder, 'features.js', text => text.replace('    Number(row.promotion),\n', better));
  const { header } = await generator();
  const before = (await sales()).filter(({ date }) => date < NEW_YEAR);
  mkdirSync(join(folder, 'data'));
  const writeTable = (name: string, days: readonly SalesDay[]): void =>
    writeFileSync(join(folder, `data/${name}.csv`), table(header, days));
  writeTable(
    'history',
    before.filter(day => !isHeldOut(day)),
  );
  writeTable('holdout', before.filter(isHeldOut));
}

const isHeldOut = ({ date }: SalesDay): boolean => date >= later(NEW_YEAR, -182);

/** What `branches/better.patch` of the example does: the model learns of holidays, and that Vigo grows. */
const better = `    row.shop === 'Vigo' ? (day - start) / 1000 : 0,
    Number(row.holiday),
    Number(row.promotion),
`;
