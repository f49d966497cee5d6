// Relevo on real hourly demand of a bike rental, from the folder that RELEVO_BIKE_SHARING names: a first version, then one
// change for the better and one for the worse.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { makeFolder } from '../e2e/relevo.ts';
import { answerOf, openProject, type Project } from './project.ts';

jest.setTimeout(120_000);

const source = join(process.env.RELEVO_BIKE_SHARING ?? '', 'hour.csv');
const isThere = process.env.RELEVO_BIKE_SHARING !== undefined && existsSync(source);
const describeReal = isThere ? describe : describe.skip;

const config = `models:
  bikes:
    task: regression
    train:
      command: node train.js
      inputs: [train.js, table.js]
      data: [data/train.csv]
    predict:
      command: [node, predict.js, $MODEL, $DATA, $OUTPUT]
      package: [predict.js, table.js]
    holdout:
      data: data/holdout.csv
      target: rented
      id: [date, hour]
      group: date
      time: date
      season: 7d
      slices: [season, workingday]
    metrics: [wape, mae, bias]
    policy: { limits: [model_mb <= 1] }
`;

const table = `import { readFileSync } from 'node:fs';

/** The rows of a CSV file, as texts by column. */
export function read(path) {
  const [header, ...lines] = readFileSync(path, 'utf8').trim().split('\\n');
  const names = header.split(',');
  return lines.map(line => Object.fromEntries(line.split(',').map((cell, index) => [names[index], cell])));
}
`;

const train = `import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { read } from './table.js';

const by = ['hour'];
const sums = {};
for (const row of read('data/train.csv')) {
  const key = by.map(name => row[name]).join(' ');
  const [sum, count] = sums[key] ?? [0, 0];
  sums[key] = [sum + Number(row.rented), count + 1];
}
const means = Object.fromEntries(Object.entries(sums).map(([key, [sum, count]]) => [key, sum / count]));
writeFileSync(join(process.env.RELEVO_OUTPUT, 'means.json'), JSON.stringify({ by, means }));
`;

const predict = `import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { read } from './table.js';

const [model, data, output] = process.argv.slice(2);
const { by, means } = JSON.parse(readFileSync(join(model, 'means.json'), 'utf8'));
const lines = read(data).map(row => [row.date, row.hour, means[by.map(name => row[name]).join(' ')]].join(','));
writeFileSync(output, ['date,hour,prediction', ...lines, ''].join('\\n'));
`;

/** The columns that the models use, with dates that sort: `1/31/2011` becomes `2011-01-31`. */
function prepare(text: string): string {
  const [header = '', ...lines] = text.trim().split(/\r?\n/);
  const names = header.split(',');
  const rows = lines.map(line => {
    const cells = line.split(',');
    const cell = (name: string): string => cells[names.indexOf(name)] ?? '';
    return [isoDate(cell('dteday')), ...['hr', 'season', 'weekday', 'workingday', 'cnt'].map(cell)].join(',');
  });
  return ['date,hour,season,weekday,workingday,rented', ...rows, ''].join('\n');
}

function isoDate(text: string): string {
  const [month = '', day = '', year = ''] = text.split('/');
  return year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

describeReal(
  isThere ? 'bike sharing' : 'bike sharing (skipped: RELEVO_BIKE_SHARING names no folder with hour.csv)',
  () => {
    let project: Project;
    const change = (from: string, to: string): void => {
      project.branch();
      expect(train).toContain(from);
      writeFileSync(join(project.folder, 'train.js'), train.replace(from, to));
      project.commit();
    };

    beforeAll(async () => {
      project = await openProject(
        makeFolder({
          'relevo.yml': config,
          'table.js': table,
          'train.js': train,
          'predict.js': predict,
          'package.json': '{ "type": "module" }\n',
          '.gitignore': 'node_modules/\n.relevo/\nmodel/\n',
          'data/hours.csv': prepare(readFileSync(source, 'utf8')),
        }),
      );
      const outputs = ['--output-train', 'data/train.csv', '--output-holdout', 'data/holdout.csv'];
      const split = await project.call('split', 'data/hours.csv', '--time', 'date', '--last', '20%', ...outputs);
      expect(split.code).toBe(0);
    });

    test('the first version beats the best constant', async () => {
      expect((await project.call('lock')).code).toBe(0);
      project.commit();
      const first = await project.call('evaluate');
      expect(answerOf(first)).toMatch(/^pass: bikes: first version, beats the best constant \(WAPE 70 % → 46 %\);/);
      expect((await project.call('promote', 'bikes')).stdout).toContain('bikes v1 is in production now.');
    });

    test('means that tell working days from others are better', async () => {
      change("['hour']", "['workingday', 'hour']");
      const better = await project.call('evaluate');
      expect(answerOf(better)).toMatch(
        /^pass: bikes: WAPE 45.7 % → 40.8 %,.*\n\n.* points better .* on 3,464 rows of 146 days\.$/,
      );
      expect(better.code).toBe(0);
    });

    test('means that do not know the hour are worse', async () => {
      change("['hour']", "['workingday']");
      const worse = await project.call('evaluate');
      expect(answerOf(worse)).toMatch(/^fail: bikes: WAPE 46 % → 70 %, v1 stays in production\n/);
      expect(worse.code).toBe(1);
    });
  },
);
