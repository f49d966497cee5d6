// `relevo try`: every step of an evaluation on a few rows, for somebody who begins.
import { join } from 'node:path';
import { Command } from 'commander';
import type { Trial } from '../../../report/trial-terminal.ts';
import type { CommandModule, Context } from '../context.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';

interface Options {
  readonly config: string;
  readonly json?: boolean;
}

/** The command, declared; its work is imported when it runs. */
export const attempt: CommandModule = {
  group: 'Start',
  examples: ['relevo try', 'relevo try daily-sales', 'relevo try --json'],
  build: context =>
    new Command('try')
      .summary('go the whole way on 500 rows; say what is missing')
      .description(
        'Looks for everything that relevo.yml names, trains, predicts at most 500 rows of the holdout, compares, and shows ' +
          'the report, marked as a trial. Nothing is recorded, and no relevo.lock is needed. The exit code is 0 when every ' +
          'step worked, whatever the verdict; 1 when one failed; 2 when something is missing without which there is nothing ' +
          'to try.',
      )
      .argument('[models...]', 'names of models in relevo.yml; all of them when none is given')
      .option('--config <file>', 'the config file', 'relevo.yml')
      .option('--json', 'print what came of it as JSON')
      .action((models: string[], options: Options) => run(models, options, context)),
};

async function run(names: readonly string[], options: Options, context: Context): Promise<void> {
  const [
    { modelsNamed, newRunId },
    { tryModel },
    { createWorkspace },
    { LayeredBlobs },
    { TarBlobs },
    { trialTerminal },
    { terminalStyle },
    { withLocal },
    { version },
  ] = await Promise.all([
    import('../local.ts'),
    import('../../../flows/try-model.ts'),
    import('../../../adapters/workspace.ts'),
    import('../../../adapters/registry/layered-blobs.ts'),
    import('../../../adapters/registry/tar-blobs.ts'),
    import('../../../report/trial-terminal.ts'),
    import('../style.ts'),
    import('../with-local.ts'),
    import('../../../version.ts'),
  ]);
  await withLocal(context, options.config, async local => {
    const trials: Trial[] = [];
    const workspace = createWorkspace(local.root, context.env, local.rows);
    for (const model of modelsNamed(local, names)) {
      // What is made goes with the workshop; what is known is taken from the registry.
      const blobs = new LayeredBlobs(new TarBlobs(join(await local.workshop.folder('trial'), 'blobs')), [local.blobs]);
      const { lock, by } = local;
      const request = { model, lock, by, run: newRunId(context.now()), relevo: version, signal: context.signal };
      context.status.begin(`${model.name}: looking at the data`);
      const trial = await tryModel(request, { ...local, blobs, workspace });
      trials.push(trial);
      if (options.json !== true) context.stdout.write(trialTerminal(trial, terminalStyle(context)));
    }
    if (options.json === true) context.stdout.write(`${JSON.stringify(trials, null, 2)}\n`);
    context.conclude(worst(trials.map(codeOf)));
  });
}

function codeOf({ report }: Trial): ExitCode {
  if (report === null) return exitCodes.userError;
  return report.failure === null ? exitCodes.pass : exitCodes.fail;
}

const worst = (codes: readonly ExitCode[]): ExitCode =>
  [exitCodes.userError, exitCodes.fail].find(code => codes.includes(code)) ?? exitCodes.pass;
