// What the owner of daily sales adds to the example, so that production is watched and the model can be retrained.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Weeks are what is held out once data are refreshed: too few for a season of errors, whose part of the config goes. */
const SEASON = '      season: 7d\n';

const WATCH = `    data:
      refresh: node refresh.js
    monitor:
      data: logs/*.csv
`;

/** All that was sold is known from the logs. The last two weeks are held out. */
const REFRESH = `// Writes data/ anew from what it held and from what production has logged since.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const HELD_OUT_ROWS = 4 * 14; // four shops, two weeks

const linesOf = path => readFileSync(path, 'utf8').trim().split('\\n');
const [header] = linesOf('data/history.csv');
const width = header.split(',').length;
const logs = readdirSync('logs').sort().map(name => 'logs/' + name);
const rows = ['data/history.csv', 'data/holdout.csv', ...logs].flatMap(path =>
  linesOf(path)
    .slice(1)
    .map(line => line.split(',').slice(0, width).join(',')),
);
const write = (name, part) => writeFileSync('data/' + name + '.csv', [header, ...part].join('\\n') + '\\n');
write('history', rows.slice(0, -HELD_OUT_ROWS));
write('holdout', rows.slice(-HELD_OUT_ROWS));
`;

/** Adds them to a checkout. */
export function addWatch(folder: string): void {
  const edit = (path: string, change: (text: string) => string): void =>
    writeFileSync(join(folder, path), change(readFileSync(join(folder, path), 'utf8')));
  edit('relevo.yml', text => text.replace(SEASON, '') + WATCH);
  edit('.gitignore', text => `${text}logs/\n`);
  writeFileSync(join(folder, 'refresh.js'), REFRESH);
}
