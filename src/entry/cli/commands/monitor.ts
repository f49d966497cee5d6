// `relevo monitor`: is production still as good as promised, from the rows it logged?
import { Command } from 'commander';
import type { Watch } from '../../../report/watch-schema.ts';
import type { CommandModule, Context } from '../context.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import type { Local } from '../local.ts';

interface Options {
  readonly config: string;
  readonly json?: boolean;
}

/** The command, declared; its work is imported when it runs. */
export const monitor: CommandModule = {
  group: 'Watch',
  examples: ['relevo monitor', 'relevo monitor daily-sales', 'relevo monitor --json'],
  build: context =>
    new Command('monitor')
      .summary('read what production logged, and tell whether it got worse')
      .description(
        'Reads the rows under `monitor.data` that are new since the last look, holds them against what was promised at ' +
          'promotion, and remembers. Ends with 0 when production is as good as promised, 1 when it is proven to have got ' +
          'worse, 3 when nobody can tell.',
      )
      .argument('[models...]', 'names of models in relevo.yml; all that are watched when none is given')
      .option('--config <file>', 'the config file', 'relevo.yml')
      .option('--json', 'print the documents as JSON')
      .action((models: string[], options: Options) => run(models, options, context)),
};

async function run(names: readonly string[], options: Options, context: Context): Promise<void> {
  const [{ openLocal, modelsNamed }, { logTo }, { fail }] = await Promise.all([
    import('../local.ts'),
    import('../step-log.ts'),
    import('../../../errors.ts'),
  ]);
  const local = await openLocal(context, options.config, logTo(context));
  try {
    const models = modelsNamed(local, names).filter(({ monitor: declared }) => names.length > 0 || declared !== null);
    const [first] = Object.keys(local.config.models);
    if (models.length === 0) throw fail('monitor-undeclared', { model: first ?? 'relevo.yml' });
    const watches: Watch[] = [];
    for (const model of models) {
      const watch = await lookAt(model, local, context);
      watches.push(watch);
      if (options.json !== true) context.stdout.write(await told(watch, watches.length > 1, context));
    }
    if (options.json === true) context.stdout.write(`${JSON.stringify(watches, null, 2)}\n`);
    context.conclude(worst(watches));
  } finally {
    await local.clear();
  }
}

const ATTEMPTS = 5;

/** Looks, and stores what it found; when another look was stored meanwhile, it looks again from there. */
async function lookAt(model: Local['config']['models'][string], local: Local, context: Context): Promise<Watch> {
  const [{ watchModel }, { recordWatch }, { logFiles }, { version }, { fail }] = await Promise.all([
    import('../../../flows/monitor/monitor.ts'),
    import('../../../flows/monitor/record.ts'),
    import('../../../adapters/log-files.ts'),
    import('../../../version.ts'),
    import('../../../errors.ts'),
  ]);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    context.status.begin(`${model.name}: reading what production predicted`);
    const watch = await watchModel({ model, relevo: version, signal: context.signal }, { ...local, logs: logFiles });
    const { outcome } = await recordWatch({ watch, by: local.by, writer: 'local' }, local);
    if (outcome !== 'stale') return watch;
  }
  throw fail('watch-busy', { model: model.name });
}

async function told(watch: Watch, isNext: boolean, context: Context): Promise<string> {
  const [{ watchTerminal }, { hasColors, painter }] = await Promise.all([
    import('../../../report/watch-terminal.ts'),
    import('../style.ts'),
  ]);
  const paint = painter(context, 'stdout');
  const emoji = context.isTerminal.stdout && hasColors(context, 'stdout');
  const text = watchTerminal(watch, { paint: (style, part) => paint(style, part), emoji });
  return isNext ? `\n${text}` : text;
}

/** Of several models the worst decides. */
function worst(watches: readonly Watch[]): ExitCode {
  const states = watches.map(({ state }) => state);
  if (states.includes('degraded')) return exitCodes.fail;
  return states.includes('unknown') ? exitCodes.inconclusive : exitCodes.pass;
}
