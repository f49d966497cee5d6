// Rows put together by a small number that each of them carries.

/** The rows of each code, codes ascending, by a counting sort. */
export function rowsByCode(codes: Int32Array, count: number): { code: number; rows: Int32Array }[] {
  let most = -1;
  for (let row = 0; row < count; row++) most = Math.max(most, codes[row] as number);
  const starts = new Int32Array(most + 2);
  for (let row = 0; row < count; row++) {
    const after = (codes[row] as number) + 1;
    starts[after] = (starts[after] as number) + 1;
  }
  for (let code = 0; code <= most; code++) starts[code + 1] = (starts[code + 1] as number) + (starts[code] as number);
  const next = starts.slice();
  const sorted = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    const code = codes[row] as number;
    sorted[next[code] as number] = row;
    next[code] = (next[code] as number) + 1;
  }
  const parts: { code: number; rows: Int32Array }[] = [];
  for (let code = 0; code <= most; code++) {
    const [from, to] = [starts[code] as number, starts[code + 1] as number];
    if (to > from) parts.push({ code, rows: sorted.subarray(from, to) });
  }
  return parts;
}
