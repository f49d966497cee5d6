// The example python, with the interpreter that RELEVO_PYTHON names: scikit-learn is needed, for the notebook also nbconvert.
import { execFileSync, spawnSync } from 'node:child_process';
import { delimiter, dirname, isAbsolute } from 'node:path';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { readText } from '../repository.ts';
import { answerOf, copyExample, type Project } from './project.ts';
import { shownAnswers } from './readme.ts';

jest.setTimeout(180_000);

const python = process.env.RELEVO_PYTHON ?? '';
const answers = shownAnswers(readText('examples/python/README.md'));

/** Whether the interpreter can import these packages. */
function imports(packages: string): boolean {
  return isAbsolute(python) && spawnSync(python, ['-c', `import ${packages}`]).status === 0;
}

const hasLearning = imports('sklearn');
const hasNotebooks = hasLearning && imports('nbconvert, ipykernel');
const named = (name: string, runs: boolean, needs: string): string =>
  runs ? name : `${name} (skipped: RELEVO_PYTHON names no Python with ${needs})`;

/** Runs a test where its packages are, and says so in its name where they are not. */
const withLearning = hasLearning ? test : test.skip;
const withNotebooks = hasNotebooks ? test : test.skip;

describe('examples/python', () => {
  let project: Project;
  beforeAll(async () => {
    // `python` is the first one on PATH, as in an activated environment.
    const PATH = `${dirname(python)}${delimiter}${process.env.PATH ?? ''}`;
    project = await copyExample('python', hasLearning ? { PATH } : {});
  });

  test('relevo.lock pins the data that are committed', async () => {
    expect((await project.call('lock')).code).toBe(0);
    expect(project.changes()).toBe('');
  });

  withLearning(named('the data come from scikit-learn', hasLearning, 'scikit-learn'), () => {
    execFileSync(python, ['prepare.py'], { cwd: project.folder });
    expect(project.changes()).toBe('');
  });

  withLearning(named('first version, worse, better', hasLearning, 'scikit-learn'), async () => {
    const first = await project.call('evaluate', 'digits');
    expect([first.code, answerOf(first)]).toEqual([0, answers[0]]);
    expect((await project.call('promote', 'digits')).stdout).toContain('digits v1 is in production now.');
    project.branch('branches/worse.patch');
    const worse = await project.call('evaluate', 'digits');
    expect([worse.code, answerOf(worse)]).toEqual([1, answers[1]]);
    project.branch('branches/better.patch');
    const better = await project.call('evaluate', 'digits');
    expect([better.code, answerOf(better)]).toEqual([0, answers[2]]);
  });

  withNotebooks(named('a notebook trains a model', hasNotebooks, 'nbconvert and ipykernel'), async () => {
    project.branch();
    const trained = await project.call('evaluate', 'digits-notebook');
    expect([trained.code, answerOf(trained)]).toEqual([0, answers[3]]);
    expect(project.changes()).toBe('');
  });
});
