// `relevo compare`: two files of predictions, one verdict.
import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import type { Comparison } from '../../../core/comparison.ts';
import { version } from '../../../version.ts';
import type { CommandModule, Context } from '../context.ts';
import { rowsRead } from '../count-rows.ts';
import { exitCodeOf } from '../exit-code.ts';
import { hasColors, painter } from '../style.ts';
import type { CompareOptions } from './compare-options.ts';

const list = (value: string, before: readonly string[] = []): string[] => [...before, value];

/** The command, declared; its work is imported when it runs. */
export const compare: CommandModule = {
  group: 'Judge',
  examples: [
    'relevo compare --baseline base.csv --candidate cand.csv --task regression --target sales --id date,shop',
    'relevo compare --predictions both.csv --baseline-column v1 --candidate-column v2 --task binary --target churned',
    'relevo compare --baseline a.parquet --candidate b.parquet --task multiclass --target label --id id --require better',
  ],
  build: context =>
    new Command('compare')
      .description('tell whether one model’s predictions are better than another’s, on the same rows')
      .option(
        '--baseline <file>',
        'predictions of the model in production: CSV, JSON Lines or Parquet; - for standard input',
      )
      .option('--candidate <file>', 'predictions of the model that may take over')
      .option('--predictions <file>', 'one file with both predictions, instead of two files')
      .option('--baseline-column <column>', 'the baseline’s column in --predictions')
      .option('--candidate-column <column>', 'the candidate’s column in --predictions')
      .addOption(
        new Option('--task <task>', 'what is predicted')
          .choices(['regression', 'binary', 'multiclass', 'score'])
          .makeOptionMandatory(),
      )
      .option('--target <column>', 'the true value, in either file')
      .option('--prediction <column>', 'the prediction, in both files', 'prediction')
      .option('--id <columns>', 'columns that name a row, separated by commas')
      .option('--slices <columns>', 'columns whose values are compared one by one')
      .option('--required-slices <columns>', 'slices that must be proven not worse')
      .option('--group <column>', 'rows sharing a value are not independent')
      .option('--time <column>', 'rows are ordered in time and depend on their neighbours')
      .option('--season <duration>', 'errors repeat with this period: 7d')
      .option('--horizon <steps>', 'steps ahead that were forecast, as a number or a duration')
      .option('--weight <column>', 'how much each row counts')
      .option('--metrics <metrics>', 'the first is primary, the others are shown')
      .addOption(
        new Option('--require <requirement>', 'what must be proven')
          .choices(['better', 'not-worse'])
          .default('not-worse'),
      )
      .option('--margin <margin>', 'how much worse is acceptable: 2%, 0.5 points, 0.02')
      .option('--slice-margin <margin>', 'the same for slices')
      .option('--guard <guard>', 'another metric that must not get worse: "bias within 1%"; repeatable', list)
      .option('--limit <limit>', 'a bound that must be held: "wape <= 0.25"; repeatable', list)
      .option('--alpha <level>', 'the risk of each proof', '0.05')
      .option('--positive <label>', 'the label of a binary target that counts as 1')
      .addOption(
        new Option('--direction <direction>', 'which scores are better').choices(['higher', 'lower']).default('higher'),
      )
      .option('--drop-unlabelled', 'leave out rows without a target, and count them')
      .option('--seed <number>', 'of every resampling', '0')
      .addOption(
        new Option('--format <format>', 'how to tell it').choices(['terminal', 'markdown', 'json']).default('terminal'),
      )
      .option('--output <file>', 'write it to a new file instead')
      .action((options: CompareOptions) => run(options, context)),
};

async function run(options: CompareOptions, context: Context): Promise<void> {
  const [{ readRequest }, { compareTables }, { createRows }, { writeNew }] = await Promise.all([
    import('./compare-request.ts'),
    import('../../../flows/compare.ts'),
    import('../../../adapters/rows/rows.ts'),
    import('../../../adapters/system.ts'),
  ]);
  const question = readRequest(options);
  const rows = createRows(context.stdin);
  const baseline = await rows.open(question.files.baseline);
  const candidate =
    question.files.candidate === question.files.baseline ? baseline : await rows.open(question.files.candidate);
  context.status.begin('comparing');
  const comparison = await compareTables({ ...question.request, tables: { baseline, candidate } }, rows =>
    context.status.tell(rowsRead(rows)),
  );
  const inputs =
    options.format === 'json'
      ? {
          baseline: await baseline.digest(),
          ...(candidate === baseline ? {} : { candidate: await candidate.digest() }),
        }
      : {};
  const text = await told(comparison, options, context, inputs);
  if (options.output === undefined) context.stdout.write(text);
  else {
    await writeNew(resolve(context.cwd, options.output), text);
    context.stderr.write(`Wrote ${options.output}.\n`);
  }
  context.conclude(exitCodeOf(comparison.verdict));
}

async function told(
  comparison: Comparison,
  { format, output }: CompareOptions,
  context: Context,
  inputs: Readonly<Record<string, string>>,
): Promise<string> {
  switch (format) {
    case 'json': {
      const { comparisonDocument } = await import('../../../report/comparison-schema.ts');
      return `${JSON.stringify(comparisonDocument(comparison, { relevo: version, inputs }), null, 2)}\n`;
    }
    case 'markdown': {
      const { comparisonMarkdown } = await import('../../../report/comparison-markdown.ts');
      return comparisonMarkdown(comparison);
    }
    case 'terminal': {
      const { comparisonTerminal } = await import('../../../report/comparison-terminal.ts');
      const paint = painter(context, 'stdout');
      const plain = output !== undefined;
      return comparisonTerminal(comparison, {
        paint: (style, text) => (plain ? text : paint(style, text)),
        emoji: !plain && context.isTerminal.stdout && hasColors(context, 'stdout'),
      });
    }
  }
}
