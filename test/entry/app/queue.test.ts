// Tasks are done one at a time a repository, a few at a time in all, and none is lost or doubled.
import { describe, expect, test } from '@jest/globals';
import { QueueClosed, type QueueSetting, TaskQueue } from '../../../src/entry/app/queue.ts';
import type { Task } from '../../../src/entry/app/task.ts';

const task = (repo: string, run: number): Task => ({
  where: { owner: 'octo', repo, installation: 1 },
  work: { kind: 'publish', run, workflow: 'w' },
  delivery: `d${run}`,
});
const runOf = ({ work }: Task) => (work.kind === 'publish' ? work.run : 0);
const soon = () => new Promise<void>(resolve => setTimeout(resolve, 2));

function queueOf(perform: QueueSetting['perform'], more: Partial<QueueSetting> = {}) {
  const failures: string[] = [];
  const onFailure: QueueSetting['onFailure'] = (failed, thrown, isLast) =>
    void failures.push(`${runOf(failed)} ${String(thrown)}${isLast ? ' (last)' : ''}`);
  const queue = new TaskQueue({ perform, onFailure, atOnce: 3, most: 1000, pauses: [1, 1], ...more });
  return { queue, failures };
}

describe('a queue', () => {
  test('does tasks of one repository in order and alone, of several at once up to the bound', async () => {
    const done: string[] = [];
    const busy = new Set<string>();
    let most = 0;
    const { queue } = queueOf(async one => {
      expect(busy.has(one.where.repo)).toBe(false);
      busy.add(one.where.repo);
      most = Math.max(most, busy.size);
      await soon();
      busy.delete(one.where.repo);
      done.push(`${one.where.repo}${runOf(one)}`);
    });
    for (let run = 1; run <= 6; run++) for (const repo of ['a', 'b', 'c', 'd', 'e']) queue.add(task(repo, run));
    await queue.idle();
    expect(done).toHaveLength(30);
    expect(most).toBe(3);
    expect(done.filter(name => name.startsWith('a'))).toEqual(['a1', 'a2', 'a3', 'a4', 'a5', 'a6']);
    expect(queue.done).toBe(30);
  });

  test('does the same task once while it waits, and again when it comes later', async () => {
    const done: number[] = [];
    const { queue } = queueOf(async one => {
      await soon();
      done.push(runOf(one));
    });
    queue.add(task('a', 1));
    for (let time = 0; time < 50; time++) queue.add(task('a', 2));
    queue.add(task('A', 2));
    expect(queue.size).toBe(1);
    await queue.idle();
    queue.add(task('a', 2));
    await queue.idle();
    expect(done).toEqual([1, 2, 2]);
  });

  test('tries again what failed, tells each failure, and goes on', async () => {
    let left = 2;
    const done: number[] = [];
    const { queue, failures } = queueOf(async one => {
      if (runOf(one) === 9) throw 'for ever';
      if (runOf(one) === 1 && left-- > 0) throw new Error('once more');
      done.push(runOf(one));
    });
    for (const run of [9, 1, 2]) queue.add(task('a', run));
    await queue.idle();
    expect(done.sort()).toEqual([1, 2]);
    expect(failures.sort()).toEqual([
      '1 Error: once more',
      '1 Error: once more',
      '9 for ever',
      '9 for ever',
      '9 for ever (last)',
    ]);
  });

  test('refuses what does not fit, so that GitHub shows the delivery as failed', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>(resolve => {
      release = resolve;
    });
    const { queue } = queueOf(() => held, { most: 2, atOnce: 1 });
    for (const run of [1, 2, 3]) queue.add(task('a', run));
    expect(queue.isReady).toBe(false);
    expect(() => queue.add(task('a', 4))).toThrow(QueueClosed);
    release();
    await queue.idle();
    expect(queue.isReady).toBe(true);
  });

  test('ends what it began, says what it left, and takes no more', async () => {
    const done: number[] = [];
    const { queue } = queueOf(async one => {
      await soon();
      done.push(runOf(one));
    });
    for (const run of [1, 2, 3]) queue.add(task('a', run));
    expect(await queue.close()).toBe(2);
    expect(done).toEqual([1]);
    expect(() => queue.add(task('a', 4))).toThrow('ending');
  });
});
