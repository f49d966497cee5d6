// What changed between two runs is named: files, keys, data sets with their columns, metrics; and what cannot be told is said.
import { describe, expect, test } from '@jest/globals';
import { diffTerminal } from '../../src/report/diff-terminal.ts';
import { type Report, readReport } from '../../src/report/report-schema.ts';
import { differencesOf } from '../../src/report/run-differences.ts';
import { comparisonOf, reportOf } from './views.ts';

const plain = { paint: (_: string, text: string) => text, emoji: false };
const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;
const git = (letter: string): string => `git:${letter.repeat(40)}`;

const holdout = {
  path: 'holdout.csv',
  part: 'holdout',
  digest: digest('3'),
  rows: 420,
  columns: 2,
  range: null,
} as const;
const names = ['date', 'sales'];

const run = (id: string, more: Partial<Report>): Report => {
  const whole = reportOf(comparisonOf('better'));
  return { ...whole, data: [], config: {}, inputs: { files: [], rest: null }, ...more, run: { ...whole.run, id } };
};

const before = run('r1', {
  inputs: {
    files: [
      { path: 'features.js', content: git('1') },
      { path: 'old.js', content: git('2') },
      { path: 'train.js', content: git('3') },
    ],
    rest: null,
  },
  config: { 'policy.margin': '2%', 'train.timeout': '30m' },
  data: [{ ...holdout, column_names: names }],
});

describe('two runs', () => {
  test('that are the same differ in nothing', () => {
    const same = differencesOf(before, { ...before });
    expect(same).toEqual({ differences: [], untold: [] });
    expect(diffTerminal(same, plain)).toBe('The two runs differ in nothing that is recorded.\n');
  });

  test('each changed file, key, data set and column is named', () => {
    const after = run('r2', {
      digests: { ...before.digests, training: digest('7') },
      inputs: {
        files: [
          { path: 'features.js', content: git('1') },
          { path: 'new.js', content: git('5') },
          { path: 'train.js', content: digest('6') },
        ],
        rest: null,
      },
      config: { 'policy.margin': '3%', 'train.timeout': '30m' },
      data: [
        { path: 'more.csv', part: 'training', digest: digest('9'), rows: 1, columns: 1, range: null },
        { ...holdout, digest: digest('4'), rows: 424, columns: 3, column_names: ['date', 'sales', 'price'] },
      ],
    });
    const found = differencesOf(before, after);
    expect(found.untold).toEqual([]);
    const lines = diffTerminal(found, plain).trimEnd().split('\n');
    expect(lines.slice(1).map(line => line.trim().split(/ {2,}/))).toEqual([
      ['inputs', 'training digest', 'aaaaaaaaaaaa', '777777777777'],
      ['inputs', 'new.js', 'not there', '555555555555'],
      ['inputs', 'old.js', '222222222222', 'not there'],
      ['inputs', 'train.js', '333333333333', '666666666666, in no commit'],
      ['config', 'policy.margin', '2%', '3%'],
      ['data', 'holdout.csv', '420 rows, 2 columns, 333333333333', '424 rows, 3 columns, 444444444444'],
      ['data', 'holdout.csv: columns only here', 'no others', 'price'],
      ['data', 'more.csv', 'not there', '1 row, 1 column, 999999999999'],
    ]);
  });

  test('metrics and verdict', () => {
    const after = {
      ...run('r2', {}),
      comparison: comparisonOf('worse') as Report['comparison'],
      verdict: 'fail' as const,
    };
    const { differences } = differencesOf(run('r1', {}), after);
    expect(differences.map(({ part }) => part)).toContain('metric');
    expect(differences.at(-1)).toEqual({ part: 'verdict', name: 'verdict', before: 'pass', after: 'fail' });
  });

  test('names cannot steer the terminal', () => {
    const path = 'a\u001b[2J\n::error::b.js';
    const after = { ...before, inputs: { files: [{ path, content: git('1') }], rest: null } };
    const text = diffTerminal(differencesOf(before, after), plain);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: which is what must not be there
    expect(text).not.toMatch(/\u001b|^::/m);
  });
});

describe('lists that were cut', () => {
  const cut = (last: string, rest: string): Report => ({
    ...before,
    inputs: {
      files: [
        { path: 'a.js', content: git(last) },
        { path: 'm.js', content: git('8') },
      ],
      rest: { files: 4000, digest: digest(rest) },
    },
  });

  test('with the same rest name what they list', () => {
    const { differences, untold } = differencesOf(cut('1', '4'), cut('2', '4'));
    expect([differences.map(({ name }) => name), untold]).toEqual([['a.js'], []]);
  });

  test('with another rest say what cannot be told, and claim nothing beyond the cut', () => {
    const { differences, untold } = differencesOf(cut('1', '4'), before);
    expect(differences.map(({ name }) => name)).toEqual(['a.js', 'features.js', 'm.js']);
    expect(untold).toEqual([
      'Reports list a bounded number of input files: whether any after m.js changed cannot be told.',
    ]);
  });
});

describe('reports of old', () => {
  const { inputs: _, config: __, ...old } = before;

  test('are read, and a sentence says what they cannot tell', () => {
    expect(readReport(JSON.stringify(old))).toEqual({ ok: true, report: old });
    const after = { ...before, digests: { ...before.digests, training: digest('7') } };
    const { untold } = differencesOf(old, after);
    expect(untold).toEqual([
      'Run r1 was made before reports listed input files: which of them changed cannot be told.',
      'Run r1 was made before reports held every key of relevo.yml: only the policy and the command are compared.',
    ]);
    const both = differencesOf(old, { ...old, run: { ...old.run, id: 'r2' }, policy: { ...old.policy, alpha: 0.2 } });
    expect(both.differences.map(({ name }) => name)).toEqual(['policy.alpha']);
    expect(both.untold).toEqual([
      'Runs r1 and r2 were made before reports held every key of relevo.yml: only the policy and the command are compared.',
    ]);
  });

  test.each([
    ['another schema', { ...old, schema: 'relevo.report/2' }, 'its schema is "relevo.report/2", not "relevo.report/1"'],
    ['no schema', {}, 'its schema is missing, not "relevo.report/1"'],
    ['a list', [], 'its schema is missing, not "relevo.report/1"'],
    ['a part that is not as declared', { ...old, data: 7 }, expect.stringMatching(/^data is not as declared: /)],
  ])('%s has a reason', (_name, value, reason) => {
    expect(readReport(JSON.stringify(value))).toEqual({ ok: false, reason });
    expect(readReport('null')).toMatchObject({ ok: false });
    expect(readReport('{')).toEqual({ ok: false, reason: 'it is no JSON' });
  });
});
