// Tasks that wait: one at a time a repository, a few at a time in all, the same task once.
import { keyOf, type Task } from './task.ts';

/** How a queue works. */
export interface QueueSetting {
  /** Does a task; what it throws is told and, where that may help, tried again. */
  readonly perform: (task: Task) => Promise<void>;
  readonly onFailure: (task: Task, thrown: unknown, isLast: boolean) => void;
  /** Repositories that are worked on at once. */
  readonly atOnce: number;
  /** More tasks than this are refused, which GitHub shows as a failed delivery. */
  readonly most: number;
  /** Waits before each further attempt, in milliseconds. */
  readonly pauses: readonly number[];
}

/** The queue is full, or ending. */
export class QueueClosed extends Error {
  readonly status = 503;
}

interface Waiting {
  readonly task: Task;
  readonly attempt: number;
}

/** A queue in memory. What a crash takes from it, the look at the next start finds in the repositories themselves. */
export class TaskQueue {
  readonly #setting: QueueSetting;
  readonly #waiting = new Map<string, Map<string, Waiting>>();
  readonly #running = new Map<string, Promise<void>>();
  readonly #pausing = new Map<ReturnType<typeof setTimeout>, Waiting>();
  #size = 0;
  #isOpen = true;
  #done = 0;

  constructor(setting: QueueSetting) {
    this.#setting = setting;
  }

  /** Tasks that wait for their turn, or for another attempt. */
  get size(): number {
    return this.#size + this.#pausing.size;
  }

  /** Tasks that were done. */
  get done(): number {
    return this.#done;
  }

  /** Whether it takes more. */
  get isReady(): boolean {
    return this.#isOpen && this.size < this.#setting.most;
  }

  /** Takes a task. One that waits already, with the same work in the same repository, is the same task. */
  add(task: Task): void {
    if (!this.#isOpen) throw new QueueClosed('The server is ending.');
    if (this.size >= this.#setting.most) throw new QueueClosed('Too many tasks wait.');
    this.#put({ task, attempt: 0 });
  }

  /** Takes no more, ends what is being done, and says how many tasks are left undone. */
  async close(): Promise<number> {
    this.#isOpen = false;
    const left = this.size;
    for (const timer of this.#pausing.keys()) clearTimeout(timer);
    this.#pausing.clear();
    this.#waiting.clear();
    this.#size = 0;
    await Promise.all(this.#running.values());
    return left;
  }

  /** Resolves once nothing waits and nothing is being done. */
  async idle(): Promise<void> {
    while (this.size > 0 || this.#running.size > 0) {
      await Promise.race([...this.#running.values(), new Promise(resolve => setTimeout(resolve, 20))]);
    }
  }

  #put(waiting: Waiting): void {
    const { where, work } = waiting.task;
    const key = keyOf(where);
    const line = this.#waiting.get(key) ?? new Map<string, Waiting>();
    this.#waiting.set(key, line);
    const same = JSON.stringify(work);
    if (!line.has(same)) this.#size++;
    line.set(same, waiting);
    this.#next();
  }

  #next(): void {
    for (const [key, line] of this.#waiting) {
      if (this.#running.size >= this.#setting.atOnce) return;
      const [first] = line;
      if (this.#running.has(key) || first === undefined) continue;
      line.delete(first[0]);
      if (line.size === 0) this.#waiting.delete(key);
      this.#size--;
      this.#start(key, first[1]);
    }
  }

  #start(key: string, waiting: Waiting): void {
    const running = this.#attempt(waiting).finally(() => {
      this.#running.delete(key);
      this.#next();
    });
    this.#running.set(key, running);
  }

  async #attempt({ task, attempt }: Waiting): Promise<void> {
    try {
      await this.#setting.perform(task);
      this.#done++;
    } catch (thrown) {
      const pause = this.#isOpen ? this.#setting.pauses[attempt] : undefined;
      this.#setting.onFailure(task, thrown, pause === undefined);
      if (pause !== undefined) this.#later({ task, attempt: attempt + 1 }, pause);
    }
  }

  #later(waiting: Waiting, pause: number): void {
    const timer = setTimeout(() => {
      this.#pausing.delete(timer);
      this.#put(waiting);
    }, pause);
    timer.unref();
    this.#pausing.set(timer, waiting);
  }
}
