import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parseConfig } from '../../../src/config/parse.ts';
import { GENESIS } from '../../../src/core/ledger.ts';
import { leavePage, tryPage } from '../../../src/entry/action/report-page.ts';
import { sha256 } from '../../report/page/parts.ts';
import { comparisonOf, reportOf } from '../../report/views.ts';

const parsed = parseConfig(
  `models:
  daily-sales:
    task: regression
    train: { command: node train.js }
    predict: { module: predict.js }
    holdout: { data: data/holdout.csv, target: sales }
    promote: PROMOTE
`.replace('PROMOTE', 'by-command'),
  'relevo.yml',
);
const model = 'config' in parsed ? parsed.config.models['daily-sales'] : undefined;
const pull = { number: 3, labels: [], isFork: false, labelled: null };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'relevo-page-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** The page's first line; the report was made under other rules, so nothing of the checkout is read. */
async function firstLine(event: Parameters<typeof leavePage>[0]['event'], origin: 'pull-request' | 'push' | 'branch') {
  if (model === undefined) throw new Error('The config does not parse.');
  const untouched = new Proxy({} as Parameters<typeof leavePage>[1], {
    get: (_, name) => {
      if (name === 'sha256') return sha256;
      if (name === 'ledger') return { read: async () => ({ head: GENESIS, entries: [] }) };
      throw new Error(`${String(name)} was used.`);
    },
  });
  const report = reportOf(comparisonOf('better'), { run: { ...reportOf(null).run, origin } });
  const path = await leavePage(
    { report, model, baselinePredictions: null, event, folder, script: 'void 0;' },
    untouched,
  );
  expect(path).toBe(join(folder, 'daily-sales.html'));
  const page = await readFile(path, 'utf8');
  expect(page).toContain('<script>void 0;</script>');
  return /<h1>(.*?)<\/h1>/.exec(page)?.[1];
}

describe('the page that a job leaves begins as the comment will', () => {
  test('on a pull request', async () => {
    const line = await firstLine({ pullRequest: pull, name: 'pull_request' }, 'pull-request');
    expect(line).toMatch(
      /, after merging, \/relevo promote makes it v1$|; after merging, \/relevo promote makes it v1$/,
    );
  });

  test('of a fork', async () => {
    const line = await firstLine({ pullRequest: { ...pull, isFork: true }, name: 'pull_request' }, 'pull-request');
    expect(line).toContain('by the fork’s own account, so merging evaluates it again');
  });

  test('on the default branch, and on another', async () => {
    expect(await firstLine({ pullRequest: null, name: 'push' }, 'push')).toContain('promotion follows');
    await rm(join(folder, 'daily-sales.html'));
    expect(await firstLine({ pullRequest: null, name: 'push' }, 'branch')).toContain('nothing is promoted');
  });
});

test('a page that cannot be made is told, and fails nothing unless the job is ended', async () => {
  if (model === undefined) throw new Error('The config does not parse.');
  const steps: string[] = [];
  const log = { step: (text: string) => void steps.push(text), output: () => undefined, end: () => undefined };
  const wanted = {
    report: reportOf(comparisonOf('better')),
    model,
    baselinePredictions: null,
    event: { pullRequest: pull, name: 'push' },
    folder,
  };
  // Only bundles have the program of pages beside them.
  const ports = {} as Parameters<typeof tryPage>[1];
  await tryPage(wanted, ports, { log, signal: new AbortController().signal });
  expect(steps).toEqual([expect.stringMatching(/^daily-sales: the run goes without its page: .*report\.js/)]);
  await expect(tryPage(wanted, ports, { log, signal: AbortSignal.abort() })).rejects.toThrow('report.js');
});
