// `relevo rollback`: puts an earlier version back in production.
import { Command } from 'commander';
import type { CommandModule, Context } from '../context.ts';

interface Options {
  readonly config: string;
  readonly because?: string;
  readonly json?: boolean;
}

/** The command, declared; its work is imported when it runs. */
export const rollback: CommandModule = {
  group: 'Promote',
  examples: ['relevo rollback daily-sales', 'relevo rollback daily-sales v3 --because "complaints from shops"'],
  build: context =>
    new Command('rollback')
      .summary('put an earlier version back in production')
      .description('Returns to an earlier version, by default to the one before. What is left returns only by command.')
      .argument('<model>', 'the model’s name')
      .argument('[version]', 'the version to return to: v3')
      .option('--because <reason>', 'the reason, which is recorded')
      .option('--config <file>', 'the config file', 'relevo.yml')
      .option('--json', 'print the decision as JSON')
      .action((model: string, version: string | undefined, options: Options) => run(model, version, options, context)),
};

async function run(name: string, version: string | undefined, options: Options, context: Context): Promise<void> {
  const [{ openLocal, modelsNamed }, { rollBack }, { logTo }, { tellDecision }, { fail }] = await Promise.all([
    import('../local.ts'),
    import('../../../flows/promote.ts'),
    import('../step-log.ts'),
    import('../tell-decision.ts'),
    import('../../../errors.ts'),
  ]);
  const local = await openLocal(context, options.config, logTo(context));
  try {
    modelsNamed(local, [name]);
    const to = version === undefined ? null : Number(/^v?(\d+)$/.exec(version)?.[1] ?? Number.NaN);
    if (Number.isNaN(to)) throw fail('target-unknown', { text: version ?? '', what: 'version' });
    const request = {
      by: local.by,
      at: context.now().toISOString(),
      writer: 'local' as const,
      to,
      because: options.because ?? null,
    };
    tellDecision(
      { model: name, what: 'rolled back' },
      await rollBack(name, request, local),
      options.json === true,
      context,
    );
  } finally {
    await local.clear();
  }
}
