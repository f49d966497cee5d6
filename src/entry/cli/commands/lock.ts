// `relevo lock`: pins the declared data, and says what changed since the last time.
import { join } from 'node:path';
import { Command } from 'commander';
import type { CommandModule, Context } from '../context.ts';

interface Options {
  readonly config: string;
  readonly json?: boolean;
}

/** The command, declared; its work is imported when it runs. */
export const lock: CommandModule = {
  group: 'Judge',
  examples: ['relevo lock', 'relevo lock --json'],
  build: context =>
    new Command('lock')
      .summary('pin the declared data in relevo.lock')
      .description(
        'Reads every data set that relevo.yml declares, writes what they are to relevo.lock, and prints what changed: rows, ' +
          'columns, range. Commit the file: new data is then a change that somebody reviews.',
      )
      .option('--config <file>', 'the config file', 'relevo.yml')
      .option('--json', 'print the changes as JSON')
      .action((options: Options) => run(options, context)),
};

async function run(options: Options, context: Context): Promise<void> {
  const [{ openLocal }, { LOCK, lockData }, { replaceText }, { lockTerminal }, { logTo }] = await Promise.all([
    import('../local.ts'),
    import('../../../flows/lock-data.ts'),
    import('../../../adapters/system.ts'),
    import('../../../report/lock-terminal.ts'),
    import('../step-log.ts'),
  ]);
  const local = await openLocal(context, options.config, logTo(context));
  try {
    const { text, data, changes } = await lockData(local.config, local.lock, local);
    if (text !== local.lock) await replaceText(join(local.root, LOCK), text);
    context.stdout.write(
      options.json === true ? `${JSON.stringify({ data, changes }, null, 2)}\n` : lockTerminal(data, changes),
    );
  } finally {
    await local.clear();
  }
}
