// What the first look at a hundred days of logs costs, and the look a day later: 100 files of 100,000 rows with 20 features.
//   node scripts/run.mjs bench/monitor.ts [files, 100] [rows a file, 100000] [formats, csv,parquet,jsonl]
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '../scripts/bundles.ts';
import type { Watch } from '../src/report/watch-schema.ts';
import { type MeasuredRun, median, runNode, summary } from './measured-run.ts';
import { DAY_MS, type LogFormat, LogWriter, startProduction } from './production-logs.ts';

const [files = 100, rows = 100_000] = process.argv.slice(2, 4).map(Number);
const formats = (process.argv[4] ?? 'csv,parquet,jsonl').split(',') as LogFormat[];
/** Only CSV is written whole: writing Parquet takes this bench longer than reading it. */
const TENTH = 10;
const MOST_SECONDS = 20;
const MOST_MEGABYTES = 400;
const MOST_SECONDS_LATER = 1;
const RUNS = 3;

const folder = mkdtempSync(join(tmpdir(), 'relevo-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
await bundle(join(folder, 'dist'));
for (const format of formats) await measure(format, format === 'csv' ? files : Math.ceil(files / TENTH));

async function measure(format: LogFormat, count: number): Promise<void> {
  const project = join(folder, format);
  mkdirSync(project);
  const now = Date.now();
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  await startProduction(project, format, today - count * DAY_MS);
  const writer = new LogWriter(project, format, rows);
  let bytes = 0;
  for (let day = count; day >= 1; day--) bytes += writer.write(today - day * DAY_MS, today - (day - 1) * DAY_MS);
  const size = `${count} files of ${rows.toLocaleString('en')} rows, ${(bytes / 1e6).toFixed(0)} MB`;
  console.log(`${format}: ${size} (median of ${RUNS}, range, peak memory)`);
  const firsts: MeasuredRun[] = [];
  for (let time = 0; time < RUNS; time++) {
    rmSync(join(project, '.relevo/models/demand/watch'), { recursive: true, force: true });
    firsts.push(await look(project, { read: count, days: count - 1 }));
  }
  const seconds = median(firsts.map(run => run.seconds));
  const speed = `${Math.round((count * rows) / seconds).toLocaleString('en')} rows/s`;
  console.log(`  first look: ${summary(firsts)}, processor ${cpu(firsts)}; ${speed}`);
  writer.write(today, now);
  const later = await look(project, { read: 2, days: 1 });
  console.log(`  a day later, one new file: ${summary([later])}, processor ${cpu([later])}`);
  const idle = await look(project, { read: 0, days: 0 });
  console.log(`  nothing new: ${summary([idle])}, processor ${cpu([idle])}`);
  const isSlow = seconds > MOST_SECONDS || Math.max(...firsts.map(run => run.megabytes)) > MOST_MEGABYTES;
  if (format !== 'csv' || !(isSlow || later.seconds > MOST_SECONDS_LATER)) return;
  console.log(`  More than claimed: ${MOST_SECONDS} s, ${MOST_MEGABYTES} MB, and ${MOST_SECONDS_LATER} s a day later.`);
  process.exitCode = 1;
}

function cpu(runs: readonly MeasuredRun[]): string {
  return `${median(runs.map(run => run.cpuSeconds)).toFixed(2)} s`;
}

/** One look by the command line; one that does not read and count what it should is no measurement. */
async function look(project: string, expected: { readonly read: number; readonly days: number }): Promise<MeasuredRun> {
  const cli = join(folder, 'dist/cli/index.js');
  const run = await runNode([cli, 'monitor', '--json', '--config', join(project, 'relevo.yml')]);
  const [watch] = JSON.parse(run.stdout) as Watch[];
  const isAsExpected = watch?.files.read === expected.read && watch.days.counted === expected.days;
  if (run.code !== 0 || !isAsExpected) throw new Error(`relevo monitor ended with ${run.code}: ${run.stdout}`);
  return run;
}
