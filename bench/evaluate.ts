// How long `relevo evaluate` takes beside training and prediction: with everything known, and at 10,000 holdout rows.
//   node scripts/run.mjs bench/evaluate.ts [rows, 10000]
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '../scripts/bundles.ts';
import { type MeasuredRun, median, runNode, summary } from './measured-run.ts';

const rows = Number(process.argv[2] ?? 10_000);
const folder = await mkdtemp(join(tmpdir(), 'relevo-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const [dist, project] = [join(folder, 'dist'), join(folder, 'project')];
await bundle(dist);

// The commands tell how long they took themselves; the rest of the time is Relevo's.
const spent = join(folder, 'spent');
await makeProject();

const relevo = async (...args: string[]): Promise<MeasuredRun> => {
  const run = await runNode([join(dist, 'cli/index.js'), ...args, '--config', join(project, 'relevo.yml')]);
  if (run.code !== 0) throw new Error(`relevo ${args.join(' ')} ended with ${run.code}: ${run.stdout}`);
  return run;
};

await relevo('lock');
git('init', '-q');
git('add', '-A');
git('commit', '-q', '-m', 'Begin');
await relevo('evaluate');
await relevo('promote', 'demand');
await relevo('evaluate');

const known: MeasuredRun[] = [];
for (let time = 0; time < 7; time++) known.push(await relevo('evaluate'));
console.log(
  `evaluate, ${rows.toLocaleString('en')} holdout rows (median of 7 runs, range, peak memory of the process)`,
);
console.log(`  known digests, at most 1 s: ${summary(known)}`);

const own: MeasuredRun[] = [];
for (let time = 0; time < 7; time++) {
  await writeFile(spent, '');
  const run = await relevo('evaluate', '--anew');
  const children = (await readFile(spent, 'utf8'))
    .trim()
    .split('\n')
    .reduce((sum, line) => sum + Number(line), 0);
  own.push({ ...run, seconds: run.seconds - children / 1000 });
}
console.log(`  Relevo's own around training and prediction, at most 1.5 s: ${summary(own)}`);
if (median(known.map(({ seconds }) => seconds)) > 1 || median(own.map(({ seconds }) => seconds)) > 1.5) {
  console.log('  Slower than claimed.');
  process.exitCode = 1;
}

function git(...args: string[]): void {
  execFileSync('git', ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.org', ...args], { cwd: project });
}

async function makeProject(): Promise<void> {
  await mkdir(join(project, 'data'), { recursive: true });
  const write = (path: string, text: string): Promise<void> => writeFile(join(project, path), text);
  const table = (from: number): string => {
    const lines = Array.from(
      { length: rows },
      (_, row) => `${from + row},${(row * 7919) % 97},${(row * 31) % 5},${100 + ((row * 7919) % 97)}`,
    );
    return `id,size,shop,sales\n${lines.join('\n')}\n`;
  };
  await write('data/history.csv', table(0));
  await write('data/holdout.csv', table(rows));
  await write('.gitignore', '.relevo/\nmodel/\n');
  await write('package.json', '{ "type": "module" }\n');
  await write(
    'train.js',
    `${timedHeader()}import { writeFileSync } from 'node:fs';
writeFileSync(process.env.RELEVO_OUTPUT + '/level.json', '100');\n`,
  );
  await write(
    'predict.js',
    `${timedHeader()}import { readFileSync, writeFileSync } from 'node:fs';
const [model, data, output] = process.argv.slice(2);
const level = Number(readFileSync(model + '/level.json', 'utf8'));
const [, ...lines] = readFileSync(data, 'utf8').trim().split('\\n').map(line => line.split(','));
writeFileSync(output, 'id,prediction\\n' + lines.map(([id, size]) => id + ',' + (level + Number(size) * 0.9)).join('\\n') + '\\n');\n`,
  );
  await write(
    'relevo.yml',
    `models:
  demand:
    task: regression
    train: { command: node train.js, data: [data/history.csv] }
    predict: { command: [node, predict.js, $MODEL, $DATA, $OUTPUT], package: [predict.js] }
    holdout: { data: data/holdout.csv, target: sales, id: [id], slices: [shop] }
    metrics: [wape, mae, rmse, bias, r2]
    policy: { leaks: warn }
`,
  );
}

/** Every child appends the milliseconds that it lived, so that repeats for measuring count as prediction too. */
function timedHeader(): string {
  return `import { appendFileSync } from 'node:fs';
process.on('exit', () => appendFileSync(${JSON.stringify(spent)}, performance.now() + '\\n'));\n`;
}
