// `relevo report`: a run as one HTML file, to look at, to send and to keep.
import { resolve } from 'node:path';
import { Command } from 'commander';
import type { CommandModule, Context } from '../context.ts';

interface Options {
  readonly config: string;
  readonly output: string;
  readonly json?: boolean;
}

/** The command, declared; its work is imported when it runs. */
export const report: CommandModule = {
  group: 'Judge',
  examples: ['relevo report daily-sales', 'relevo report v3 --output v3.html'],
  build: context =>
    new Command('report')
      .summary('write a run as a page to look at')
      .description(
        'Writes one HTML file that needs nothing but itself: the answer, metrics and slices with their intervals, the rows ' +
          'that flipped, calibration or residuals, how it was made, and the versions before. Rows are read from this ' +
          'checkout’s holdout and the registry, and named only where `report.rows` in relevo.yml says `ids`.',
      )
      .argument('<run>', 'a run’s id, v3, production or a digest’s first digits; MODEL@ before it where needed')
      .option('--output <file>', 'a file that does not exist yet', 'report.html')
      .option('--config <file>', 'the config file', 'relevo.yml')
      .option('--json', 'print what was written as JSON')
      .action((target: string, options: Options) => run(target, options, context)),
};

async function run(text: string, options: Options, context: Context): Promise<void> {
  const [{ openLocal }, { logTo }, { findReport }, { writePage }, { consequenceOf }, { readPageScript }, { writeNew }] =
    await Promise.all([
      import('../local.ts'),
      import('../step-log.ts'),
      import('../../../flows/find-target.ts'),
      import('../../../flows/report-page.ts'),
      import('../tell-run.ts'),
      import('../../../adapters/page-script.ts'),
      import('../../../adapters/system.ts'),
    ]);
  const local = await openLocal(context, options.config, logTo(context));
  try {
    const { model, state, report } = await findReport(text, Object.keys(local.config.models), local.ledger);
    context.status.begin('reading the rows behind the run');
    const page = await writePage(
      {
        report,
        model: local.config.models[model] ?? null,
        state,
        consequence: consequenceOf(report, state),
        script: await readPageScript(),
      },
      local,
    );
    await writeNew(resolve(context.cwd, options.output), page);
    const facts = { model, run: report.run.id, output: options.output, verdict: report.verdict };
    context.stdout.write(
      options.json === true
        ? `${JSON.stringify(facts, null, 2)}\n`
        : `${model}, run ${report.run.id}, is in ${options.output}: open it in a browser.\n`,
    );
  } finally {
    await local.clear();
  }
}
