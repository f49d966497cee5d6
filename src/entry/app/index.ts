// The App: every event of the table becomes tasks, and whoever loads it says how tasks are done: a server queues them, a job of
// Actions does them at once.
import type { ApplicationFunction } from 'probot';
import { type EventName, rows, woken } from './events.ts';
import type { Task } from './task.ts';

/** Takes a task over: it is done, or will be, once this resolves. */
export type TakeTask = (task: Task) => Promise<void>;

/** The App as Probot loads it. */
export function createApp(take: TakeTask): ApplicationFunction {
  return app => {
    for (const name of Object.keys(rows) as EventName[]) {
      app.on(name, async ({ id, payload }) => {
        for (const { where, work } of woken(name, payload)) await take({ where, work, delivery: id });
      });
    }
  };
}
