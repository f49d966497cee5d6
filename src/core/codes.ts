// Small whole numbers for labels, given out as they come.

/** A two-way table between labels and codes 0, 1, 2, … */
export class Codes {
  readonly labels: string[] = [];
  readonly #codes = new Map<string, number>();

  constructor(labels: Iterable<string> = []) {
    for (const label of labels) this.codeOf(label);
  }

  /** The label's code, a new one for a new label. */
  codeOf(label: string): number {
    const known = this.#codes.get(label);
    if (known !== undefined) return known;
    const code = this.labels.length;
    this.#codes.set(label, code);
    this.labels.push(label);
    return code;
  }

  /** The label's code, or undefined for one never seen. */
  find(label: string): number | undefined {
    return this.#codes.get(label);
  }

  /** Takes in another table's labels and tells what their codes are here. */
  merge(other: Codes): number[] {
    return other.labels.map(label => this.codeOf(label));
  }
}
