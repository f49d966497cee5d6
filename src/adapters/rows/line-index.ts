// On which line of a file each row stands, kept as the places where counting one line a row would go wrong.

/** Lines of rows: as small as the table is regular, whatever quoted line breaks and blank lines it has. */
export class LineIndex {
  readonly #rows: number[] = [];
  readonly #lines: number[] = [];
  #distance = Number.NaN;

  /** Notes the line of a row; rows come in order. */
  note(row: number, line: number): void {
    if (line - row === this.#distance) return;
    this.#distance = line - row;
    this.#rows.push(row);
    this.#lines.push(line);
  }

  /** The line of a row that was noted. */
  lineOf(row: number): number {
    let from = 0;
    let to = this.#rows.length;
    while (to - from > 1) {
      const middle = (from + to) >> 1;
      if ((this.#rows[middle] as number) <= row) from = middle;
      else to = middle;
    }
    return (this.#lines[from] as number) + row - (this.#rows[from] as number);
  }
}
