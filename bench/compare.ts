// How long a comparison takes from two files to the verdict: against rows, and against pandas + scikit-learn + SciPy.
//   node scripts/run.mjs bench/compare.ts [most rows, 10000000] [python, python3]
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '../scripts/bundles.ts';
import { type MeasuredRun, median, runNode, runPython, summary } from './measured-run.ts';
import { type PredictionFiles, writePredictions } from './predictions-file.ts';

const most = Number(process.argv[2] ?? 10_000_000);
const python = process.argv[3] ?? 'python3';
const folder = await mkdtemp(join(tmpdir(), 'relevo-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
await bundle(join(folder, 'dist'));

const compare = ({ baseline, candidate }: PredictionFiles): Promise<MeasuredRun> =>
  runNode([
    join(folder, 'dist/cli/index.js'),
    ...['compare', '--baseline', baseline, '--candidate', candidate, '--task', 'regression', '--target', 'sales'],
    ...['--id', 'id', '--slices', 'shop', '--metrics', 'wape,mae,rmse,bias,r2', '--format', 'json'],
  ]);

async function repeat(times: number, run: () => Promise<MeasuredRun>): Promise<MeasuredRun[]> {
  const runs: MeasuredRun[] = [];
  for (let time = 0; time < times; time++) runs.push(await run());
  return runs;
}

console.log(
  'Two CSV files, five metrics, 50 slices, to the verdict (median of runs, range, peak memory of the process)',
);
for (const rows of [10_000, 100_000, 1_000_000, 10_000_000].filter(size => size <= most)) {
  const files = await writePredictions(folder, rows);
  const runs = await repeat(rows > 1_000_000 ? 3 : 5, () => compare(files));
  const perSecond = rows / median(runs.map(run => run.seconds));
  console.log(
    `  ${rows.toLocaleString('en')} rows: ${summary(runs)}; ${Math.round(perSecond).toLocaleString('en')} rows/s`,
  );
}

const joined = await writePredictions(folder, 1_000_000, true);
console.log(`  1,000,000 rows in another order, joined by id: ${summary(await repeat(3, () => compare(joined)))}`);

const script = join(process.env.RELEVO_ROOT ?? '.', 'bench/reference.py');
const files = await writePredictions(folder, 1_000_000);
const pairs: { ours: MeasuredRun; theirs: MeasuredRun }[] = [];
for (let pair = 0; pair < 5; pair++) {
  const theirs = await runPython(python, [script, files.baseline, files.candidate]).catch(() => null);
  if (theirs === null || theirs.code !== 0) break;
  pairs.push({ ours: await compare(files), theirs });
}
if (pairs.length === 0) {
  console.log(`  bench/reference.py did not run with ${python}: it needs pandas, scikit-learn and SciPy.`);
} else {
  const ratio = median(pairs.map(({ ours, theirs }) => theirs.seconds / ours.seconds));
  console.log(`  pandas + scikit-learn + SciPy, the same numbers: ${summary(pairs.map(({ theirs }) => theirs))}`);
  console.log(
    `  Relevo, in turn with it: ${summary(pairs.map(({ ours }) => ours))}; ${ratio.toFixed(1)} times as fast`,
  );
  requireSameNumbers(pairs[0]?.ours.stdout ?? '', pairs[0]?.theirs.stdout ?? '');
}

/** A speed that comes from other numbers would be no comparison. */
function requireSameNumbers(ours: string, theirs: string): void {
  const { metrics } = JSON.parse(ours) as {
    metrics: { metric: string; slice: object | null; improvement: number; interval: number[] }[];
  };
  const reference = JSON.parse(theirs) as Record<string, [number, number, number]>;
  for (const { metric, slice, improvement, interval } of metrics) {
    if (metric === 'bias') continue;
    const expected = reference[slice === null ? metric : String(Object.values(slice)[0])];
    const found = [improvement, ...interval];
    const off = found.findIndex((value, index) => !(Math.abs(value - (expected?.[index] ?? Number.NaN)) < 1e-9));
    if (off >= 0) throw new Error(`${metric} ${JSON.stringify(slice)}: ${found} here, ${expected} there`);
  }
  console.log('  Both print the same differences and intervals, to 1e-9.');
}
