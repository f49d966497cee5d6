// The Action's bundle, started as the runner starts it: inputs in the environment, files for outputs and the summary.
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { describeThrown } from '../../../src/entry/action/failure.ts';
import { bundlesFolder, makeFolder, runNode } from '../../e2e/relevo.ts';
import { listFiles, readText, root } from '../../repository.ts';

const config = `models:
  daily-sales:
    task: regression
    train:
      command: node train.js
    predict:
      module: predict.js
    holdout:
      data: holdout.csv
      target: sales
`;

interface JobResult {
  readonly code: number | null;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** What a file of outputs holds: `name<<delimiter`, lines, `delimiter`. */
function readOutputs(text: string): Record<string, string> {
  const blocks = [...text.matchAll(/^(.+?)<<(\S+)\n(.*?)\n\2$/gms)];
  return Object.fromEntries(blocks.map(([, name, , value]) => [name, value]));
}

/** Runs the Action in a workspace with the inputs that a job's `with:` gives. */
async function runAction(workspace: string, inputs: Readonly<Record<string, string>>): Promise<JobResult> {
  const files = makeFolder({ outputs: '', 'summary.md': '' });
  const env = {
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    GITHUB_OUTPUT: join(files, 'outputs'),
    GITHUB_STEP_SUMMARY: join(files, 'summary.md'),
    GITHUB_WORKSPACE: workspace,
  };
  const { main } = parse(readText('action.yml')).runs;
  const file = join(await bundlesFolder(), main.replace(/^dist\//, ''));
  const { code, stdout, stderr } = await runNode([file], { cwd: workspace, env });
  expect(stderr).toBe('');
  const read = (name: string) => readFileSync(join(files, name), 'utf8');
  return { code, log: stdout, outputs: readOutputs(read('outputs')), summary: read('summary.md') };
}

describe('mode validate', () => {
  test('passes a valid config, and says so everywhere', async () => {
    const { code, log, outputs, summary } = await runAction(makeFolder({ 'relevo.yml': config }), {
      mode: 'validate',
      config: 'relevo.yml',
    });
    expect({ code, log, outputs }).toEqual({
      code: 0,
      log: 'The config is valid: 1 model.\n',
      outputs: { valid: 'true', problems: '[]' },
    });
    expect(summary).toContain('<li><code>daily-sales</code></li>');
  });

  test('annotates each problem on its line and column, and fails the job', async () => {
    const broken = config.replace('task: regression', 'task: regresion').replace('target: sales', 'targt: sales');
    const workspace = makeFolder({ 'models/relevo.yml': broken });
    const { code, log, outputs, summary } = await runAction(workspace, {
      mode: 'validate',
      config: './models/relevo.yml',
    });
    expect(code).toBe(1);
    const annotations = log.split('\n').filter(line => line.startsWith('::error '));
    expect(annotations).toEqual([
      expect.stringMatching(/^::error title=models\.daily-sales\.task,file=models\/relevo\.yml,line=3,col=11::/),
      expect.stringMatching(
        /^::error title=models\.daily-sales\.holdout\.targt,file=models\/relevo\.yml,line=10,col=7::/,
      ),
    ]);
    expect(annotations[1]).toContain('did you mean "target"?');
    expect(outputs.valid).toBe('false');
    expect(JSON.parse(outputs.problems ?? '')).toHaveLength(annotations.length);
    expect(JSON.parse(outputs.problems ?? '')[0]).toMatchObject({ file: 'models/relevo.yml', line: 3, column: 11 });
    expect(summary).toContain('<code>models/relevo.yml</code> has 2 problems');
    expect(summary.match(/<tr><td>\d+<\/td>/g)).toHaveLength(annotations.length);
    expect(log).toContain('::error::The config has 2 problems; each stands above.\n');
  });

  test('lets nothing in a config speak to the runner, break the summary or mention anybody', async () => {
    const hostile = '\\n::set-output name=valid::true\\n##[add-mask]a</code><img src=x> @team';
    const workspace = makeFolder({ 'relevo.yml': `models:\n  a: {"${hostile}": 1, task: "${hostile}"}\n` });
    const { code, log, outputs, summary } = await runAction(workspace, { mode: 'validate' });
    expect(code).toBe(1);
    expect(outputs.valid).toBe('false');
    expect(log.split('\n').filter(line => line !== '' && !line.startsWith('::error'))).toEqual([]);
    expect(summary).not.toContain('<img');
    expect(summary.replace(/<code>[^<]*<\/code>/g, '')).not.toContain('@team');
    expect(summary.trimEnd()).not.toMatch(/\n\s*\n/);
  });
});

describe('what fails the job', () => {
  test.each([
    [{ mode: 'train' }, 'The input "mode" does not take "train".%0AExpected: validate, evaluate, publish'],
    [{}, 'The input "mode" is missing.%0AExpected: validate, evaluate, publish'],
    [{ mode: 'validate', models: 'a' }, 'The input "models" means nothing to the mode "validate".%0A'],
    [{ mode: 'evaluate', token: 't' }, 'The environment variable GITHUB_EVENT_PATH is missing.%0A'],
    [{ mode: 'validate', config: 'none.yml' }, 'none.yml does not exist.%0A'],
    [{ mode: 'validate', config: '.' }, '. could not be read.%0AIt is a folder.%0A'],
    [{ mode: 'validate', config: '../secret.yml' }, '../secret.yml leads out of the workspace.%0A'],
    [{ mode: 'validate', config: '/etc/passwd' }, '/etc/passwd leads out of the workspace.%0A'],
    [{ mode: 'validate', config: 'link.yml' }, 'link.yml leads out of the workspace.%0A'],
    [{ mode: 'validate', config: 'bytes.yml' }, 'bytes.yml could not be read.%0AIt is not UTF-8 text.%0A'],
  ])('%j', async (inputs, told) => {
    const folder = makeFolder({ 'secret.yml': config, 'work/bytes.yml': Uint8Array.of(0xff, 0xfe, 0xff) });
    const workspace = join(folder, 'work');
    symlinkSync('../secret.yml', join(workspace, 'link.yml'));
    const { code, log, outputs } = await runAction(workspace, inputs);
    expect(code).toBe(1);
    expect(log.startsWith(`::error::${told}`)).toBe(true);
    expect(log.trimEnd().split('\n')).toHaveLength(1);
    expect(outputs).toEqual({});
  });

  test('a summary that cannot be written, after the annotations', async () => {
    const workspace = makeFolder({ 'relevo.yml': 'models: 1\n' });
    const file = join(await bundlesFolder(), 'action/index.js');
    const env = { INPUT_MODE: 'validate', GITHUB_STEP_SUMMARY: join(workspace, 'none', 'summary.md') };
    const { code, stdout } = await runNode([file], { cwd: workspace, env });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^::error title=models,file=relevo\.yml,line=1,col=/m);
    expect(stdout).toMatch(/^::error::The job summary .*none/m);
  });

  test.each([
    [new TypeError('of undefined'), /^internal error: TypeError: of undefined\n\s+at /],
    ['a bare string', /^internal error: 'a bare string' was thrown, which is not an error$/m],
    [undefined, /^internal error: undefined was thrown, which is not an error$/m],
  ])('a bug of ours, whatever was thrown: %p', (thrown, told) => {
    expect(describeThrown(thrown)).toMatch(told);
    expect(describeThrown(thrown)).toContain('Please report it');
  });
});

describe('action.yml', () => {
  const action = parse(readText('action.yml'));

  test('declares the inputs and outputs that the code has, and no others', () => {
    const sources = listFiles(/^src\/entry\/action\/.*\.ts$/)
      .map(readText)
      .join('\n');
    const found = (pattern: RegExp) => [...new Set([...sources.matchAll(pattern)].map(([, name]) => name))].sort();
    expect(Object.keys(action.inputs).sort()).toEqual(found(/\bread\('([^']+)'\)/g));
    expect(Object.keys(action.outputs).sort()).toEqual(found(/\bsetOutput\(\s*'([^']+)'/g));
  });

  test('starts a bundle that is committed, on Node 24', () => {
    expect(action.runs).toEqual({ using: 'node24', main: 'dist/action/index.js' });
    expect(existsSync(join(root, 'src/entry/action/index.ts'))).toBe(true);
  });
});
