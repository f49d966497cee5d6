// A small project to evaluate: the daily sales of four shops, a training script that writes means, and a predictor.
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../src/report/report-schema.ts';
import { makeFolder, type Result, relevo } from './relevo.ts';

const SHOPS = ['Faro', 'Lugo', 'Vigo', 'Zamora'];

/** A small seeded generator of numbers in [0, 1) (mulberry32). */
export function uniform(seed: number): () => number {
  let sum = seed;
  return () => {
    sum = (sum + 0x6d2b79f5) | 0;
    let mixed = Math.imul(sum ^ (sum >>> 15), 1 | sum);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One row a day and shop, from a first day on; a shop and a weekday each have their level. */
export function salesTable(from: string, days: number, seed = 1): string {
  const chance = uniform(seed);
  const lines = ['date,shop,weekday,sales'];
  for (let day = 0; day < days; day++) {
    const date = new Date(Date.parse(from) + day * 86_400_000);
    for (const [shop, name] of SHOPS.entries()) {
      const level = 60 * (shop + 1) * (1 + 0.15 * date.getUTCDay());
      const sales = Math.round(level * (0.9 + 0.2 * chance()));
      lines.push(`${date.toISOString().slice(0, 10)},${name},${date.getUTCDay()},${sales}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** Means of sales by some columns, written as JSON. */
export const trainBy = (columns: readonly string[]): string => `
import { readFileSync, writeFileSync } from 'node:fs';
const by = ${JSON.stringify(columns)};
const [header, ...lines] = readFileSync('data/history.csv', 'utf8').trim().split('\\n').map(line => line.split(','));
const sums = {};
for (const cells of lines) {
  const row = Object.fromEntries(header.map((name, index) => [name, cells[index]]));
  const key = by.map(name => row[name]).join('|');
  sums[key] ??= [0, 0];
  sums[key][0] += Number(row.sales);
  sums[key][1] += 1;
}
const means = Object.fromEntries(Object.entries(sums).map(([key, [sum, count]]) => [key, sum / count]));
console.log('::error::means of ' + Object.keys(means).length + ' cells');
writeFileSync(process.env.RELEVO_OUTPUT + '/means.json', JSON.stringify({ by, means }));
`;

export const predictModule = `
import { readFileSync } from 'node:fs';
export function predict({ rows, folder }) {
  const { by, means } = JSON.parse(readFileSync(folder + '/means.json', 'utf8'));
  return rows.map(row => means[by.map(name => row[name]).join('|')]);
}
`;

export const config = `models:
  daily-sales:
    task: regression
    train:
      command: node train.js
      data: [data/history.csv]
    predict:
      module: predict.js
    holdout:
      data: data/holdout.csv
      target: sales
      id: [date, shop]
      time: date
      season: 7d
      slices: [shop]
    metrics: [wape, mae, bias]
    policy:
      margin: 2%
`;

/** A checkout on this disk, with its history. */
export interface Project {
  readonly folder: string;
  /** Writes a file and commits everything. */
  commit(path: string, text: string): void;
  write(path: string, text: string): void;
  read(path: string): string;
  git(...args: string[]): string;
  relevo(...args: string[]): Promise<Result>;
  /** Evaluates and reads the one report. */
  evaluate(...args: string[]): Promise<Result & { readonly report: Report }>;
  /** The kinds of the ledger's events, oldest first. */
  events(): string[];
  /** A copy at another path, registry and history included. */
  copy(): Project;
  /** The same project where somebody moved it. */
  at(folder: string): Project;
}

/** What the tests begin with: everything committed, the data pinned. */
export async function makeProject(files: Readonly<Record<string, string>> = {}): Promise<Project> {
  const folder = makeFolder({
    'relevo.yml': config,
    'train.js': trainBy(['shop']),
    'predict.js': predictModule,
    'package.json': '{ "type": "module" }\n',
    'README.md': '# Sales\n',
    '.gitignore': '.relevo/\nmodel/\n',
    'data/history.csv': salesTable('2025-01-01', 98),
    'data/holdout.csv': salesTable('2025-04-09', 105, 2),
    ...files,
  });
  const project = projectIn(folder);
  project.git('init', '-q', '-b', 'main');
  const locked = await project.relevo('lock');
  if (locked.code !== 0) throw new Error(locked.stderr);
  project.commit('notes.md', 'begun\n');
  return project;
}

function projectIn(folder: string): Project {
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=Ana', '-c', 'user.email=ana@example.org', ...args], {
      cwd: folder,
      encoding: 'utf8',
    });
  const write = (path: string, text: string): void => writeFileSync(join(folder, path), text);
  const call = (...args: string[]): Promise<Result> => relevo(args, { cwd: folder });
  return {
    folder,
    git,
    write,
    read: path => readFileSync(join(folder, path), 'utf8'),
    relevo: call,
    commit(path, text) {
      write(path, text);
      git('add', '-A');
      git('commit', '-q', '-m', `Change ${path}`);
    },
    async evaluate(...args) {
      const result = await call('evaluate', '--json', ...args);
      const [report] = result.stdout === '' ? [] : (JSON.parse(result.stdout) as Report[]);
      if (report === undefined) throw new Error(`${result.code}: ${result.stderr}`);
      return { ...result, report };
    },
    events() {
      const text = readFileSync(join(folder, '.relevo/models/daily-sales/ledger.jsonl'), 'utf8');
      return text
        .trim()
        .split('\n')
        .map(line => (JSON.parse(line) as { event: string }).event);
    },
    copy() {
      const other = makeFolder();
      cpSync(folder, other, { recursive: true });
      return projectIn(other);
    },
    at: projectIn,
  };
}
