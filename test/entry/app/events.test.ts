// What events mean, for every payload that GitHub is known to send, and for what nobody sends.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { type EventName, fullLook, rows, woken } from '../../../src/entry/app/events.ts';

const names = Object.keys(rows) as EventName[];
const repository = { full_name: 'octo/shop', default_branch: 'main' };
const installation = { id: 5 };
const where = { owner: 'octo', repo: 'shop', installation: 5 };
const of = (name: EventName, payload: object) => woken(name, { repository, installation, ...payload });

describe('an event', () => {
  test('of a finished run is published, whatever workflow it says it is of', () => {
    const run = { id: 7, path: '.github/workflows/model.yml@refs/heads/main' };
    expect(of('workflow_run.completed', { workflow_run: run })).toEqual([
      { where, work: { kind: 'publish', run: 7, workflow: '.github/workflows/model.yml' } },
    ]);
  });

  test('of a merge to the default branch looks; of anything else closed does nothing', () => {
    const closed = (merged: boolean, ref: string) =>
      of('pull_request.closed', { pull_request: { merged, base: { ref } } });
    const work = {
      kind: 'reconcile',
      mayStart: false,
      isThorough: false,
      tellsProduction: false,
      reviewsIssues: false,
    };
    expect(closed(true, 'main')).toEqual([{ where, work }]);
    expect([...closed(false, 'main'), ...closed(true, 'other')]).toEqual([]);
  });

  test('of a push looks for the default branch only', () => {
    expect(of('push', { ref: 'refs/heads/main' })).toHaveLength(1);
    expect(of('push', { ref: 'refs/heads/relevo' })).toEqual([]);
    expect(of('push', { ref: 'refs/tags/main' })).toEqual([]);
  });

  test('of a comment hands it on when it names Relevo', () => {
    const comment = { id: 3, body: '/relevo status', user: { login: 'bea', type: 'User' } };
    const issue = { number: 9, pull_request: {} };
    const expected = { id: 3, body: '/relevo status', author: 'bea', isBot: false, thread: 9, isPullRequest: true };
    expect(of('issue_comment.created', { comment, issue })).toEqual([
      { where, work: { kind: 'command', comment: expected } },
    ]);
    expect(of('issue_comment.created', { comment: { ...comment, body: 'nice' }, issue })).toEqual([]);
    const bot = { ...comment, user: { login: 'x[bot]', type: 'Bot' } };
    expect(of('issue_comment.created', { comment: bot, issue: { number: 9 } })).toMatchObject([
      { work: { comment: { isBot: true, isPullRequest: false } } },
    ]);
  });

  test('of an issue that was closed looks at issues when Relevo opened it', () => {
    const closed = (...labels: unknown[]) => of('issues.closed', { issue: { number: 4, labels } });
    expect(closed({ name: 'bug' }, { name: 'relevo' })).toEqual([
      {
        where,
        work: { kind: 'reconcile', mayStart: false, isThorough: false, tellsProduction: false, reviewsIssues: true },
      },
    ]);
    expect([...closed({ name: 'bug' }), ...closed(null), ...closed()]).toEqual([]);
  });

  test('of an installation looks at each of its repositories', () => {
    const repositories = [{ full_name: 'octo/shop' }, { full_name: '../..' }, null, { full_name: 'octo/bikes' }];
    expect(of('installation.created', { repositories })).toEqual([
      { where, work: fullLook },
      { where: { ...where, repo: 'bikes' }, work: fullLook },
    ]);
    expect(of('installation_repositories.added', { repositories_added: repositories })).toHaveLength(2);
  });

  test('has every name that app.yml subscribes to, and no other', () => {
    const { default_events: subscribed } = parse(readFileSync('app.yml', 'utf8')) as { default_events: string[] };
    // GitHub sends these to every App, and takes no subscription for them.
    const always = ['installation', 'installation_repositories'];
    const handled = new Set(names.map(name => name.split('.')[0] as string));
    expect([...subscribed, ...always].sort()).toEqual([...handled].sort());
  });
});

/** Every event that GitHub documents, with real payloads. */
function webhookExamples(): readonly { name: string; examples: readonly { action?: string }[] }[] {
  return JSON.parse(readFileSync('node_modules/@octokit/webhooks-examples/api.github.com/index.json', 'utf8'));
}

describe('no payload', () => {
  test('of all that GitHub is known to send crashes anything', () => {
    let seen = 0;
    for (const { name, examples } of webhookExamples()) {
      for (const example of examples) {
        for (const key of names) expect(Array.isArray(woken(key, example))).toBe(true);
        const own = names.find(key => key === name || key === `${name}.${example.action}`);
        if (own !== undefined) seen++;
      }
    }
    expect(seen).toBeGreaterThan(10);
  });

  test('of any shape crashes anything, or names a place outside', () => {
    const anything = fc.anything({ maxDepth: 4 });
    const near = fc.record(
      {
        repository: fc.record(
          { full_name: fc.oneof(fc.string(), fc.constant('a/b')), default_branch: anything },
          { requiredKeys: [] },
        ),
        workflow_run: anything,
        comment: anything,
        issue: anything,
        ref: anything,
        pull_request: anything,
        repositories: anything,
        installation: anything,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(anything, near), payload => {
        for (const name of names) {
          for (const { where } of woken(name, payload))
            expect(`${where.owner}/${where.repo}`).toMatch(/^[\w.-]+\/[\w.-]+$/);
        }
      }),
      { seed: 11, numRuns: 1000 },
    );
  });
});
