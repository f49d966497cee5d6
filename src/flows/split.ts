// Splits a table into training data and a holdout: reads what decides, then has every row copied to its side.
import { type Cut, isHeldOut, startOfHoldout } from '../core/split.ts';
import { fail } from '../errors.ts';
import type { ColumnKind, RowBatch, Table } from '../ports.ts';

/** Which rows are held out: the latest ones, or a random share of the rows or of the groups that a column names. */
export type SplitRequest =
  | { readonly kind: 'time'; readonly column: string; readonly cut: Cut }
  | { readonly kind: 'random'; readonly group: string | undefined; readonly share: number; readonly seed: number };

/** Some rows and where they go: 1 for the holdout, 0 for the training data. */
export interface PlacedRows {
  readonly batch: RowBatch;
  readonly heldOut: Uint8Array;
}

/** Writes each row, as it stands and in its order, to its side. */
export type CopyRows = (placed: AsyncIterable<PlacedRows>) => Promise<void>;

/** What one side got: its groups when the split keeps groups whole, its times (milliseconds, UTC) when it is by time. */
export interface Side {
  rows: number;
  groups?: number;
  first?: number;
  last?: number;
}

/** What both sides got. */
export interface Split {
  readonly train: Side;
  readonly holdout: Side;
}

/** Splits a table in two; an error, before anything is copied, when one side would stay empty. */
export async function split(table: Table, request: SplitRequest, copy: CopyRows): Promise<Split> {
  const rule = request.kind === 'time' ? await ruleByTime(table, request) : await ruleAtRandom(table, request);
  const result: Split = { train: { rows: 0 }, holdout: { rows: 0 } };
  await copy(placeRows(table, rule, result));
  return result;
}

/** Decides over rows, column by column, and counts what it decided. */
interface Rule {
  readonly wanted: ReadonlyMap<string, ColumnKind>;
  readonly place: (batch: RowBatch, result: Split) => Uint8Array;
}

async function* placeRows(table: Table, rule: Rule, result: Split): AsyncGenerator<PlacedRows> {
  for await (const batch of table.read(rule.wanted)) {
    const heldOut = rule.place(batch, result);
    const held = heldOut.reduce((sum, side) => sum + side, 0);
    result.holdout.rows += held;
    result.train.rows += batch.rows - held;
    yield { batch, heldOut };
  }
}

async function ruleByTime(table: Table, { column, cut }: SplitRequest & { kind: 'time' }): Promise<Rule> {
  const wanted = new Map([[column, 'time']] as const);
  const times = await readTimes(table, column, wanted);
  const rows = times.length;
  const start = startOfHoldout(times, cut);
  if (start === undefined) throw fail('split-one-sided', { table: table.name, rows, by: `the times in ${column}` });
  const place = (batch: RowBatch, { train, holdout }: Split) =>
    Uint8Array.from(timesOf(batch, column), time => {
      const side = time < start ? train : holdout;
      side.first = Math.min(time, side.first ?? time);
      side.last = Math.max(time, side.last ?? time);
      return side === holdout ? 1 : 0;
    });
  return { wanted, place };
}

/** All times, in one array; a row without one belongs to neither side, so it is an error. */
async function readTimes(table: Table, column: string, wanted: Rule['wanted']): Promise<Float64Array> {
  const parts: Float64Array[] = [];
  for await (const batch of table.read(wanted)) {
    const times = timesOf(batch, column);
    const missing = times.findIndex(time => Number.isNaN(time));
    if (missing >= 0) {
      const line = batch.lineOf(missing);
      throw fail('data-value', { file: table.name, line, column, found: 'an empty cell', expected: 'a time' });
    }
    parts.push(times.slice());
  }
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}

function timesOf(batch: RowBatch, column: string): Float64Array {
  const times = batch.columns.get(column);
  if (times?.kind !== 'time') throw new Error(`The batch has no times in ${column}.`);
  return times.values;
}

async function ruleAtRandom(table: Table, request: SplitRequest & { kind: 'random' }): Promise<Rule> {
  const { group } = request;
  const makeRule = group === undefined ? await ruleByRow(table, request) : () => ruleByGroup(group, request);
  const seen: Split = { train: { rows: 0 }, holdout: { rows: 0 } };
  for await (const _ of placeRows(table, makeRule(), seen)) {
    if (seen.train.rows > 0 && seen.holdout.rows > 0) return makeRule();
  }
  const rows = seen.train.rows + seen.holdout.rows;
  const by = group === undefined ? `chance and seed ${request.seed}` : `the groups in ${group}`;
  throw fail('split-one-sided', { table: table.name, rows, by });
}

/** Chance by the number of the row. */
async function ruleByRow(table: Table, { seed, share }: SplitRequest & { kind: 'random' }): Promise<() => Rule> {
  // Some column has to be read for the rows to come.
  const wanted = new Map((await table.columns()).slice(0, 1).map(name => [name, 'text'] as const));
  const place = (batch: RowBatch) =>
    Uint8Array.from({ length: batch.rows }, (_, row) => (isHeldOut(`${batch.firstRow + row}`, seed, share) ? 1 : 0));
  return () => ({ wanted, place });
}

/** Chance by the value of a column: all rows of one value go the same way. */
function ruleByGroup(group: string, { seed, share }: SplitRequest & { kind: 'random' }): Rule {
  // One decision a value; codes only grow, so a value's code is its place in this list.
  const decided: number[] = [];
  const place = (batch: RowBatch, { train, holdout }: Split) => {
    const column = batch.columns.get(group);
    if (column?.kind !== 'category') throw new Error(`The batch has no categories in ${group}.`);
    const { codes, labels } = column;
    return Uint8Array.from(codes, code => {
      let heldOut = decided[code];
      if (heldOut === undefined) {
        heldOut = isHeldOut(labels[code] ?? '', seed, share) ? 1 : 0;
        decided[code] = heldOut;
        const side = heldOut === 1 ? holdout : train;
        side.groups = (side.groups ?? 0) + 1;
      }
      return heldOut;
    });
  };
  return { wanted: new Map([[group, 'category']] as const), place };
}
