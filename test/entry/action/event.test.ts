// The job's event: read from the runner's environment and event file, into one typed value.
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readEvent, retrainAsked } from '../../../src/entry/action/event.ts';
import { makeFolder } from '../../e2e/relevo.ts';

function environment(payload: unknown, more: Readonly<Record<string, string>> = {}): Record<string, string> {
  const folder = makeFolder({ 'event.json': typeof payload === 'string' ? payload : JSON.stringify(payload) });
  return {
    GITHUB_EVENT_PATH: join(folder, 'event.json'),
    GITHUB_EVENT_NAME: 'push',
    GITHUB_REPOSITORY: 'octo/shop',
    GITHUB_SHA: 'a'.repeat(40),
    GITHUB_REF: 'refs/heads/main',
    GITHUB_RUN_ID: '9182736450',
    GITHUB_RUN_ATTEMPT: '2',
    GITHUB_ACTOR: 'ana',
    GITHUB_WORKFLOW_REF: 'octo/shop/.github/workflows/model.yml@refs/heads/main',
    ...more,
  };
}

describe('the event of a job', () => {
  test('of a push', async () => {
    const event = await readEvent(environment({ repository: { default_branch: 'main' } }));
    expect(event).toMatchObject({
      name: 'push',
      owner: 'octo',
      repo: 'shop',
      defaultBranch: 'main',
      run: { id: 9182736450, attempt: 2 },
      actor: 'ana',
      workflow: '.github/workflows/model.yml',
      pullRequest: null,
    });
  });

  test.each([
    ['of the same repository', { id: 1 }, false],
    ['of a fork', { id: 2 }, true],
    ['of a fork that is gone', null, true],
  ])('of a pull request %s', async (_, repo, isFork) => {
    const pull = { number: 7, labels: [{ name: 'relevo' }], head: { repo }, base: { repo: { id: 1 } } };
    const { pullRequest } = await readEvent(environment({ action: 'synchronize', pull_request: pull }));
    expect(pullRequest).toEqual({ number: 7, labels: ['relevo'], isFork, labelled: null });
  });

  test('of a label that was given', async () => {
    const pull = { number: 7, labels: [], head: { repo: { id: 1 } }, base: { repo: { id: 1 } } };
    const { pullRequest } = await readEvent(
      environment({ action: 'labeled', label: { name: 'relevo' }, pull_request: pull }),
    );
    expect(pullRequest?.labelled).toBe('relevo');
  });

  test.each([
    ['workflow_dispatch', { inputs: { retrain: ' daily-sales ' } }, 'daily-sales'],
    ['workflow_dispatch', { inputs: { retrain: '' } }, null],
    ['workflow_dispatch', { inputs: null }, null],
    ['workflow_dispatch', {}, null],
    ['schedule', { inputs: { retrain: 'daily-sales' } }, null],
  ])('%s with %j asks for the retraining of %j', (name, payload, asked) => {
    expect(retrainAsked({ name, payload })).toBe(asked);
  });

  test('a workflow of another repository is not ours', async () => {
    const { workflow } = await readEvent(
      environment({}, { GITHUB_WORKFLOW_REF: 'evil/shop/.github/workflows/a.yml@x' }),
    );
    expect(workflow).toBeNull();
  });

  test('outside a job it is an error that names what is missing', async () => {
    await expect(readEvent({})).rejects.toMatchObject({
      code: 'job-environment',
      message: expect.stringContaining('GITHUB_EVENT_PATH'),
    });
  });

  test('an event file that is no JSON is an error that names it', async () => {
    await expect(readEvent(environment('{'))).rejects.toMatchObject({ code: 'file-unreadable' });
  });
});
