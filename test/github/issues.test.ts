import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { connect, type Place, placeOf, refusal } from './client.ts';
import { type GitHub, startGitHub } from './server.ts';
import { type SetClock, setClock } from './state/clock.ts';
import type { Repository } from './state/repository.ts';

let hub: GitHub;
let clock: SetClock;
let repository: Repository;
let place: Place;
let octokit: ReturnType<typeof connect>;

beforeEach(async () => {
  clock = setClock('2026-01-01T00:00:00Z');
  hub = await startGitHub({ now: clock.now });
  const collaborators = { ann: 'write', bob: 'read', tri: 'triage' } as const;
  repository = hub.createRepository({ owner: 'octo', name: 'models', files: { a: '' }, collaborators });
  place = placeOf(repository);
  octokit = connect(hub, hub.token({ kind: 'actions', repository, permissions: { issues: 'write' } }));
});

afterEach(async () => {
  await hub.close();
  expect(hub.violations).toEqual([]);
});

const as = (login: string) => connect(hub, hub.token({ kind: 'user', login }));
const told = (name: string) =>
  hub.world.happenings.filter(happening => happening.name === name).map(({ action, fate }) => [action, fate]);

describe('issues', () => {
  test('are opened, found by label, changed and closed', async () => {
    const { data: issue } = await octokit.rest.issues.create({
      ...place,
      title: 'Worse',
      body: 'b',
      labels: ['relevo'],
    });
    expect(issue).toMatchObject({ number: 1, state: 'open', user: { login: 'github-actions[bot]', type: 'Bot' } });
    await octokit.rest.issues.create({ ...place, title: 'Other' });
    const found = await octokit.rest.issues.listForRepo({ ...place, labels: 'relevo', state: 'open' });
    expect(found.data.map(({ number }) => number)).toEqual([1]);
    const one = { ...place, issue_number: 1 };
    await octokit.rest.issues.update({ ...one, title: 'Better', state: 'closed', state_reason: 'completed' });
    expect((await octokit.rest.issues.get(one)).data).toMatchObject({
      title: 'Better',
      state: 'closed',
      state_reason: 'completed',
      closed_by: { login: 'github-actions[bot]' },
    });
    await octokit.rest.issues.update({ ...one, state: 'open' });
    expect(told('issues')).toEqual([
      ['opened', 'suppressed'],
      ['opened', 'suppressed'],
      ['edited', 'suppressed'],
      ['closed', 'suppressed'],
      ['reopened', 'suppressed'],
    ]);
  });

  test('a text over the limit is refused when it is new, and silently dropped when it is changed', async () => {
    const body = 'x'.repeat(65_537);
    expect(await refusal(octokit.rest.issues.create({ ...place, title: 't', body }))).toMatchObject({
      status: 422,
      message: expect.stringContaining('body is too long (maximum is 65536 characters)'),
    });
    await octokit.rest.issues.create({ ...place, title: 't', body: 'old' });
    const answer = await octokit.rest.issues.update({ ...place, issue_number: 1, body });
    expect([answer.status, answer.data.body]).toEqual([200, 'old']);
    expect((await octokit.rest.issues.update({ ...place, issue_number: 1, body: body.slice(1) })).data.body).toBe(
      body.slice(1),
    );
  });

  test('labels and people of those who may not set them are left out', async () => {
    const wanted = { ...place, title: 't', labels: ['x'], assignees: ['ann', 'bob', 'nobody'] };
    expect((await as('bob').rest.issues.create(wanted)).data).toMatchObject({ labels: [], assignees: [] });
    expect((await as('tri').rest.issues.create(wanted)).data).toMatchObject({
      labels: [{ name: 'x', color: 'ededed' }],
      assignees: [{ login: 'ann' }],
    });
    const one = { ...place, issue_number: 2 };
    expect((await octokit.rest.issues.addAssignees({ ...one, assignees: ['tri'] })).data.assignees?.length).toBe(2);
    expect((await octokit.rest.issues.removeAssignees({ ...one, assignees: ['ann'] })).data.assignees).toMatchObject([
      { login: 'tri' },
    ]);
    expect((await octokit.rest.issues.listAssignees(place)).data.map(({ login }) => login)).toEqual([
      'octo',
      'ann',
      'tri',
    ]);
  });

  test('labels are made, given, taken and gone', async () => {
    const { data } = await octokit.rest.issues.createLabel({
      ...place,
      name: 'relevo',
      color: '0e8a16',
      description: 'd',
    });
    expect(data).toMatchObject({ name: 'relevo', color: '0e8a16' });
    expect(await refusal(octokit.rest.issues.createLabel({ ...place, name: 'RELEVO' }))).toMatchObject({ status: 422 });
    await octokit.rest.issues.create({ ...place, title: 't' });
    const one = { ...place, issue_number: 1 };
    await octokit.rest.issues.addLabels({ ...one, labels: ['Relevo', 'new'] });
    await octokit.rest.issues.setLabels({ ...one, labels: ['new'] });
    expect((await octokit.rest.issues.listLabelsOnIssue(one)).data).toMatchObject([{ name: 'new' }]);
    await octokit.rest.issues.updateLabel({ ...place, name: 'new', new_name: 'newer' });
    await octokit.rest.issues.removeLabel({ ...one, name: 'newer' });
    await octokit.rest.issues.deleteLabel({ ...place, name: 'newer' });
    expect((await octokit.rest.issues.listLabelsForRepo(place)).data.map(({ name }) => name)).toEqual(['relevo']);
    expect(await refusal(octokit.rest.issues.getLabel({ ...place, name: 'newer' }))).toMatchObject({ status: 404 });
    expect(told('issues').map(([action]) => action)).toEqual([
      'opened',
      'labeled',
      'labeled',
      'unlabeled',
      'unlabeled',
    ]);
  });
});

describe('comments', () => {
  beforeEach(() => octokit.rest.issues.create({ ...place, title: 't' }));
  const one = () => ({ ...place, issue_number: 1 });

  test('come a page at a time, the oldest first, with links to follow', async () => {
    for (let index = 1; index <= 101; index++)
      await as('ann').rest.issues.createComment({ ...one(), body: `c${index}` });
    const first = await octokit.rest.issues.listComments(one());
    expect(first.data.length).toBe(30);
    expect(first.headers.link).toMatch(
      /^<http:\/\/127\.0\.0\.1:\d+\/repositories\/\d+\/issues\/1\/comments\?page=2>; rel="next", <.*\?page=4>; rel="last"$/,
    );
    const all = await octokit.paginate(octokit.rest.issues.listComments, { ...one(), per_page: 100 });
    expect(all.map(({ body }) => body)).toEqual(Array.from({ length: 101 }, (_, index) => `c${index + 1}`));
    expect((await octokit.rest.issues.listComments({ ...one(), page: 9 })).data).toEqual([]);
  });

  test('are changed by their writer or who may write, and over the limit by nobody', async () => {
    const { data } = await octokit.rest.issues.createComment({ ...one(), body: 'first' });
    const comment = { ...place, comment_id: data.id };
    expect(data).toMatchObject({ performed_via_github_app: { slug: 'github-actions' } });
    expect(await refusal(as('bob').rest.issues.updateComment({ ...comment, body: 'x' }))).toMatchObject({
      status: 403,
    });
    expect((await as('ann').rest.issues.updateComment({ ...comment, body: 'second' })).data.body).toBe('second');
    const body = 'x'.repeat(65_537);
    expect(await refusal(octokit.rest.issues.updateComment({ ...comment, body }))).toMatchObject({ status: 422 });
    expect(await refusal(octokit.rest.issues.createComment({ ...one(), body }))).toMatchObject({ status: 422 });
    expect((await octokit.rest.issues.getComment(comment)).data.body).toBe('second');
    await octokit.rest.issues.deleteComment(comment);
    expect(await refusal(octokit.rest.issues.getComment(comment))).toMatchObject({ status: 404 });
    expect(told('issue_comment')).toEqual([
      ['created', 'suppressed'],
      ['edited', 'runs'],
      ['deleted', 'suppressed'],
    ]);
  });

  test('need the right to talk about what they stand under', async () => {
    const client = connect(hub, hub.token({ kind: 'actions', repository, permissions: { pull_requests: 'write' } }));
    const { status, headers } = await refusal(client.rest.issues.createComment({ ...one(), body: 'x' }));
    expect([status, headers['x-accepted-github-permissions']]).toEqual([403, 'issues=write; pull_requests=write']);
  });

  test('since a moment, those that changed since', async () => {
    const { data } = await octokit.rest.issues.createComment({ ...one(), body: 'a' });
    await octokit.rest.issues.createComment({ ...one(), body: 'b' });
    clock.advance(60_000);
    await octokit.rest.issues.updateComment({ ...place, comment_id: data.id, body: 'a2' });
    const since = '2026-01-01T00:00:30Z';
    expect((await octokit.rest.issues.listComments({ ...one(), since })).data).toMatchObject([{ body: 'a2' }]);
    const latest = await octokit.rest.issues.listCommentsForRepo({ ...place, sort: 'updated', direction: 'desc' });
    expect(latest.data.map(({ body }) => body)).toEqual(['a2', 'b']);
  });

  test('a reaction of one kind is there once a person', async () => {
    const { data } = await octokit.rest.issues.createComment({ ...one(), body: 'a' });
    const reaction = { ...place, comment_id: data.id, content: 'eyes' as const };
    const first = await octokit.rest.reactions.createForIssueComment(reaction);
    const again = await octokit.rest.reactions.createForIssueComment(reaction);
    expect([first.status, again.status, again.data.id]).toEqual([201, 200, first.data.id]);
    await as('ann').rest.reactions.createForIssueComment({ ...reaction, content: '+1' });
    expect((await octokit.rest.issues.getComment(reaction)).data.reactions).toMatchObject({
      total_count: 2,
      eyes: 1,
      '+1': 1,
    });
    await octokit.rest.reactions.deleteForIssueComment({ ...reaction, reaction_id: first.data.id });
    expect((await octokit.rest.reactions.listForIssueComment({ ...place, comment_id: data.id })).data).toMatchObject([
      { content: '+1' },
    ]);
    expect((await octokit.rest.reactions.createForIssue({ ...one(), content: 'rocket' })).status).toBe(201);
  });
});

test('what somebody may do is told by role, not by what stands beside the name', async () => {
  const may = async (username: string) => {
    const { data } = await octokit.rest.repos.getCollaboratorPermissionLevel({ ...place, username });
    return [data.permission, data.role_name];
  };
  expect(await may('octo')).toEqual(['admin', 'admin']);
  expect(await may('ann')).toEqual(['write', 'write']);
  expect(await may('tri')).toEqual(['read', 'triage']);
  hub.world.account('stranger');
  expect(await may('stranger')).toEqual(['none', 'none']);
  expect(await may('github-actions[bot]').catch(({ status }) => status)).toBe(404);
  expect((await as('ann').rest.users.getAuthenticated()).data.login).toBe('ann');
  expect(await refusal(octokit.rest.users.getAuthenticated())).toMatchObject({ status: 403 });
});
