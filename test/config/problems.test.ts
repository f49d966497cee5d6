// Problems as people read them.
import { expect, test } from '@jest/globals';
import { formatProblem, formatProblems } from '../../src/config/problems.ts';
import { minimal, problemsOf, withLines } from './parsing.ts';

test('a line that editors can follow, and what to do below it', () => {
  const text = withLines('policy: { margn: 2% }', 'was: sales', 'keep: 3');
  expect(formatProblems(problemsOf(text))).toBe(
    [
      'relevo.yml:7:15  models.sales.policy.margn: unknown key; did you mean "margin"?',
      'relevo.yml:8:10  models.sales.was: "sales" is the name that it has now',
      'relevo.yml:9:11  models.sales.keep: expected a map; found the number 3',
      '    The keys here are versions, candidates.',
      '',
      '3 problems',
    ].join('\n'),
  );
});

test('one problem is one', () => {
  expect(formatProblems(problemsOf(withLines('promot: x')))).toMatch(/\n\n1 problem$/);
});

test('a problem of the file as a whole has no path', () => {
  expect(problemsOf('').map(formatProblem)).toEqual([
    'relevo.yml:1:1  the file is empty; expected the key models\n    `relevo init` writes a first relevo.yml.',
  ]);
});

test('foreign keys and values cannot reach the terminal', () => {
  const text = `${minimal}  "\\e[31mred\\n": { "\\u202Etxt": 1 }\n  b: { task: "\\x1b]0;title\\a" }\n`;
  const shown = formatProblems(problemsOf(text));
  expect(shown).toContain('models["\\u001b[31mred\\n"]');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there.
  expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
});
