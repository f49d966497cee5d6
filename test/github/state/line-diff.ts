// The difference of two texts by lines, as git's default algorithm (Myers) finds it, and its unified form.

/** A run of equal, removed or added lines. */
interface Edit {
  readonly kind: ' ' | '-' | '+';
  readonly line: string;
}

/** How two texts differ. */
export interface LineDiff {
  readonly additions: number;
  readonly deletions: number;
  /** Hunks with three lines of context, as GitHub gives them; '' when nothing differs. */
  readonly patch: string;
}

const splitLines = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

/** Texts that differ by more lines are taken for replaced as a whole: the search grows with the square of them. */
const longestSearch = 600;

const all = (kind: Edit['kind'], lines: readonly string[]): Edit[] => lines.map(line => ({ kind, line }));

/** The shortest edit from one list of lines to another; equal beginnings and ends are set aside first. */
function edits(old: readonly string[], young: readonly string[]): Edit[] {
  const shorter = Math.min(old.length, young.length);
  let start = 0;
  while (start < shorter && old[start] === young[start]) start++;
  let end = 0;
  while (end < shorter - start && old[old.length - 1 - end] === young[young.length - 1 - end]) end++;
  const [before, after] = [old.slice(start, old.length - end), young.slice(start, young.length - end)];
  const middle = search(before, after) ?? [...all('-', before), ...all('+', after)];
  return [...all(' ', old.slice(0, start)), ...middle, ...all(' ', old.slice(old.length - end))];
}

/** Myers' search; undefined when it takes too long. */
function search(old: readonly string[], young: readonly string[]): Edit[] | undefined {
  const trace: Map<number, number>[] = [];
  const reach = new Map<number, number>([[1, 0]]);
  for (let distance = 0; distance <= Math.min(longestSearch, old.length + young.length); distance++) {
    trace.push(new Map(reach));
    for (let diagonal = -distance; diagonal <= distance; diagonal += 2) {
      let x = goesDown(reach, diagonal, distance) ? reach.get(diagonal + 1)! : reach.get(diagonal - 1)! + 1;
      while (x < old.length && x - diagonal < young.length && old[x] === young[x - diagonal]) x++;
      reach.set(diagonal, x);
      if (x >= old.length && x - diagonal >= young.length) return walkBack(trace, old, young);
    }
  }
  return undefined;
}

const goesDown = (reach: ReadonlyMap<number, number>, diagonal: number, distance: number) =>
  diagonal === -distance || (diagonal !== distance && reach.get(diagonal - 1)! < reach.get(diagonal + 1)!);

function walkBack(
  trace: readonly ReadonlyMap<number, number>[],
  old: readonly string[],
  young: readonly string[],
): Edit[] {
  const found: Edit[] = [];
  let [x, y] = [old.length, young.length];
  for (let distance = trace.length - 1; distance >= 0; distance--) {
    const reach = trace[distance]!;
    const isDown = goesDown(reach, x - y, distance);
    const diagonal = isDown ? x - y + 1 : x - y - 1;
    const beforeX = distance === 0 ? 0 : reach.get(diagonal)!;
    const beforeY = distance === 0 ? 0 : beforeX - diagonal;
    while (x > beforeX && y > beforeY) {
      found.push({ kind: ' ', line: old[--x]! });
      y--;
    }
    if (distance === 0) break;
    found.push(isDown ? { kind: '+', line: young[--y]! } : { kind: '-', line: old[--x]! });
  }
  return found.reverse();
}

/** The hunks of an edit: changes that are at most six equal lines apart stand in one. */
function hunks(list: readonly Edit[]): [number, number][] {
  const ranges: [number, number][] = [];
  list.forEach(({ kind }, index) => {
    if (kind === ' ') return;
    const last = ranges.at(-1);
    if (last !== undefined && index - 3 <= last[1]) last[1] = Math.min(list.length, index + 4);
    else ranges.push([Math.max(0, index - 3), Math.min(list.length, index + 4)]);
  });
  return ranges;
}

function hunkText(list: readonly Edit[], [from, to]: [number, number]): string {
  const count = (kind: Edit['kind'], start: number, end: number) =>
    list.slice(start, end).filter(edit => edit.kind !== kind).length;
  const side = (other: Edit['kind']) => {
    const lines = count(other, from, to);
    const start = count(other, 0, from) + (lines === 0 ? 0 : 1);
    return lines === 1 ? `${start}` : `${start},${lines}`;
  };
  const lines = list.slice(from, to).map(({ kind, line }) => `${kind}${line}`);
  return [`@@ -${side('+')} +${side('-')} @@`, ...lines].join('\n');
}

/** The difference of two texts by lines. */
export function diffLines(old: string, young: string): LineDiff {
  const list = edits(splitLines(old), splitLines(young));
  return {
    additions: list.filter(({ kind }) => kind === '+').length,
    deletions: list.filter(({ kind }) => kind === '-').length,
    patch: hunks(list)
      .map(range => hunkText(list, range))
      .join('\n'),
  };
}
