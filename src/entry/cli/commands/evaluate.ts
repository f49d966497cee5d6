// `relevo evaluate`: from this checkout to a report, for one model or all.
import { Command } from 'commander';
import type { Verdict } from '../../../core/policy.ts';
import type { CommandModule, Context } from '../context.ts';
import { exitCodeOf } from '../exit-code.ts';

interface Options {
  readonly config: string;
  readonly anew?: boolean;
  readonly json?: boolean;
}

/** The command, declared; its work is imported when it runs. */
export const evaluate: CommandModule = {
  group: 'Judge',
  examples: ['relevo evaluate', 'relevo evaluate daily-sales --json', 'relevo evaluate --anew'],
  build: context =>
    new Command('evaluate')
      .summary('retrain, predict beside production, and judge')
      .description(
        'Trains the candidate that this checkout describes, unless it is known, has it predict the holdout, and judges it ' +
          'against production by the policy of relevo.yml. The exit code is the verdict’s.',
      )
      .argument('[models...]', 'names of models in relevo.yml; all of them when none is given')
      .option('--config <file>', 'the config file', 'relevo.yml')
      .option('--anew', 'train and compare again even when nothing changed')
      .option('--json', 'print the reports as JSON')
      .action((models: string[], options: Options) => run(models, options, context)),
};

async function run(names: readonly string[], options: Options, context: Context): Promise<void> {
  const [
    { modelsNamed, newRunId, productionConfig },
    { evaluateModel },
    { recordRun },
    { requirePinned },
    { withLocal },
    { githubNote },
    { tellRun },
    { letGo },
    { version },
  ] = await Promise.all([
    import('../local.ts'),
    import('../../../flows/evaluate/evaluate.ts'),
    import('../../../flows/record-run.ts'),
    import('../../../flows/lock-data.ts'),
    import('../with-local.ts'),
    import('../github-production.ts'),
    import('../tell-run.ts'),
    import('../let-go.ts'),
    import('../../../version.ts'),
  ]);
  await withLocal(context, options.config, async local => {
    const reports = [];
    for (const model of modelsNamed(local, names)) {
      context.stderr.write((await githubNote(model, local)) ?? '');
      context.status.begin(`${model.name}: reading the inputs and the data`);
      const data = await requirePinned(model, local.lock, local);
      const evaluation = await evaluateModel(
        {
          model,
          data,
          former: await productionConfig(local, model),
          run: newRunId(context.now()),
          by: local.by,
          origin: 'local',
          // Typing it is asking for it.
          trigger: { event: 'command', isLabelled: false },
          relevo: version,
          anew: options.anew === true,
          signal: context.signal,
        },
        local,
      );
      context.signal.throwIfAborted();
      if (!evaluation.reused) await recordRun({ report: evaluation.report, writer: 'local', pullRequest: null }, local);
      reports.push(evaluation.report);
      if (options.json !== true) context.stdout.write(await tellRun(evaluation, local, context));
    }
    if (options.json === true) context.stdout.write(`${JSON.stringify(reports, null, 2)}\n`);
    await letGo(local);
    context.conclude(exitCodeOf(worst(reports.map(({ verdict }) => verdict))));
  });
}

/** Of several models the gravest verdict decides. */
function worst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('fail')) return 'fail';
  return verdicts.includes('inconclusive') ? 'inconclusive' : 'pass';
}
