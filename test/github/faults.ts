// What goes wrong on purpose: refusals, slow answers, cut connections, and a crash after so many writes.
import type { Method } from './call.ts';

/** What a fault does to a request. `after` lets the request do its work first: the answer is lost, the write is not.
 * `during` breaks the connection amid an upload; other requests are then cut before. */
export type FaultKind =
  | { readonly kind: 'status'; readonly status: 500 | 502 | 503; readonly when?: 'before' | 'after' }
  | { readonly kind: 'too-many'; readonly retryAfter: number }
  | { readonly kind: 'secondary-limit'; readonly retryAfter?: number }
  | { readonly kind: 'slow'; readonly milliseconds: number }
  | { readonly kind: 'cut'; readonly when: 'before' | 'during' | 'after' };

/** A fault, and the requests that it is for. */
export type Fault = FaultKind & {
  readonly method?: Method;
  /** Matched with the request's path. */
  readonly path?: RegExp;
  /** So many matching requests fail; 1 by default. */
  readonly times?: number;
  /** So many matching requests pass before. */
  readonly skip?: number;
};

interface Planned {
  readonly fault: Fault;
  skip: number;
  left: number;
}

/** The faults to come. */
export class Faults {
  #planned: Planned[] = [];
  #crashAfter = Number.POSITIVE_INFINITY;
  #writes = 0;

  /** Plans a fault; several that match one request happen one after the other, to one request each. */
  inject(fault: Fault): void {
    this.#planned.push({ fault, skip: fault.skip ?? 0, left: fault.times ?? 1 });
  }

  /** After `count` more successful writes every connection is cut, until `heal`. */
  crashAfterWrite(count: number): void {
    this.#crashAfter = this.#writes + count;
  }

  /** Forgets all faults and ends a crash. */
  heal(): void {
    this.#planned = [];
    this.#crashAfter = Number.POSITIVE_INFINITY;
  }

  /** The successful writes so far; what an App signs in with does not count. */
  get writes(): number {
    return this.#writes;
  }

  /** Whether the crash has happened. */
  get isDown(): boolean {
    return this.#writes >= this.#crashAfter;
  }

  /** Whether planned faults are still waiting for their requests. */
  get arePending(): boolean {
    return this.#planned.some(({ left }) => left > 0);
  }

  /** Notes that a write succeeded. */
  countWrite(): void {
    this.#writes += 1;
  }

  /** The fault of a request, which is used up by it. */
  take(method: string, path: string): Fault | undefined {
    for (const planned of this.#planned) {
      const { fault } = planned;
      if (planned.left === 0 || (fault.method ?? method) !== method || fault.path?.test(path) === false) continue;
      if (planned.skip > 0) {
        planned.skip -= 1;
        continue;
      }
      planned.left -= 1;
      return fault;
    }
    return undefined;
  }
}
