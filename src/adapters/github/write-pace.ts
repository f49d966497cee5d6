// How fast writes may follow one another. GitHub takes 80 that create content in a minute, and asks whoever makes many to
// leave a second between them: a run's few go at once, and whoever makes many waits.

/** So many writes go at once. */
const BURST = 40;

/** Takes the place of the throttling plugin's own limiters, which let each write wait for one second, or for three. */
export class WritePace {
  readonly #secondMs: number;
  /** When all that was begun would be done at one a second. */
  #paidUntil = 0;

  constructor(secondMs: number) {
    this.#secondMs = secondMs;
  }

  /** All writes share one pace, whatever they are grouped by. */
  key(): this {
    return this;
  }

  /** Does the work once it is its turn. */
  async schedule<T>(_options: unknown, work: () => Promise<T>): Promise<T> {
    const now = Date.now();
    this.#paidUntil = Math.max(this.#paidUntil, now) + this.#secondMs;
    const waitMs = this.#paidUntil - now - BURST * this.#secondMs;
    if (waitMs > 0) await new Promise(resolve => setTimeout(resolve, waitMs));
    return work();
  }
}
