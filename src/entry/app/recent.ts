// What a server remembers of the last things that it did: it saves requests, and nothing rests on it.

/** The last so many names. */
export class Recent {
  readonly #names = new Set<string>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  /** Lets go of the one that was added first when there are too many. */
  add(name: string): void {
    this.#names.add(name);
    const [oldest] = this.#names;
    if (this.#names.size > this.#most && oldest !== undefined) this.#names.delete(oldest);
  }
}
