// The same rows of two tables, side by side: in one streaming pass when both come in the same order, joined by id otherwise.
import { fail } from '../errors.ts';
import type { Column, RowBatch } from '../ports.ts';
import type { Source, Sources } from './paired-columns.ts';
import { type Portion, Portions, textAt } from './portions.ts';

/** Some rows of one table. `lineOf` tells where a row stands, for messages. */
export interface SideRows extends Portion {
  readonly source: Source;
}

/** As many rows of both tables; row i of one is row i of the other. */
export interface AlignedRows {
  readonly count: number;
  readonly baseline: SideRows;
  readonly candidate: SideRows;
}

/** The two tables do not list the same ids in the same ascending order: they have to be joined instead. */
export class NotInOrder extends Error {}

/**
 * Streams both tables side by side. Ids must be the same on both sides and ascend strictly (as whole numbers, or as
 * text), which also shows that none stands twice; otherwise `NotInOrder` is thrown, and nothing of it may be used.
 */
export async function* inOrder(sources: Sources, ids: readonly string[]): AsyncGenerator<AlignedRows> {
  const ascent = new Ascent();
  if (sources.oneTable) {
    for await (const rows of oneTable(sources)) {
      requireSameIds(rows, ids, ascent);
      yield rows;
    }
    return;
  }
  const baseline = new Portions(sources.baseline.table.read(sources.baseline.wanted));
  const candidate = new Portions(sources.candidate.table.read(sources.candidate.wanted));
  try {
    for (;;) {
      const count = Math.min(await baseline.available(), await candidate.available());
      if (count === 0) break;
      const rows = {
        count,
        baseline: { source: sources.baseline, ...baseline.take(count) },
        candidate: { source: sources.candidate, ...candidate.take(count) },
      };
      requireSameIds(rows, ids, ascent);
      yield rows;
    }
    if ((await baseline.available()) !== (await candidate.available())) throw new NotInOrder();
  } finally {
    await baseline.close();
    await candidate.close();
  }
}

async function* oneTable({ baseline, candidate }: Sources): AsyncGenerator<AlignedRows> {
  for await (const batch of baseline.table.read(new Map([...baseline.wanted, ...candidate.wanted]))) {
    const side = sideOf(baseline, batch);
    yield { count: batch.rows, baseline: side, candidate: { ...side, source: candidate } };
  }
}

/** Reads the baseline whole, then streams the candidate and looks each of its ids up. Memory grows with the rows. */
export async function* byId(sources: Sources, ids: readonly string[]): AsyncGenerator<AlignedRows> {
  const place = new Map<string, number>();
  if (sources.oneTable) {
    for await (const rows of oneTable(sources)) {
      for (let row = 0; row < rows.count; row++) remember(place, rows.baseline, row, ids);
      yield rows;
    }
    return;
  }
  const baseline = await readWhole(sources.baseline);
  for (let row = 0; row < baseline.count; row++) remember(place, baseline.rows, row, ids);
  const taken = new Uint8Array(baseline.count);
  let matched = 0;
  for await (const batch of sources.candidate.table.read(sources.candidate.wanted)) {
    const candidate = sideOf(sources.candidate, batch);
    const order = new Int32Array(batch.rows);
    for (let row = 0; row < batch.rows; row++) {
      const id = idText(candidate, row, ids);
      const at = place.get(id);
      if (at === undefined) throw missingId(candidate, row, ids, sources.baseline);
      if (taken[at] === 1) throw duplicateId(candidate, row, ids);
      taken[at] = 1;
      order[row] = at;
    }
    matched += batch.rows;
    yield { count: batch.rows, baseline: pick(baseline.rows, order), candidate };
  }
  if (matched < baseline.count) throw missingId(baseline.rows, taken.indexOf(0), ids, sources.candidate);
}

/** A row's ids, in the order asked for. */
export const idsOf = (side: SideRows, row: number, ids: readonly string[]): string[] =>
  ids.map(id => textAt(side.columns.get(id) as Column, row));

const SEPARATOR = '\u001f';

const idText = (side: SideRows, row: number, ids: readonly string[]): string => {
  const [only] = ids;
  return ids.length === 1
    ? textAt(side.columns.get(only as string) as Column, row)
    : idsOf(side, row, ids).join(SEPARATOR);
};

function remember(places: Map<string, number>, side: SideRows, row: number, ids: readonly string[]): void {
  const before = places.size;
  places.set(idText(side, row, ids), places.size);
  if (places.size === before) throw duplicateId(side, row, ids);
}

const named = (side: SideRows, row: number, ids: readonly string[]): string =>
  idsOf(side, row, ids)
    .map((value, index) => `${ids[index]} = ${JSON.stringify(value)}`)
    .join(', ');

const duplicateId = (side: SideRows, row: number, ids: readonly string[]): Error =>
  fail('id-duplicate', { file: side.source.table.name, line: side.lineOf(row), id: named(side, row, ids) });

const missingId = (side: SideRows, row: number, ids: readonly string[], other: Source): Error =>
  fail('id-missing', {
    file: side.source.table.name,
    line: side.lineOf(row),
    id: named(side, row, ids),
    other: other.table.name,
  });

function requireSameIds({ count, baseline, candidate }: AlignedRows, ids: readonly string[], ascent: Ascent): void {
  if (ids.length === 0) return;
  const columns = ids.map(id => [baseline.columns.get(id) as Column, candidate.columns.get(id) as Column] as const);
  for (let row = 0; row < count; row++) {
    for (const [ours, theirs] of columns) {
      if (textAt(ours, row) !== textAt(theirs, row)) throw new NotInOrder();
    }
    ascent.step(
      columns.length === 1 ? [textAt((columns[0] as readonly [Column, Column])[0], row)] : idsOf(baseline, row, ids),
    );
  }
}

/** Follows a list of ids and throws `NotInOrder` where it does not ascend. Whole numbers are compared as numbers. */
class Ascent {
  #last: readonly string[] | null = null;
  readonly #numeric: boolean[] = [];

  step(id: readonly string[]): void {
    const last = this.#last;
    this.#last = id;
    if (last === null) {
      for (const part of id) this.#numeric.push(isWhole(part));
      return;
    }
    for (let index = 0; index < id.length; index++) {
      const [before, now] = [last[index] as string, id[index] as string];
      if (this.#numeric[index] && !isWhole(now)) throw new NotInOrder();
      if (before === now) continue;
      const longer = this.#numeric[index] ? now.length - before.length : 0;
      if (longer > 0 || (longer === 0 && now > before)) return;
      throw new NotInOrder();
    }
    throw new NotInOrder();
  }
}

/** A whole number without leading zeros or sign: longer means larger. */
function isWhole(text: string): boolean {
  if (text === '' || (text.length > 1 && text.charCodeAt(0) === 48)) return false;
  for (let index = 0; index < text.length; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return false;
  }
  return true;
}

const sideOf = (source: Source, batch: RowBatch): SideRows => ({
  source,
  columns: batch.columns,
  lineOf: row => batch.lineOf(row),
});

function pick(side: SideRows, order: Int32Array): SideRows {
  const columns = new Map([...side.columns].map(([name, column]) => [name, pickColumn(column, order)]));
  return { source: side.source, columns, lineOf: row => side.lineOf(order[row] as number) };
}

/** The rows of a column in another order. */
export function pickColumn(column: Column, order: Int32Array): Column {
  switch (column.kind) {
    case 'number':
    case 'time':
    case 'key':
      return { kind: column.kind, values: Float64Array.from(order, row => column.values[row] as number) };
    case 'text':
      return { kind: 'text', values: Array.from(order, row => column.values[row] as string) };
    case 'category':
      return { ...column, codes: Int32Array.from(order, row => column.codes[row] as number) };
  }
}

/** All rows of a table in memory. */
async function readWhole(source: Source): Promise<{ count: number; rows: SideRows }> {
  const batches: RowBatch[] = [];
  for await (const batch of source.table.read(source.wanted)) batches.push(batch);
  const count = batches.reduce((sum, batch) => sum + batch.rows, 0);
  const columns = new Map<string, Column>();
  for (const name of source.wanted.keys()) {
    columns.set(
      name,
      concatenate(
        batches.map(batch => batch.columns.get(name) as Column),
        count,
      ),
    );
  }
  const lineOf = (row: number): number => {
    const batch = batches.findLast(({ firstRow }) => firstRow <= row) as RowBatch;
    return batch.lineOf(row - batch.firstRow);
  };
  return { count, rows: { source, columns, lineOf } };
}

function concatenate(parts: readonly Column[], count: number): Column {
  const [first] = parts;
  if (first === undefined || first.kind === 'text') {
    return { kind: 'text', values: parts.flatMap(column => (column.kind === 'text' ? column.values : [])) };
  }
  if (first.kind === 'category') {
    const codes = new Int32Array(count);
    let at = 0;
    for (const column of parts) {
      if (column.kind !== 'category') continue;
      codes.set(column.codes, at);
      at += column.codes.length;
    }
    return { kind: 'category', codes, labels: first.labels };
  }
  const values = new Float64Array(count);
  let at = 0;
  for (const column of parts) {
    if (column.kind === 'text' || column.kind === 'category') continue;
    values.set(column.values, at);
    at += column.values.length;
  }
  return { kind: first.kind, values };
}
