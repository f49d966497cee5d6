// Shows in README.md what `relevo compare` says about the example's two files of predictions, as it says it today.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GeneratedFile, replaceSection } from './section.ts';

const folder = 'examples/compare';
const command = [
  ['compare', '--baseline', 'baseline.csv', '--candidate', 'candidate.csv', '--task', 'regression'],
  ['--target', 'sales', '--id', 'date,shop', '--group', 'date', '--slices', 'shop', '--metrics', 'wape,mae,bias'],
];

/** README.md with the command, and its output, in the section `compare`. */
export function produceComparison(root: string): GeneratedFile {
  const path = 'README.md';
  const shown = `relevo ${command.map(line => line.join(' ')).join(' \\\n  ')}`;
  const section = `\`\`\`sh\n${shown}\n\`\`\`\n\n\`\`\`text\n${compare(root).trimEnd()}\n\`\`\``;
  return { path, content: replaceSection(readFileSync(join(root, path), 'utf8'), 'compare', section) };
}

function compare(root: string): string {
  const entry = join(root, 'src/entry/cli/index.ts');
  const args = [join(root, 'scripts/run.mjs'), entry, ...command.flat()];
  const env = { ...process.env, NO_COLOR: '1' };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: join(root, folder), env });
  if (status === 0) return stdout.toString('utf8');
  throw new Error(`The example comparison ended with ${status}:\n${stderr.toString('utf8')}`);
}
