// Ids: counted from a fixed start, so that two equal runs see the same ones.

/** Hands out ids. */
export class Ids {
  #last = 1_000_000;

  /** The next id; no two things share one. */
  next(): number {
    this.#last += 1;
    return this.#last;
  }
}

/** GitHub's other id of a thing: opaque text. */
export const nodeId = (kind: string, id: number | string): string =>
  `${kind}_${Buffer.from(`${kind}:${id}`).toString('base64url')}`;
