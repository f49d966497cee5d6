import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { root } from '../repository.ts';

const down = 'Imports point down only: entry → flows, adapters → ports, report, config → core.';
const pure = /Do not use the global variable/;
const chance = 'Time and chance are arguments in this layer: take a seed or a moment from the caller.';
const core = 'core is pure: it may import only @stdlib/* and pure-rand.';
const waits = 'core is synchronous: nothing in it waits.';
const config = 'config is pure: it may import only zod and yaml.';
const report = 'report is pure: it may import only zod and markdown-table.';
const errors = 'errors import nothing of the project but one another.';
const ports = 'ports declare types only.';
const flow = 'A flow reaches the world through ports only.';
const owners = /belongs? to entry\/action/;

const browser = 'entry/page runs in a browser: it may import only @observablehq/plot.';

const take = (from: string) => `import { thing } from '${from}';\nexport const taken = thing;\n`;

/** A file that breaks one rule, and the message that its author must see. */
const violations: readonly (readonly [path: string, source: string, message: string | RegExp])[] = [
  ['src/core/a.ts', take('zod'), core],
  ['src/core/b.ts', take('node:fs'), core],
  ['src/core/c.ts', take('hyparquet'), core],
  ['src/core/d.ts', take('../config/schema.ts'), down],
  ['src/core/statistics/e.ts', take('../../report/comment.ts'), down],
  ['src/core/f.ts', take('../ports.ts'), down],
  ['src/core/g.ts', take('../flows/evaluate.ts'), down],
  ['src/core/h.ts', take('../adapters/system.ts'), down],
  ['src/core/i.ts', take('../entry/cli/run.ts'), down],
  ['src/core/j.ts', 'export const roll = (): number => Math.random();\n', chance],
  ['src/core/k.ts', 'export const now = (): number => Date.now();\n', chance],
  ['src/core/l.ts', 'export const now = (): Date => new Date();\n', chance],
  ['src/core/m.ts', 'export async function wait(): Promise<void> {}\n', waits],
  ['src/core/s.ts', 'export class Box {\n  async open(): Promise<void> {}\n}\n', waits],
  ['src/core/t.ts', 'export const box = { async open() {} };\n', waits],
  ['src/core/u.ts', take('node:fs/promises'), core],
  ['src/core/v.ts', take('@octokit/rest'), core],
  ['src/core/w.ts', take('hyparquet/src/read.js'), core],
  ['src/core/n.ts', 'export const wait = async () => {};\n', waits],
  ['src/core/o.ts', 'export const home = process.env;\n', pure],
  ['src/core/p.ts', "export const say = (): void => console.info('x');\n", pure],
  ['src/core/q.ts', "export const bytes = Buffer.from('x');\n", pure],
  ['src/core/r.ts', "export const get = () => fetch('x');\n", pure],
  ['src/config/a.ts', take('commander'), config],
  ['src/config/b.ts', take('node:path'), config],
  ['src/config/g.ts', take('node:fs/promises'), config],
  ['src/config/c.ts', take('../flows/evaluate.ts'), down],
  ['src/config/d.ts', take('../report/comment.ts'), down],
  ['src/config/e.ts', take('../adapters/system.ts'), down],
  ['src/config/f.ts', 'export const now = (): number => Date.now();\n', chance],
  ['src/report/a.ts', take('node:fs'), report],
  ['src/report/b.ts', take('commander'), report],
  ['src/report/f.ts', take('node:fs/promises'), report],
  ['src/report/c.ts', take('../config/schema.ts'), down],
  ['src/report/d.ts', take('../flows/evaluate.ts'), down],
  ['src/report/e.ts', 'export const home = process.env;\n', pure],
  ['src/errors.ts', take('zod'), errors],
  ['src/ports.ts', take('zod'), ports],
  ['src/flows/a.ts', take('../adapters/system.ts'), down],
  ['src/flows/b.ts', take('node:fs'), flow],
  ['src/flows/c.ts', take('@octokit/rest'), flow],
  ['src/flows/g.ts', take('node:fs/promises'), flow],
  ['src/flows/d.ts', take('../entry/cli/run.ts'), down],
  ['src/flows/e.ts', 'export const roll = (): number => Math.random();\n', chance],
  ['src/flows/f.ts', 'export const wait = (): unknown => setTimeout(() => {}, 1);\n', pure],
  ['src/adapters/a.ts', take('../flows/evaluate.ts'), down],
  ['src/adapters/b.ts', take('../entry/cli/run.ts'), down],
  ['src/adapters/rows/c.ts', take('@octokit/rest'), owners],
  ['src/adapters/d.ts', take('@actions/core'), owners],
  ['src/adapters/m.ts', take('probot/lib/index.js'), owners],
  ['src/adapters/n.ts', take('@octokit/rest/dist/index.js'), owners],
  ['src/adapters/e.ts', take('@tensorflow/tfjs'), owners],
  ['src/adapters/github/f.ts', take('@actions/core'), owners],
  ['src/adapters/github/g.ts', take('probot'), owners],
  ['src/adapters/github/h.ts', take('../../flows/publish.ts'), down],
  ['src/entry/cli/a.ts', take('@actions/core'), owners],
  ['src/entry/cli/b.ts', take('@tensorflow/tfjs'), owners],
  ['src/entry/action/c.ts', take('probot'), owners],
  ['src/entry/action/d.ts', take('@octokit/rest'), owners],
  ['src/entry/app/e.ts', take('@actions/core'), owners],
  ['src/entry/page/f.ts', take('node:fs'), browser],
  ['src/entry/page/g.ts', take('zod'), browser],
  ['src/entry/page/h.ts', take('../../core/policy.ts'), /knows the types of its data in report\/page/],
  ['src/entry/tensorflow-worker.ts', take('@octokit/rest'), owners],
  ['src/adapters/i.ts', take('./a'), /extension/],
  ['src/adapters/j.ts', 'export default 1;\n', /default export/i],
  ['src/adapters/k.ts', 'export const loose: any = 1;\n', /any/],
  ['src/adapters/l.ts', "export const say = (): void => console.info('x');\n", /console/],
  ['src/adapters/CamelCase.ts', 'export const one = 1;\n', /kebab-case/],
];

/** What each layer may do. */
const clean: readonly (readonly [path: string, source: string])[] = [
  [
    'src/core/clean.ts',
    `${take('@stdlib/stats-base-dists-t-cdf')}import prand from 'pure-rand';\nexport const roll = prand;\n`,
  ],
  ['src/core/statistics/clean.ts', take('../moments.ts')],
  ['src/core/clean-deep.ts', take('pure-rand/generator/xoroshiro128plus')],
  ['src/core/clean-errors.ts', take('../errors.ts')],
  ['src/config/clean.ts', take('zod')],
  ['src/config/clean-core.ts', take('../core/policy.ts')],
  ['src/config/clean-yaml.ts', take('yaml')],
  ['src/report/clean.ts', take('markdown-table')],
  ['src/report/clean-core.ts', take('../core/comparison.ts')],
  ['src/flows/clean.ts', take('../ports.ts')],
  ['src/flows/clean-config.ts', `${take('../config/schema.ts')}export const wait = async () => {};\n`],
  ['src/adapters/clean.ts', take('node:fs')],
  ['src/adapters/github/clean.ts', take('@octokit/rest')],
  ['src/entry/action/clean.ts', take('@actions/core')],
  ['src/entry/app/clean.ts', take('probot')],
  ['src/entry/page/clean.ts', take('@observablehq/plot')],
  ['src/entry/page/clean-data.ts', take('../../report/page/browser-data.ts')],
  ['src/entry/cli/clean.ts', take('../../adapters/system.ts')],
];

interface Diagnostic {
  readonly message: string;
  readonly location: { readonly path: string };
}

let folder: string;
let diagnostics: readonly Diagnostic[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'relevo-layers-'));
  cpSync(join(root, 'biome.json'), join(folder, 'biome.json'));
  cpSync(join(root, 'scripts/lint'), join(folder, 'scripts/lint'), { recursive: true });
  for (const [path, source] of [...violations, ...clean]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), source);
  }
  diagnostics = await lint(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function lint(cwd: string): Promise<readonly Diagnostic[]> {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '--error-on-warnings', 'src'];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd, maxBuffer: 2 ** 26 }, (error, stdout) => {
      // The linter ends with 1 when it has something to say.
      if (error !== null && error.code !== 1) reject(error);
      else resolve(JSON.parse(stdout).diagnostics);
    });
  });
}

const messagesFor = (path: string) =>
  diagnostics.filter(({ location }) => location.path === path).map(({ message }) => message);

describe('the linter refuses', () => {
  test.each(violations)('%s: %j', (path, _source, message) => {
    const expected = message instanceof RegExp ? expect.stringMatching(message) : expect.stringContaining(message);
    expect(messagesFor(path)).toContainEqual(expected);
  });
});

describe('the linter accepts', () => {
  test.each(clean)('%s: %j', path => {
    expect(messagesFor(path)).toEqual([]);
  });
});
