// A run's claims become summary, check and one comment: by GitHub's facts, once, and never over what is newer.
import { describe, expect, test } from '@jest/globals';
import type { Decision } from '../../src/core/decision.ts';
import { fail } from '../../src/errors.ts';
import { type Published, type PublishPorts, publish } from '../../src/flows/publish/publish.ts';
import type { Report } from '../../src/report/report-schema.ts';
import type { RunOfModel } from '../../src/report/run-document.ts';
import { readComment } from '../../src/report/sticky-comment.ts';
import { commit, sha256 } from '../core/ledger-fixtures.ts';
import { comparisonOf, reportOf } from '../report/views.ts';
import { Crash, type Process } from './github-fakes.ts';
import { MODEL, Shop, standing } from './shop.ts';

const at = '2026-01-01T00:00:00Z';
const nothing: Decision = { kind: 'nothing', code: 'identical', reason: 'It predicts the same.', remedy: null };

/** A first version of the shop, as a run claims it. */
function claim(more: Partial<Report> = {}): RunOfModel {
  const baseline = { name: 'the best constant', version: null, event: null, problem: null };
  const report = { ...reportOf(comparisonOf('better')), baseline, ...more };
  return { kind: 'reported', model: MODEL, reused: false, report };
}

/** A repository with an open pull request, on which runs are made. */
class Reviewed extends Shop {
  readonly head = commit('head of more-lags');
  readonly merge1 = commit('test merge of more-lags');
  readonly summaries: string[] = [];

  constructor() {
    super();
    const tree = commit('tree of the test merge');
    this.commits.set(this.head, { sha: this.head, tree: commit('tree of the head'), parents: this.branch, at });
    this.commits.set(this.merge1, { sha: this.merge1, tree, parents: [...this.branch, this.head], at });
    this.pulls.push({
      number: 7,
      state: 'open',
      merged: false,
      mergeCommit: null,
      testMerge: this.merge1,
      headSha: this.head,
      headBranch: 'more-lags',
      headRepositoryId: 1,
      baseBranch: 'main',
      author: 'ana',
      closedAt: null,
      labels: [],
    });
  }

  /** A run of the pull request that left these claims. */
  reviewed(claims: readonly RunOfModel[], fields: Parameters<Shop['ran']>[2] = {}): number {
    const { id } = this.ran(fields.headSha ?? this.head, [], {
      event: 'pull_request',
      headBranch: 'more-lags',
      pullRequests: [7],
      ...fields,
    });
    this.left(id, claims);
    return id;
  }

  left(run: number, models: readonly RunOfModel[], name = 'relevo-report'): void {
    const text = JSON.stringify({ schema: 'relevo.run/1', relevo: '0.1.0', config: null, models });
    this.documents.push({ id: this.id(), run, name, path: 'run.json', text, expired: false });
  }

  portsOf(process: Process = {}): PublishPorts {
    return {
      ...this.ports(process),
      sha256,
      summarize: async markdown => void this.summaries.push(markdown),
    };
  }

  publish(run: number, process: Process = {}, decide = async (): Promise<Decision> => nothing): Promise<Published> {
    return publish({ run, config: 'relevo.yml', standing, decide }, this.portsOf(process));
  }

  written(): readonly string[] {
    return this.comments.filter(({ number }) => number === 7).map(({ body }) => body);
  }
}

describe('a run of a pull request', () => {
  test('is told in a summary, a check on the head and one comment', async () => {
    const hub = new Reviewed();
    const run = hub.reviewed([claim({ run: { ...reportOf(null).run, commit: hub.merge1 } })]);
    const { facts, comment } = await hub.publish(run);
    expect(facts.origin).toBe('pull-request');
    expect(hub.summaries).toEqual([expect.stringContaining('daily-sales: first version')]);
    expect(hub.checks).toEqual([
      expect.objectContaining({ sha: hub.head, name: 'relevo', externalId: expect.stringMatching(`^${run}\\.1 `) }),
    ]);
    expect(hub.checks[0]?.text).toMatchObject({
      conclusion: 'success',
      title: expect.stringContaining('first version'),
    });
    expect(hub.written()).toEqual([expect.stringContaining('merging makes it v1')]);
    expect(comment).toMatch(/^https:/);
  });

  test.each<[string, string, Parameters<Shop['ran']>[2], boolean]>([
    ['of all models', 'relevo-page', {}, true],
    ['of its model', `relevo-page-${MODEL}`, {}, true],
    ['of another model', 'relevo-page-other', {}, false],
    ['by a fork', 'relevo-page', { headRepositoryId: 2, pullRequests: [] }, false],
  ])('links the page that it left: %s', async (_, name, fields, isLinked) => {
    const hub = new Reviewed();
    const run = hub.reviewed([claim()], fields);
    hub.documents.push({ id: hub.id(), run, name, path: `${MODEL}.html`, text: '<!doctype html>', expired: false });
    const { view } = await hub.publish(run);
    expect(view.models.map(({ page }) => page !== null)).toEqual([isLinked]);
  });

  test('enters the ledger as what GitHub says it is, whatever its report claims', async () => {
    const hub = new Reviewed();
    const forged = {
      ...reportOf(null).run,
      id: '1.1',
      by: 'root',
      origin: 'push' as const,
      commit: hub.merge1,
      tree: commit('x'),
    };
    const run = hub.reviewed([claim({ run: forged })]);
    await hub.publish(run);
    expect(hub.events()).toEqual([
      expect.objectContaining({
        event: 'evaluated',
        run: `${run}.1`,
        by: 'ana',
        origin: 'pull-request',
        pullRequest: 7,
        commit: hub.merge1,
        tree: commit('tree of the test merge'),
      }),
    ]);
  });

  /** A commit that anybody who may push can make: any tree, with the head for a parent. */
  const forged = (hub: Reviewed): string => {
    const sha = commit('forged merge');
    hub.commits.set(sha, { sha, tree: commit('reviewed tree'), parents: [...hub.branch, hub.head], at });
    return sha;
  };
  const moved = (hub: Reviewed, how: Partial<Reviewed['pulls'][number]>): string => {
    Object.assign(hub.pulls[0]!, how);
    return hub.merge1;
  };

  test.each<[string, (hub: Reviewed) => string]>([
    ['is none of the pull request', hub => hub.push('another commit')],
    ['was made by somebody else, with the head for a parent', forged],
    ['is the test merge of the head that came after it', hub => moved(hub, { headSha: commit('next head') })],
    [
      'is the test merge of the head before it, as this one cannot be merged',
      hub => {
        hub.commits.set(hub.merge1, { ...hub.commits.get(hub.merge1)!, parents: [...hub.branch, commit('clean')] });
        return hub.merge1;
      },
    ],
    ['is a merge that GitHub has made anew since, on another base', hub => moved(hub, { testMerge: hub.push('anew') })],
    ['is of a pull request without one', hub => moved(hub, { testMerge: null })],
  ])('has no tree when its commit %s', async (_, claimed) => {
    const hub = new Reviewed();
    const sha = claimed(hub);
    await hub.publish(hub.reviewed([claim({ run: { ...reportOf(null).run, commit: sha } })]));
    expect(hub.events()[0]).toMatchObject({ origin: 'pull-request', commit: hub.head, tree: null });
  });

  test('has the tree that was merged, and keeps it when it is told again later', async () => {
    const hub = new Reviewed();
    const run = hub.reviewed([claim({ run: { ...reportOf(null).run, commit: hub.merge1 } })]);
    const squashed = hub.push('squashed');
    const tree = commit('tree of the test merge');
    hub.commits.set(squashed, { ...hub.commits.get(squashed)!, tree });
    moved(hub, { state: 'closed', merged: true, mergeCommit: squashed, testMerge: null });
    await hub.publish(run);
    moved(hub, { mergeCommit: hub.push('other') });
    await hub.publish(run);
    expect(hub.events()).toEqual([expect.objectContaining({ commit: hub.merge1, tree })]);
  });

  test('told twice writes once', async () => {
    const hub = new Reviewed();
    const run = hub.reviewed([claim()]);
    await hub.publish(run);
    const before = structuredClone([hub.comments, hub.events()]);
    const { writes } = hub;
    await hub.publish(run);
    expect([hub.comments, hub.events()]).toEqual(before);
    expect(hub.writes).toBe(writes);
    expect(hub.checks).toHaveLength(1);
  });

  test('after a crash at any write ends in one event, one check and one comment', async () => {
    for (let writes = 1; ; writes++) {
      const hub = new Reviewed();
      const run = hub.reviewed([claim()]);
      const crashed = await hub.publish(run, { writes }).then(
        () => false,
        thrown => thrown instanceof Crash || Promise.reject(thrown),
      );
      await hub.publish(run);
      expect([hub.events().length, hub.checks.length, hub.written().length]).toEqual([1, 1, 1]);
      if (!crashed) break;
    }
  });

  test('that is no longer of the head leaves the comment alone', async () => {
    const hub = new Reviewed();
    const old = hub.reviewed([claim()]);
    const pull = hub.pulls[0];
    if (pull === undefined) throw new Error('There is a pull request.');
    pull.headSha = commit('newer head');
    await hub.publish(old);
    expect(hub.written()).toEqual([]);
    expect(hub.checks).toEqual([expect.objectContaining({ sha: hub.head })]);
  });

  test('that finishes after a newer run of the same head changes nothing', async () => {
    const hub = new Reviewed();
    const old = hub.reviewed([claim({ failure: null })]);
    const newer = hub.reviewed([claim()]);
    await hub.publish(newer);
    const before = structuredClone([hub.comments, hub.checks]);
    await hub.publish(old);
    expect([hub.comments, hub.checks]).toEqual(before);
  });

  test('of several at once leaves one comment, with the models of both', async () => {
    const other: RunOfModel = { kind: 'not-trained', model: 'returns', when: 'label' };
    for (let seed = 0; seed < 30; seed++) {
      const hub = new Reviewed();
      const runs = [hub.reviewed([claim()]), hub.reviewed([other])];
      const turn = taking(runs.length, seed);
      await Promise.all(runs.map((run, index) => hub.publish(run, { turn: () => turn(index) }).finally(turn.leave)));
      // Whoever comes next finishes what two that wrote in the same moment left.
      for (const run of runs) await hub.publish(run);
      const [only, ...more] = hub.written();
      expect(more).toEqual([]);
      expect(
        readComment(only ?? '')
          ?.map(({ name }) => name)
          .sort(),
      ).toEqual(['daily-sales', 'returns']);
    }
  });

  test('with a comment of somebody who copied our mark writes its own', async () => {
    const hub = new Reviewed();
    await hub.publish(hub.reviewed([claim()]));
    const copied = hub.written()[0] ?? '';
    const another = new Reviewed();
    another.comments.push({ id: 1, number: 7, body: copied, author: 'mallory', isOurs: false, url: 'https://x' });
    await another.publish(another.reviewed([claim()]));
    expect(another.comments.map(({ author }) => author)).toEqual(['mallory', 'relevo[bot]']);
    expect(another.comments[0]?.body).toBe(copied);
  });
});

/** Processes take turns in an order that a seed decides. */
function taking(count: number, seed: number) {
  let state = seed + 1;
  const waiting = new Map<number, () => void>();
  let running = count;
  const next = (): void => {
    if (waiting.size < running || waiting.size === 0) return;
    state = (state * 48_271) % 2_147_483_647;
    const keys = [...waiting.keys()];
    const chosen = keys[state % keys.length] as number;
    const resume = waiting.get(chosen);
    waiting.delete(chosen);
    resume?.();
  };
  const turn = (index: number): Promise<void> =>
    new Promise(resolve => {
      waiting.set(index, resolve);
      next();
    });
  return Object.assign(turn, {
    leave: () => {
      running -= 1;
      next();
    },
  });
}

describe('a run of a fork', () => {
  test('is shown as a claim, and never enters the ledger', async () => {
    const hub = new Reviewed();
    const pull = hub.pulls[0];
    if (pull === undefined) throw new Error('There is a pull request.');
    pull.headRepositoryId = 99;
    // A fork's branch may be called like the default branch, and its run names no pull request.
    const run = hub.reviewed([claim()], { headRepositoryId: 99, headBranch: 'main', pullRequests: [], event: 'push' });
    const { facts } = await hub.publish(run, {}, async () => {
      throw new Error('Nothing of a fork is decided.');
    });
    expect(facts.origin).toBe('fork');
    expect(hub.events()).toEqual([]);
    expect(hub.written()).toEqual([expect.stringContaining('fork')]);
  });
});

describe('what a run left', () => {
  test.each<[string, string, RegExp]>([
    ['no JSON', '{', /no JSON/],
    ['something else', '{"schema":"relevo.run/2"}', /run\.json/],
    [
      'a verdict that its checks do not give',
      JSON.stringify({
        schema: 'relevo.run/1',
        relevo: '0.1.0',
        config: null,
        models: [claim({ verdict: 'fail' })],
      }),
      /contradicts itself/,
    ],
    [
      'a report of another model',
      JSON.stringify({
        schema: 'relevo.run/1',
        relevo: '0.1.0',
        config: null,
        models: [{ ...claim(), report: { ...reportOf(comparisonOf('better')), model: 'returns' } }],
      }),
      /another model/,
    ],
  ])('%s is told for every model, and never passes', async (_, text, reason) => {
    const hub = new Reviewed();
    const run = hub.reviewed([]);
    for (const document of hub.documents) document.text = text;
    await hub.publish(run);
    expect(hub.checks[0]?.text.conclusion).not.toBe('success');
    expect(hub.summaries[0]?.replaceAll('\\', '')).toMatch(reason);
    expect(hub.events()).toEqual([]);
  });

  test('a broken archive is told for every model, and what else it left is read', async () => {
    const hub = new Reviewed();
    const run = hub.reviewed([claim()]);
    hub.left(run, [], 'relevo-report-returns');
    const broken = hub.documents.at(-1)?.id;
    const ports = hub.portsOf();
    const text: typeof ports.runs.text = async (id, path, most) => {
      if (id === broken) throw fail('github-archive', { name: 'The workflow artifact', reason: '"a" is a link' });
      return ports.runs.text(id, path, most);
    };
    const { view } = await publish(
      { run, config: 'relevo.yml', standing, decide: async () => nothing },
      { ...ports, runs: { ...ports.runs, text } },
    );
    expect(view.models.map(({ standing: { kind } }) => kind)).toEqual(['reported']);
    hub.documents.shift();
    await publish(
      { run, config: 'relevo.yml', standing, decide: async () => nothing },
      { ...ports, runs: { ...ports.runs, text } },
    );
    expect(hub.summaries.at(-1)).toContain('"a" is a link');
    expect(hub.checks[0]?.text.conclusion).toBe('failure');
  });

  test('of uploads without number, no more are opened than a matrix has jobs, nor more than can be held', async () => {
    const hub = new Reviewed();
    const run = hub.reviewed([]);
    for (let more = 0; more < 300; more++) hub.left(run, [], `relevo-report-${more}`);
    const ports = hub.portsOf();
    const asked: number[] = [];
    const text: typeof ports.runs.text = async (_id, _path, most) => {
      asked.push(most);
      return ' '.repeat(Math.min(most, 1_000_000));
    };
    await publish(
      { run, config: 'relevo.yml', standing, decide: async () => nothing },
      { ...ports, runs: { ...ports.runs, text } },
    );
    expect(asked).toHaveLength(256);
    expect([asked[0], asked[60], asked.at(-1)]).toEqual([50_000_000, 40_000_000, 0]);
    expect(hub.summaries[0]).toContain('more than 256 reports');
  });

  test.each(['failure', 'cancelled', 'timed_out', null])(
    'nothing, as its job broke (%s), is told for every model of the config',
    async conclusion => {
      const hub = new Reviewed();
      const run = hub.reviewed([], { conclusion });
      hub.documents.length = 0;
      await hub.publish(run);
      expect(hub.checks[0]?.text).toMatchObject({ conclusion: 'failure', title: expect.stringContaining(MODEL) });
    },
  );

  test.each<[string, Parameters<Shop['ran']>[2], Partial<Reviewed['pulls'][number]>?]>([
    ['its jobs were left out', { conclusion: 'skipped' }],
    ['the jobs that ran had nothing to leave', { conclusion: 'success' }],
    ['somebody must let it run first', { conclusion: 'action_required' }],
    ['it was for a comment', { event: 'issue_comment', headBranch: 'main', conclusion: 'failure' }],
    ['it looked at production', { event: 'schedule', headBranch: 'main', conclusion: 'failure' }],
    ['the pull request closed', { conclusion: 'failure' }, { state: 'closed' }],
  ])('nothing is not told when %s', async (_, fields, pull = {}) => {
    const hub = new Reviewed();
    const run = hub.reviewed([], fields);
    hub.documents.length = 0;
    for (const one of hub.pulls) Object.assign(one, pull);
    const before = hub.writes;
    expect((await hub.publish(run)).view.models).toEqual([]);
    expect(hub.writes).toBe(before);
  });

  test('is told until it expires, and stays told after that', async () => {
    const hub = new Reviewed();
    const run = hub.reviewed([claim()]);
    await hub.publish(run);
    for (const one of hub.documents) one.expired = true;
    hub.runs[0]!.conclusion = 'failure';
    const before = [hub.writes, hub.checks[0]?.text.title];
    await hub.publish(run);
    expect([hub.writes, hub.checks[0]?.text.title]).toEqual(before);
  });

  test('is told in every check that two processes made at once', async () => {
    const hub = new Reviewed();
    const run = hub.reviewed([claim()]);
    let waiting = 2;
    const bothLooked = new Promise<void>(resolve => {
      const look = setInterval(() => {
        if (waiting <= 0) resolve(clearInterval(look));
      }, 1);
    });
    const one = async (): Promise<void> => {
      const ports = hub.portsOf();
      const find: typeof ports.checks.find = async (sha, name) => {
        const found = await ports.checks.find(sha, name);
        waiting--;
        await bothLooked;
        return found;
      };
      const request = { run, config: 'relevo.yml', standing, decide: async () => nothing };
      await publish(request, { ...ports, checks: { ...ports.checks, find } });
    };
    await Promise.all([one(), one()]);
    expect(hub.checks).toHaveLength(2);
    hub.runs[0]!.attempt = 2;
    await hub.publish(run);
    expect(hub.checks.map(({ externalId }) => externalId)).toEqual(
      Array(2).fill(expect.stringMatching(`^${run}\\.2 `)),
    );
  });

  test('by an earlier attempt gives way to the later one', async () => {
    const hub = new Reviewed();
    const run = hub.reviewed([{ kind: 'not-trained', model: MODEL, when: 'label' }]);
    hub.left(run, [claim()]);
    const { view } = await hub.publish(run);
    expect(view.models.map(({ standing }) => standing.kind)).toEqual(['reported']);
  });

  test('by the jobs of a matrix is told together', async () => {
    const hub = new Reviewed();
    const run = hub.reviewed([claim()]);
    hub.left(run, [{ kind: 'not-trained', model: 'returns', when: 'never' }], 'relevo-report-returns');
    const { view } = await hub.publish(run);
    expect(view.models.map(({ model }) => model).sort()).toEqual([MODEL, 'returns']);
  });
});

describe('a run of the default branch', () => {
  test('is none when its commit is not there, as of a tag with the name of the branch', async () => {
    const hub = new Reviewed();
    const { id } = hub.ran(hub.head, [], { event: 'workflow_dispatch' });
    hub.left(id, [claim({ run: { ...reportOf(null).run, commit: hub.head } })]);
    const { facts } = await hub.publish(id, {}, () => Promise.reject(new Error('decided')));
    expect(facts.origin).toBe('branch');
    expect(hub.events()).toEqual([expect.objectContaining({ origin: 'branch', commit: hub.head })]);
  });

  test('is decided about, and told on the pull request that brought it', async () => {
    const hub = new Reviewed();
    const merged = hub.merge('more-lags merged', 8);
    const { id } = hub.ran(merged, [], {});
    hub.left(id, [claim({ run: { ...reportOf(null).run, commit: merged } })]);
    const decided: string[] = [];
    await hub.publish(id, {}, async () => {
      decided.push(MODEL);
      return { kind: 'wait', code: 'frozen', reason: 'The model was frozen by bea.', remedy: 'Unfreeze the model.' };
    });
    expect(decided).toEqual([MODEL]);
    expect(hub.events()).toEqual([expect.objectContaining({ origin: 'push', commit: merged, pullRequest: 8 })]);
    const told = hub.comments.filter(({ number }) => number === 8).map(({ body }) => body);
    expect(told).toEqual([expect.stringContaining('frozen by bea')]);
    expect(hub.checks).toEqual([expect.objectContaining({ sha: merged })]);
  });
});
