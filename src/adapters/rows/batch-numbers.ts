// The numbers of one column, batch after batch: each batch has an array of its own, made when its first row comes.
import type { NumberColumn } from '../../ports.ts';

/** Collects up to `capacity` numbers at a time. */
export class BatchNumbers {
  readonly #kind: NumberColumn['kind'];
  readonly #capacity: number;
  #values: Float64Array | null = null;
  count = 0;

  constructor(kind: NumberColumn['kind'], capacity: number) {
    this.#kind = kind;
    this.#capacity = capacity;
  }

  /** Where the numbers of the present batch go, from `count` on. */
  get values(): Float64Array {
    this.#values ??= new Float64Array(this.#capacity);
    return this.#values;
  }

  /** The column of the numbers since the last call. */
  finish(): NumberColumn {
    const values = this.count === this.#capacity ? this.values : this.values.slice(0, this.count);
    this.#values = null;
    this.count = 0;
    return { kind: this.#kind, values };
  }
}
