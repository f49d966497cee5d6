// Writes data/flights.csv: every 50th of the flights that left the ten busiest airports of the United States in the first
// half of 2001, each with what was known of delays on the evening before.
//   node prepare.js
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { asyncBufferFromFile, parquetMetadataAsync, parquetRead } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';

const airports = ['ATL', 'DEN', 'DFW', 'DTW', 'LAS', 'LAX', 'MSP', 'ORD', 'PHX', 'STL'];
const EVERY = 50;
const WARM_UP_DAYS = 14; // earlier days have too little history to learn from
const LATE_MINUTES = 15;
const DAY = 86_400_000;

/** Late flights and all flights, by a key. */
class Shares {
  #counts = new Map();

  add(key, late) {
    const [lates, all] = this.#counts.get(key) ?? [0, 0];
    this.#counts.set(key, [lates + late, all + 1]);
  }

  /** The share of a key that was late, drawn towards `otherwise` while there are few flights. */
  of(key, otherwise) {
    const [lates, all] = this.#counts.get(key) ?? [0, 0];
    return (lates + 50 * otherwise) / (all + 50);
  }
}

const file = await openDataset('flights-3m.parquet');
const lines = [];
const [overall, byHour, byOrigin] = [new Shares(), new Shares(), new Shares()];
let seen = 0;
let first;
let yesterday = { all: new Shares(), byOrigin: new Shares() };
let today = []; // becomes history when the day is over
for await (const flight of flights(file)) {
  const { day, origin, hour, distance, late } = flight;
  if (!airports.includes(origin)) continue;
  first ??= day;
  if (today.length > 0 && today[0].day !== day) endDay();
  today.push(flight);
  if (seen++ % EVERY !== 0 || day < first + WARM_UP_DAYS) continue;
  const usual = overall.of('', 0.2);
  const lately = yesterday.all.of('', usual);
  const shares = [
    byHour.of(hour, usual),
    byOrigin.of(origin, usual),
    lately,
    yesterday.byOrigin.of(origin, lately),
  ].map(share => share.toFixed(3));
  const date = new Date(day * DAY);
  lines.push([date.toISOString().slice(0, 10), origin, hour, date.getUTCDay(), distance, ...shares, late].join(','));
}

const header = 'date,origin,hour,weekday,miles,hour_late,origin_late,yesterday_late,origin_yesterday_late,late';
mkdirSync('data', { recursive: true });
writeFileSync('data/flights.csv', `${header}\n${lines.join('\n')}\n`);
console.log(`data/flights.csv: ${lines.length} flights of ${seen}`);

function endDay() {
  yesterday = { all: new Shares(), byOrigin: new Shares() };
  for (const { origin, hour, late } of today) {
    for (const [shares, key] of [
      [overall, ''],
      [byHour, hour],
      [byOrigin, origin],
      [yesterday.all, ''],
      [yesterday.byOrigin, origin],
    ]) {
      shares.add(key, late);
    }
  }
  today = [];
}

/** A file of the package vega-datasets. */
function openDataset(name) {
  return asyncBufferFromFile(fileURLToPath(new URL(`../data/${name}`, import.meta.resolve('vega-datasets'))));
}

/** All flights in the order of departure, one row group of the file at a time. */
async function* flights(file) {
  const metadata = await parquetMetadataAsync(file);
  let start = 0;
  for (const { num_rows } of metadata.row_groups) {
    const end = start + Number(num_rows);
    const columns = { date: [], delay: [], distance: [], origin: [] };
    await parquetRead({
      ...{ file, metadata, compressors, columns: Object.keys(columns), rowStart: start, rowEnd: end },
      onChunk: ({ columnName, columnData }) => {
        columns[columnName].push(columnData);
      },
    });
    const [dates, delays, distances, origins] = Object.values(columns).map(chunks => chunks.flatMap(c => [...c]));
    for (let row = 0; row < dates.length; row++) {
      yield {
        day: Math.floor(dates[row].getTime() / DAY),
        hour: dates[row].getUTCHours(),
        origin: origins[row],
        distance: Number(distances[row]),
        late: Number(delays[row]) >= LATE_MINUTES ? 1 : 0,
      };
    }
    start = end;
  }
}
