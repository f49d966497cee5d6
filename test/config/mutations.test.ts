// Whatever the text, relevo.yml is read or its problems are told; nothing is ever thrown.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { policyOf, predictorOf } from '../../src/config/config.ts';
import { parseConfig } from '../../src/config/parse.ts';
import { formatProblems } from '../../src/config/problems.ts';
import { mutatedConfigs } from './mutations.ts';

/** What must hold of any text's reading; gives what it came to. */
function check(text: string): 'config' | 'problems' {
  const read = parseConfig(text, 'relevo.yml');
  if ('config' in read) {
    const models = Object.values(read.config.models);
    expect(models.length).toBeGreaterThan(0);
    for (const model of models) expect([policyOf(model).alpha, predictorOf(model).kind]).not.toContain(undefined);
    expect(JSON.parse(JSON.stringify(read.config))).toEqual(read.config);
    return 'config';
  }
  expect(read.problems.length).toBeGreaterThan(0);
  const lines = text.split('\n').length;
  const misplaced = read.problems.filter(
    ({ line, column, message }) => message === '' || line < 1 || line > lines || column < 1,
  );
  expect(misplaced).toEqual([]);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not reach a terminal.
  expect(formatProblems(read.problems)).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  return 'problems';
}

test('10,000 damaged configs', () => {
  const count = { config: 0, problems: 0 };
  fc.assert(
    fc.property(mutatedConfigs, text => {
      count[check(text)]++;
    }),
    { seed: 42, numRuns: 10_000, endOnFailure: true },
  );
  expect(count.config).toBeGreaterThan(500);
  expect(count.problems).toBeGreaterThan(5000);
}, 300_000);

test('any text at all', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), text => {
      check(text);
    }),
    { seed: 42, numRuns: 1000 },
  );
});

test('any JSON at all', () => {
  fc.assert(
    fc.property(fc.json(), text => {
      check(`models: { a: ${text} }`);
    }),
    { seed: 42, numRuns: 1000 },
  );
});
