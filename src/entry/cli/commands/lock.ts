// `relevo lock`: pins the declared data, and says what changed since the last time.
import { join, relative } from 'node:path';
import { Command } from 'commander';
import type { DataSets } from '../../../ports.ts';
import type { CommandModule, Context } from '../context.ts';
import type { Local } from '../local.ts';

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

/** Data may be large, and all of it is read: each set is named while that lasts, with its rows. */
async function toldPorts({ checkout, rows, root }: Local, { status }: Context) {
  const [{ createDataSets }, { countRows }] = await Promise.all([
    import('../../../adapters/data-sets.ts'),
    import('../count-rows.ts'),
  ]);
  const { describe, digest } = createDataSets({ open: async path => countRows(await rows.open(path), status) });
  const dataSets: DataSets = {
    digest,
    describe: (path, time) => {
      status.begin(`reading ${relative(root, path)}`);
      return describe(path, time);
    },
  };
  return { checkout, dataSets };
}

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
    const { text, data, changes } = await lockData(local.config, local.lock, await toldPorts(local, context));
    if (text !== local.lock) await replaceText(join(local.root, LOCK), text);
    context.stdout.write(
      options.json === true ? `${JSON.stringify({ data, changes }, null, 2)}\n` : lockTerminal(data, changes),
    );
  } finally {
    await local.clear();
  }
}
