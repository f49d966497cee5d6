// What the owners add to the examples, so that production is watched and the model can be retrained.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Weeks are what is held out once data are refreshed: too few for a season of errors, whose part of the config goes. */
const SEASON = '      season: 7d\n';

const WATCH = `    data:
      refresh: node refresh.js
    monitor:
      data: logs/*.csv
`;

/** All that came true is known from the logs; the end of the time is held out. */
const refresh = (
  training: string,
  { days, sound }: { readonly days: number; readonly sound: string },
): string => `// Writes data/ anew from what it held and from what production has logged since.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const linesOf = path => readFileSync(path, 'utf8').trim().split('\\n');
const [header] = linesOf('data/${training}.csv');
const width = header.split(',').length;
const logs = readdirSync('logs').sort().map(name => 'logs/' + name);
const rows = ['data/${training}.csv', 'data/holdout.csv', ...logs].flatMap(path =>
  linesOf(path)
    .slice(1)
    .map(line => line.split(',').slice(0, width))
    .filter(${sound})
    .map(cells => cells.join(',')),
);
const days = [...new Set(rows.map(row => row.slice(0, 10)))].sort();
const isHeldOut = row => row >= days.at(-${days});
const write = (name, part) => writeFileSync('data/' + name + '.csv', [header, ...part].join('\\n') + '\\n');
write('${training}', rows.filter(row => !isHeldOut(row)));
write('holdout', rows.filter(isHeldOut));
`;

/** Adds them to a checkout of daily sales: two weeks are held out. */
export const watchSales = (folder: string): void =>
  addWatch(folder, refresh('history', { days: 14, sound: '() => true' }));

/** Adds them to a checkout of flight delays: four weeks are held out, and shares beyond one are left out. */
export const watchFlights = (folder: string): void =>
  addWatch(folder, refresh('train', { days: 28, sound: 'cells => cells.slice(5, 9).every(share => share <= 1)' }));

function addWatch(folder: string, program: string): void {
  const edit = (path: string, change: (text: string) => string): void =>
    writeFileSync(join(folder, path), change(readFileSync(join(folder, path), 'utf8')));
  edit('relevo.yml', text => text.replace(SEASON, '') + WATCH);
  edit('.gitignore', text => `${text}logs/\n`);
  writeFileSync(join(folder, 'refresh.js'), program);
}
