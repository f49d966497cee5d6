// `relevo retrain`: fetches new data as the model declares it, and pins them; training follows as always.
import { join } from 'node:path';
import { Command } from 'commander';
import type { CommandModule, Context } from '../context.ts';

interface Options {
  readonly config: string;
  readonly json?: boolean;
}

/** The command, declared; its work is imported when it runs. */
export const retrain: CommandModule = {
  group: 'Judge',
  examples: ['relevo retrain daily-sales', 'relevo retrain daily-sales && relevo evaluate daily-sales'],
  build: context =>
    new Command('retrain')
      .summary('fetch new data and pin them, to train on them next')
      .description(
        'Runs `data.refresh` of each named model in this checkout, pins what it fetched in relevo.lock, and prints what changed. ' +
          'On GitHub `/relevo retrain` does the same and opens a pull request with it.',
      )
      .argument('<models...>', 'whose data to refresh')
      .option('--config <file>', 'the config file', 'relevo.yml')
      .option('--json', 'print the changes as JSON')
      .action((models: string[], options: Options) => run(models, options, context)),
};

async function run(names: readonly string[], options: Options, context: Context): Promise<void> {
  const [{ modelsNamed, openLocal }, { LOCK }, { refreshData }, { createRefresher }, { replaceText }] =
    await Promise.all([
      import('../local.ts'),
      import('../../../flows/lock-data.ts'),
      import('../../../flows/retrain/refresh.ts'),
      import('../../../adapters/training/command-refresher.ts'),
      import('../../../adapters/system.ts'),
    ]);
  const [{ lockTerminal }, { logTo }, { readLock }] = await Promise.all([
    import('../../../report/lock-terminal.ts'),
    import('../step-log.ts'),
    import('../../../core/lock.ts'),
  ]);
  const local = await openLocal(context, options.config, logTo(context));
  try {
    const ports = { ...local, refresher: createRefresher(context.env) };
    const changes = [];
    let { lock } = local;
    for (const model of modelsNamed(local, names)) {
      const refreshed = await refreshData(model, lock, ports);
      lock = refreshed.lock;
      changes.push(...refreshed.changes);
      // Written for each model, so that a later one's failure loses nothing.
      await replaceText(join(local.root, LOCK), lock);
    }
    const pinned = readLock(lock ?? '');
    const data = pinned.ok ? pinned.data : [];
    context.stdout.write(
      options.json === true ? `${JSON.stringify({ data, changes }, null, 2)}\n` : lockTerminal(data, changes),
    );
  } finally {
    await local.clear();
  }
}
