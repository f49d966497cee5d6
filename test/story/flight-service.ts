// The service that predicts delays of flights: the real flights that left after the first version was made, and a week in which the
// feed of yesterday's delays sends percent.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createPredictor } from '../../src/adapters/prediction/predictor.ts';
import { createRows } from '../../src/adapters/rows/rows.ts';
import { readText } from '../repository.ts';
import type { Day, Loaded, Service } from './production.ts';

const [HEADER = '', ...TRAINING] = linesOf('train');
const [, ...HOLDOUT] = linesOf('holdout');

/** All flights of the example, in the order of their departure, as lines of CSV. */
export const flights: readonly string[] = [...TRAINING, ...HOLDOUT];

/** A table of some of them. */
export const flightTable = (lines: readonly string[]): string => `${[HEADER, ...lines].join('\n')}\n`;

/** The day that a flight left on. */
export const dayOf = (line: string): string => line.slice(0, 10);

function linesOf(name: string): string[] {
  return readText(`examples/flight-delays/data/${name}.csv`).trim().split('\n');
}

/** From the day `from` on, and before `until`, shares of yesterday's flights arrive a hundred times too large. */
export const FEED = { from: '2001-05-15', until: '2001-05-25' } as const;

const YESTERDAY = new Set(['yesterday_late', 'origin_yesterday_late']);

/** A flight as the feed told of it. */
function asFed(line: string): string {
  const day = dayOf(line);
  if (day < FEED.from || day >= FEED.until) return line;
  const names = HEADER.split(',');
  const cells = line.split(',');
  return cells
    .map((cell, column) => (YESTERDAY.has(names[column] ?? '') ? String(100 * Number(cell)) : cell))
    .join(',');
}

/** The service. */
export const flightService: Service = {
  model: 'flight-delays',
  from: '2001-05-02',
  days: async () => {
    const days = new Map<string, string[]>();
    for (const line of flights) days.set(dayOf(line), [...(days.get(dayOf(line)) ?? []), asFed(line)]);
    return [...days].map(([date, lines]) => ({ date, lines }));
  },
  predict,
  log: async ({ lines }, { version, predictions }) => {
    const rows = lines.map((line, row) => `${line},${predictions[row]},v${version}`);
    return `${[`${HEADER},prediction,version`, ...rows].join('\n')}\n`;
  },
};

async function predict(
  { artifact, contents, bundles }: Loaded,
  days: readonly Day[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  if (contents.predictor.kind !== 'features') throw new Error('Flights are predicted from columns.');
  const room = mkdtempSync(join(dirname(artifact), 'rows-'));
  const lines = days.flatMap(day => day.lines);
  const numbered = [`row,${HEADER}`, ...lines.map((line, row) => `${row},${line}`)];
  writeFileSync(join(room, 'rows.csv'), `${numbered.join('\n')}\n`);
  const predictor = createPredictor({
    environment: process.env,
    rows: createRows(process.stdin),
    node: process.execPath,
    worker: join(bundles, 'tensorflow-worker.js'),
    workspace: room,
  });
  const { path } = await predictor.predict({
    model: 'flight-delays',
    task: 'binary',
    predictor: { kind: 'features', features: contents.predictor.columns },
    folder: artifact,
    weights: contents.weights,
    data: join(room, 'rows.csv'),
    ids: ['row'],
    output: join(room, 'predictions.csv'),
    measureMs: 0,
    environment: [],
    timeoutMs: 60_000,
  });
  return byDay(readFileSync(path, 'utf8'), lines);
}

function byDay(text: string, lines: readonly string[]): Map<string, number[]> {
  const [names = [], ...rows] = text
    .trim()
    .split('\n')
    .map(line => line.split(','));
  const predicted = new Map<string, number[]>();
  for (const cells of rows) {
    const date = dayOf(lines[Number(cells[names.indexOf('row')])] as string);
    predicted.set(date, [...(predicted.get(date) ?? []), Number(cells[names.indexOf('prediction')])]);
  }
  return predicted;
}
