// The one gate: formats, lints, checks types, generates, bundles; then nothing may differ from what is committed.
import { spawnSync } from 'node:child_process';

const root = process.env.RELEVO_ROOT ?? process.cwd();

interface Step {
  readonly name: string;
  readonly command: readonly string[];
}

const node = process.execPath;
const biome = [node, 'node_modules/@biomejs/biome/bin/biome'];

/** In this order, because each step may change what the next ones read. */
const steps: readonly Step[] = [
  { name: 'generate', command: [node, 'scripts/run.mjs', 'scripts/generate.ts'] },
  { name: 'format', command: [...biome, 'check', '--write', '--linter-enabled=false'] },
  { name: 'lint', command: [...biome, 'lint', '--error-on-warnings'] },
  { name: 'types', command: [node, 'node_modules/typescript/bin/tsc', '-p', '.'] },
  // What runs in a browser is the only thing that may know of one.
  { name: 'page types', command: [node, 'node_modules/typescript/bin/tsc', '-p', 'src/entry/page'] },
  { name: 'bundle', command: [node, 'scripts/run.mjs', 'scripts/bundle.ts'] },
];

interface Outcome {
  readonly name: string;
  readonly isGood: boolean;
  readonly output: string;
}

function runStep({ name, command: [program = '', ...args] }: Step): Outcome {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const output = `${stdout ?? ''}${stderr ?? ''}${error === undefined ? '' : error.message}`.trimEnd();
  return { name, isGood: status === 0, output };
}

/** What differs from the last commit, new files among it. */
function compareWithCommit(): Outcome {
  const status = runStep({ name: 'committed', command: ['git', 'status', '--porcelain'] });
  if (!status.isGood || status.output === '') return status;
  const remedy = 'Run `npm run check` and commit what it changed.';
  return { ...status, isGood: false, output: `${status.output}\n${remedy}` };
}

function tell({ name, isGood, output }: Outcome, seconds: number): boolean {
  console.log(`${isGood ? 'ok    ' : 'FAILED'} ${name.padEnd(10)} ${seconds.toFixed(1)} s`);
  if (!isGood) console.log(`${output.replaceAll(/^/gm, '    ')}\n`);
  return isGood;
}

function timed(work: () => Outcome): boolean {
  const start = performance.now();
  const outcome = work();
  return tell(outcome, (performance.now() - start) / 1000);
}

const results = [...steps.map(step => timed(() => runStep(step))), timed(compareWithCommit)];
process.exitCode = results.every(Boolean) ? 0 : 1;
