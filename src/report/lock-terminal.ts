// What `relevo lock` pinned, and how the data changed, for a terminal.
import { type DataChange, type LockedData, shortDigest } from '../core/lock.ts';
import { count, counted } from './figures.ts';
import { inertTerminal } from './inert.ts';

/** One block a changed data set; one line when nothing changed. */
export function lockTerminal(data: readonly LockedData[], changes: readonly DataChange[]): string {
  if (changes.length === 0) return `relevo.lock pins ${counted(data.length, 'data sets')} already, as they are.\n`;
  const blocks = changes.map(change => describe(change).join('\n'));
  return `${blocks.join('\n')}\n\nrelevo.lock pins ${counted(data.length, 'data sets')}. Commit it together with the data’s change.\n`;
}

function describe({ path, kind, before, after }: DataChange): string[] {
  const name = inertTerminal(path);
  if (kind === 'removed') return [`removed  ${name}`];
  if (after === null) throw new Error(`${path} was ${kind} and is not there.`);
  if (before === null) return [`added    ${name}: ${facts(after)}`];
  return [`changed  ${name}`, ...differences(before, after).map(line => `           ${line}`)];
}

const facts = (data: LockedData): string =>
  [
    counted(data.rows, 'rows'),
    counted(data.columns.length, 'columns'),
    ...(data.range === null ? [] : [rangeText(data.range)]),
    shortDigest(data.digest),
  ].join(', ');

const rangeText = ({ from, to }: NonNullable<LockedData['range']>): string => `${day(from)} to ${day(to)}`;

/** Midnight is a date. */
const day = (time: string): string => time.replace(/T00:00:00\.000Z$/, '').replace(/\.000Z$/, 'Z');

function differences(before: LockedData, after: LockedData): string[] {
  const more = after.rows - before.rows;
  const rows =
    more === 0
      ? `${count(after.rows)} rows, as before`
      : `rows ${count(before.rows)} → ${count(after.rows)} (${more > 0 ? '+' : '−'}${count(Math.abs(more))})`;
  const [gone, come] = [missing(before.columns, after.columns), missing(after.columns, before.columns)];
  const ranges = [before.range, after.range].map(range => (range === null ? 'none' : rangeText(range)));
  return [
    rows,
    ...(come.length > 0 ? [`new columns ${come.map(inertTerminal).join(', ')}`] : []),
    ...(gone.length > 0 ? [`columns gone ${gone.map(inertTerminal).join(', ')}`] : []),
    ...(ranges[0] === ranges[1] ? [] : [`range ${ranges[0]} → ${ranges[1]}`]),
    `content ${shortDigest(before.digest)} → ${shortDigest(after.digest)}`,
  ];
}

const missing = (columns: readonly string[], among: readonly string[]): string[] =>
  columns.filter(column => !among.includes(column));
