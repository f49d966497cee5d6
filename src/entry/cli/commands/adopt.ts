// `relevo adopt`: records a model that is in production already as v1.
import { resolve } from 'node:path';
import { Command } from 'commander';
import type { CommandModule, Context } from '../context.ts';

interface Options {
  readonly config: string;
  readonly model?: string;
  readonly because: string;
}

/** The command, declared; its work is imported when it runs. */
export const adopt: CommandModule = {
  group: 'Promote',
  examples: ['relevo adopt models/current', 'relevo adopt models/current --model daily-sales'],
  build: context =>
    new Command('adopt')
      .summary('record a model already in production as v1')
      .description('Packages a folder of weights with the model’s predictor and records it as v1, without a verdict.')
      .argument('<folder>', 'the folder with the weights, as training would leave it')
      .option('--model <name>', 'the model, where relevo.yml declares several')
      .option('--because <reason>', 'why it counts without a verdict', 'it was in production before')
      .option('--config <file>', 'the config file', 'relevo.yml')
      .action((folder: string, options: Options) => run(folder, options, context)),
};

async function run(folder: string, options: Options, context: Context): Promise<void> {
  const [{ openLocal, modelsNamed }, flow, { logTo }, { fail }] = await Promise.all([
    import('../local.ts'),
    import('../../../flows/adopt.ts'),
    import('../step-log.ts'),
    import('../../../errors.ts'),
  ]);
  const local = await openLocal(context, options.config, logTo(context));
  try {
    const [model, ...others] = modelsNamed(local, options.model === undefined ? [] : [options.model]);
    if (model === undefined || others.length > 0) {
      const known = Object.keys(local.config.models);
      const why = `${options.config} declares several models: ${known.join(', ')}.`;
      throw fail('option-missing', { option: '--model', why, example: `--model ${known[0]}` });
    }
    context.status.begin(`${model.name}: packaging what is in ${folder}`);
    const adopted = await flow.adopt(
      {
        model,
        folder: resolve(context.cwd, folder),
        by: local.by,
        at: context.now().toISOString(),
        writer: 'local',
        reason: options.because,
      },
      local,
    );
    context.stdout.write(`${model.name} v${adopted.version} is in production: ${adopted.artifact}\n`);
  } finally {
    await local.clear();
  }
}
