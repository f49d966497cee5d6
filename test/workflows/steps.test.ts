// The shell steps of the reusable workflow, run as a runner runs them: by bash, in a checkout, with its files for outputs.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { makeFolder } from '../e2e/relevo.ts';
import { readText } from '../repository.ts';

interface Step {
  readonly name?: string;
  readonly run?: string;
}

const workflow = parse(readText('.github/workflows/relevo.yml')) as {
  jobs: { evaluate: { steps: readonly Step[] }; act: { steps: readonly Step[] } };
};

const scriptOf = (name: string): string =>
  workflow.jobs.evaluate.steps.find(step => step.name === name)?.run ?? expectStep(name);

function expectStep(name: string): never {
  throw new Error(`There is no step "${name}".`);
}

/** Runs a step; programs that it calls are noted instead of run. */
function runStep(name: string, files: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}) {
  const folder = makeFolder(files);
  const outside = makeFolder({ outputs: '', environment: '', calls: '' });
  const bin = join(outside, 'bin');
  mkdirSync(bin);
  for (const program of ['npm', 'python']) {
    writeFileSync(join(bin, program), `#!/bin/sh\necho "${program} $*" >> "${join(outside, 'calls')}"\n`);
    chmodSync(join(bin, program), 0o755);
  }
  execFileSync('bash', ['-e', '-c', scriptOf(name)], {
    cwd: folder,
    env: {
      PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
      GITHUB_OUTPUT: join(outside, 'outputs'),
      GITHUB_ENV: join(outside, 'environment'),
      ...env,
    },
  });
  const read = (file: string) => readFileSync(join(outside, file), 'utf8').trim().split('\n').filter(Boolean);
  return { outputs: read('outputs'), environment: read('environment'), calls: read('calls') };
}

const unset = { NODE_VERSION: '', PYTHON_VERSION: '' };

describe('what the repository needs', () => {
  test.each<[string, Record<string, string>, Record<string, string>, string[]]>([
    ['nothing', { 'train.sh': '' }, unset, []],
    ['Node for a package.json', { 'package.json': '{}' }, unset, ['node=24']],
    ['the Node that it pins', { 'package.json': '{}', '.nvmrc': '22' }, unset, ['node=24', 'node-file=.nvmrc']],
    ['the Node that was asked for', { '.nvmrc': '22' }, { ...unset, NODE_VERSION: '20' }, ['node=20']],
    ['Python for requirements.txt', { 'requirements.txt': '' }, unset, ['python=3.13']],
    [
      'the Python that it pins',
      { 'pyproject.toml': '', '.python-version': '3.12' },
      unset,
      ['python=3.13', 'python-file=.python-version'],
    ],
  ])('%s', (_, files, env, outputs) => {
    expect(runStep('Find what the repository needs', files, env).outputs).toEqual(outputs);
  });
});

describe('what training needs', () => {
  test.each<[string, Record<string, string>, string, string[]]>([
    ['nothing', {}, '', []],
    ['packages of npm', { 'package-lock.json': '{}' }, '', ['npm ci --no-audit --no-fund']],
    [
      'packages of Python',
      { 'requirements.txt': '' },
      '',
      ['python -m pip install --quiet --disable-pip-version-check -r requirements.txt'],
    ],
    [
      'what `setup` says, and nothing else',
      { 'package-lock.json': '{}' },
      'npm install\npython x.py',
      ['npm install', 'python x.py'],
    ],
  ])('%s', (_, files, SETUP, calls) => {
    expect(runStep('Install what training needs', files, { SETUP }).calls).toEqual(calls);
  });

  test('a setup that fails fails the step', () => {
    expect(() => runStep('Install what training needs', {}, { SETUP: 'false\ntrue' })).toThrow(/Command failed/);
  });
});

test('the environment of training is what the secret holds, line by line; without one nothing', () => {
  const name = 'Take the environment of training';
  expect(runStep(name, {}, { LINES: 'KEY=a b\nOTHER=$HOME' }).environment).toEqual(['KEY=a b', 'OTHER=$HOME']);
  expect(runStep(name, {}, { LINES: '' }).environment).toEqual([]);
});

test('the job that may write checks nothing out and runs no shell', () => {
  const { steps } = workflow.jobs.act;
  expect(steps.map(step => step.run)).toEqual(steps.map(() => undefined));
  expect(JSON.stringify(steps)).not.toContain('checkout');
});
