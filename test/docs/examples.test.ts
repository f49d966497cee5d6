// Every relevo.yml that the documents or the examples show is one that Relevo reads.
import { describe, expect, test } from '@jest/globals';
import { parseConfig } from '../../src/config/parse.ts';
import { formatProblems } from '../../src/config/problems.ts';
import { listFiles, readText } from '../repository.ts';
import { listFences } from './markdown.ts';

interface Example {
  readonly name: string;
  readonly text: string;
}

const isConfig = (text: string) => /^(?:\s*#.*\n|\s*\n)*(?:models|defaults):/.test(text);

const shown: readonly Example[] = listFiles(/\.md$/).flatMap(file =>
  listFences(readText(file))
    .filter(({ language, text }) => /^ya?ml$/.test(language) && isConfig(text))
    .map(({ text }, index) => ({ name: `${file}, example ${index + 1}`, text })),
);
const stored: readonly Example[] = listFiles(/(^|\/)relevo\.ya?ml$/)
  // The reusable workflow has the name of what it serves.
  .filter(file => !file.startsWith('test/fixtures/') && !file.includes('.github/workflows/'))
  .map(file => ({ name: file, text: readText(file) }));

/** What is wrong with a text as relevo.yml; '' when nothing is. */
function findProblems({ name, text }: Example): string {
  const checked = parseConfig(text, name);
  return 'problems' in checked ? formatProblems(checked.problems) : '';
}

describe('examples of relevo.yml', () => {
  test('the quick start shows one', () => {
    expect(shown.map(({ name }) => name)).toContain('README.md, example 1');
  });

  test.each([...shown, ...stored])('$name is valid', example => {
    expect(findProblems(example)).toBe('');
  });

  test.each(['# a comment\n\nmodels: {}\n', 'defaults:\n  a: 1\n', 'models:\n'])('%j would be looked at', text => {
    expect(isConfig(text)).toBe(true);
    expect(findProblems({ name: 'x', text })).not.toBe('');
  });
});
