// `relevo split`: makes training data and a holdout from one table.
import { Command, Option } from 'commander';
import { parseDuration } from '../../../config/duration.ts';
import { percentageOf } from '../../../config/percentage.ts';
import { sidesOf } from '../../../config/proposal.ts';
import type { Cut } from '../../../core/split.ts';
import { EXPECTED_TIME, parseTime } from '../../../core/time-text.ts';
import { fail } from '../../../errors.ts';
import type { PlacedRows, Side, Split, SplitRequest } from '../../../flows/split.ts';
import type { CommandModule, Context } from '../context.ts';
import { countRows } from '../count-rows.ts';
import { painter, printable } from '../style.ts';

interface Options {
  readonly time?: string;
  readonly last?: string;
  readonly since?: string;
  readonly random?: string;
  readonly group?: string;
  readonly seed: string;
  readonly outputTrain?: string;
  readonly outputHoldout?: string;
  readonly json?: boolean;
}

/** The command that makes a holdout. */
export const split: CommandModule = {
  group: 'Start',
  examples: [
    'relevo split data.csv --time date --last 20%',
    'relevo split data.csv --time date --last 30d',
    'relevo split data.csv --time date --since 2024-01-01',
    'relevo split data.csv --random 20% --group user',
  ],
  build: context =>
    new Command('split')
      .argument('<file>', 'the table: CSV, JSON Lines or Parquet')
      .summary('make a holdout: rows that no model is trained on')
      .description(
        'Copies each row of a table to one of two new files, training data and holdout, as it stands and in order. ' +
          'By time, rows of equal time stay together. At random, rows of one group stay together, and rows added later ' +
          'move no earlier one. Parquet becomes CSV. No file is overwritten.',
      )
      .option('--time <column>', 'hold out the latest rows by this column')
      .addOption(
        new Option('--last <part>', 'with --time: 20% of the rows, or 30d before the last one').conflicts('since'),
      )
      .option('--since <time>', 'with --time: everything from this time on')
      .addOption(
        new Option('--random <share>', 'hold out this share at random, such as 20%').conflicts([
          'time',
          'last',
          'since',
        ]),
      )
      .addOption(
        new Option('--group <column>', 'with --random: rows that share a value stay together').conflicts('time'),
      )
      .addOption(new Option('--seed <number>', 'with --random: which rows').default('0').conflicts('time'))
      .option('--output-train <file>', 'default: the name of the table with .train')
      .option('--output-holdout <file>', 'default: the name of the table with .holdout')
      .option('--json', 'print what each side got as JSON')
      .action((file: string, options: Options) => makeHoldout(context, file, options)),
};

async function makeHoldout(context: Context, source: string, options: Options): Promise<void> {
  const request = readRequest(options);
  const sides = sidesOf(source);
  const train = options.outputTrain ?? sides.data;
  const holdout = options.outputHoldout ?? sides.holdout;
  const { split: splitTable } = await import('../../../flows/split.ts');
  const { createRows } = await import('../../../adapters/rows/rows.ts');
  const { writeSides } = await import('../../../adapters/split-files.ts');
  const { exists } = await import('../../../adapters/system.ts');
  // Before any reading: a long look at a table that could not be written is time lost.
  for (const path of [train, holdout]) if (await exists(path)) throw fail('file-exists', { path });
  context.status.begin(`splitting ${source}`);
  const table = countRows(await createRows(context.stdin).open(source), context.status);
  const write = (placed: AsyncIterable<PlacedRows>) =>
    writeSides({ source, table, train, holdout, signal: context.signal }, placed);
  const result = await splitTable(table, request, write);
  const outputs = { train, holdout };
  context.stdout.write(options.json ? formatJson(result, outputs) : formatText(context, result, outputs));
}

/** The options as one request. */
function readRequest({ time, last, since, random, group, seed }: Options): SplitRequest {
  if (random !== undefined) {
    return { kind: 'random', group, share: readShare('--random', random), seed: readSeed(seed) };
  }
  if (time === undefined) {
    throw incomplete('Neither --time nor --random is given.', 'One of them says which rows are held out.');
  }
  if (last !== undefined) return { kind: 'time', column: time, cut: readLast(last) };
  if (since !== undefined) return { kind: 'time', column: time, cut: { kind: 'since', time: readTime(since) } };
  throw incomplete('--time is given without --last or --since.', 'One of them says how many rows are held out.');
}

const incomplete = (mistake: string, why: string) =>
  fail('command-line', { mistake, why, nearest: undefined, command: 'relevo split' });

function readLast(text: string): Cut {
  if (text.trim().endsWith('%')) return { kind: 'share', share: readShare('--last', text) };
  const duration = parseDuration(text);
  if (duration.ok) return { kind: 'last', milliseconds: duration.value.ms };
  throw fail('option-invalid', {
    option: '--last',
    value: text,
    expected: 'a share such as 20%, or a duration such as 30d',
  });
}

function readShare(option: string, text: string): number {
  const share = percentageOf(text);
  if (share !== undefined && share > 0 && share < 1) return share;
  throw fail('option-invalid', { option, value: text, expected: 'a share between 0% and 100%, such as 20%' });
}

function readSeed(text: string): number {
  const seed = Number(text);
  if (/^\d+$/.test(text) && seed < 2 ** 32) return seed;
  throw fail('option-invalid', { option: '--seed', value: text, expected: `a whole number from 0 to ${2 ** 32 - 1}` });
}

function readTime(text: string): number {
  const time = parseTime(text);
  if (!Number.isNaN(time)) return time;
  throw fail('option-invalid', { option: '--since', value: text, expected: EXPECTED_TIME });
}

type Outputs = Readonly<Record<keyof Split, string>>;
const sideNames = ['train', 'holdout'] as const;

function formatJson(result: Split, outputs: Outputs): string {
  const sides = sideNames.map(name => {
    const { rows, groups, first, last } = result[name];
    const times = first === undefined || last === undefined ? {} : { first: isoTime(first), last: isoTime(last) };
    return [name, { file: outputs[name], rows, ...(groups === undefined ? {} : { groups }), ...times }];
  });
  return `${JSON.stringify(Object.fromEntries(sides), null, 2)}\n`;
}

function formatText(context: Context, result: Split, outputs: Outputs): string {
  const paint = painter(context, 'stdout');
  const rows = sideNames.map(name => [name, ...factsOf(result[name]), printable(outputs[name])]);
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map(row => (row[column] ?? '').length))) ?? [];
  const lines = rows.map(row => {
    const [name = '', count = '', ...rest] = row.map((cell, column) => cell.padEnd(widths[column] ?? 0));
    return [paint('bold', name), count.trimEnd().padStart(count.length), ...rest].join('  ').trimEnd();
  });
  const share = result.holdout.rows / (result.holdout.rows + result.train.rows);
  return `${lines.join('\n')}\n${(100 * share).toPrecision(3)} % of the rows are held out.\n`;
}

function factsOf({ rows, groups, first, last }: Side): string[] {
  return [
    `${rows.toLocaleString('en')} rows`,
    ...(groups === undefined ? [] : [`${groups.toLocaleString('en')} groups`]),
    ...(first === undefined || last === undefined ? [] : [`${isoTime(first)} to ${isoTime(last)}`]),
  ];
}

/** A time as ISO 8601, without the clock where it is midnight. */
function isoTime(time: number): string {
  return new Date(time)
    .toISOString()
    .replace(/T00:00:00\.000Z$/, '')
    .replace('.000Z', 'Z');
}
