// `relevo promote`: makes a judged run's candidate the version in production.
import { Command } from 'commander';
import type { CommandModule, Context } from '../context.ts';

interface Options {
  readonly config: string;
  readonly because?: string;
  readonly json?: boolean;
}

/** The command, declared; its work is imported when it runs. */
export const promote: CommandModule = {
  group: 'Promote',
  examples: [
    'relevo promote daily-sales',
    'relevo promote 20260511-094200-1f2e3d',
    'relevo promote daily-sales --because "the holdout’s July labels were wrong"',
  ],
  build: context =>
    new Command('promote')
      .summary('make a judged candidate the version in production')
      .description(
        'Promotes what a run judged, when the plan allows it: made from committed files that are still what the checkout ' +
          'holds, compared with what is in production now, passed, not rolled back before, not frozen.',
      )
      .argument('<run>', 'a run’s id, or a model’s name for its latest run')
      .option('--because <reason>', 'override the verdict, and only the verdict; the reason is recorded')
      .option('--config <file>', 'the config file', 'relevo.yml')
      .option('--json', 'print the decision as JSON')
      .action((run: string, options: Options) => promoteRun(run, options, context)),
};

async function promoteRun(text: string, options: Options, context: Context): Promise<void> {
  const [
    { openLocal, modelsNamed },
    flow,
    { findTarget },
    { identify },
    { requirePinned },
    { logTo },
    { tellDecision },
    { letGo },
    { fail },
  ] = await Promise.all([
    import('../local.ts'),
    import('../../../flows/promote.ts'),
    import('../../../flows/find-target.ts'),
    import('../../../flows/evaluate/identity.ts'),
    import('../../../flows/lock-data.ts'),
    import('../step-log.ts'),
    import('../tell-decision.ts'),
    import('../let-go.ts'),
    import('../../../errors.ts'),
  ]);
  const local = await openLocal(context, options.config, logTo(context));
  try {
    const { model, found } = await findTarget(text, Object.keys(local.config.models), local.ledger);
    if (!('judged' in found)) throw fail('target-unknown', { text, what: 'run' });
    const [config] = modelsNamed(local, [model]);
    if (config === undefined) throw fail('target-unknown', { text, what: 'run' });
    context.status.begin(`${model}: reading the inputs and the data`);
    const identity = await identify(config, await requirePinned(config, local.lock, local), local);
    const at = { commit: identity.head.commit, training: identity.training };
    const because = options.because ?? null;
    const decision = await flow.promote(
      {
        model,
        find: state => state.runs.findLast(({ judged }) => judged.run === found.judged.run) ?? found,
        facts: async judged => ({ ...flow.localFacts(at, judged), setting: config.promote }),
        request: { by: local.by, at: context.now().toISOString(), writer: 'local', command: { because } },
      },
      local,
    );
    tellDecision({ model, what: 'promoted' }, decision, options.json === true, context);
    await letGo(local);
  } finally {
    await local.clear();
  }
}
