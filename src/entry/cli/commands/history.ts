// `relevo status`, `runs`, `show`, `diff` and `pull`: what the registry knows, and models out of it.
import { isAbsolute, resolve } from 'node:path';
import { Command } from 'commander';
import type { ModelConfig } from '../../../config/config.ts';
import type { JudgedRun } from '../../../core/model-state.ts';
import type { CommandModule, Context } from '../context.ts';
import type { Local } from '../local.ts';

interface Options {
  readonly config: string;
  readonly json?: boolean;
  readonly sort?: string;
}

const withConfig = (command: Command): Command =>
  command.option('--config <file>', 'the config file', 'relevo.yml').option('--json', 'print it as JSON');

async function withLocal(options: Options, context: Context, work: (local: Local) => Promise<void>): Promise<void> {
  const [{ openLocal }, { logTo }] = await Promise.all([import('../local.ts'), import('../step-log.ts')]);
  const local = await openLocal(context, options.config, logTo(context));
  try {
    await work(local);
  } finally {
    await local.clear();
  }
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const terminalOf = async (context: Context) => (await import('../style.ts')).terminalStyle(context);

/** What is in production, since when, and what came before. */
export const status: CommandModule = {
  group: 'Promote',
  examples: ['relevo status', 'relevo status daily-sales --json'],
  build: context =>
    withConfig(new Command('status'))
      .description('tell what is in production, since when, and what came before')
      .argument('[models...]', 'names of models; all of them when none is given')
      .action((names: string[], options: Options) =>
        withLocal(options, context, async local => {
          const { statusTerminal } = await import('../../../report/history-terminal.ts');
          const states = await statesOf(local, names);
          const terminal = await terminalOf(context);
          context.stdout.write(
            options.json === true
              ? json(states.map(({ model, state }) => ({ model, ...state, judgedOn: undefined })))
              : states
                  .map(each =>
                    statusTerminal({ ...each, first: local.config.models[each.model]?.metrics ?? [] }, terminal),
                  )
                  .join('\n'),
          );
          const { githubNote } = await import('../github-production.ts');
          for (const model of modelsOf(local, states)) context.stderr.write((await githubNote(model, local)) ?? '');
        }),
      ),
};

/** The experiments: commit, digest, metrics, verdict. */
export const runs: CommandModule = {
  group: 'Judge',
  examples: ['relevo runs', 'relevo runs daily-sales --sort wape', 'relevo runs --json'],
  build: context =>
    withConfig(new Command('runs'))
      .description('list the runs: commit, candidate, metrics, verdict')
      .argument('[models...]', 'names of models; all of them when none is given')
      .option('--sort <metric>', 'by the candidate’s value of a metric, smallest first; by time without it')
      .action((names: string[], options: Options) =>
        withLocal(options, context, async local => {
          const { runsTerminal } = await import('../../../report/history-terminal.ts');
          const all = (await statesOf(local, names)).flatMap(({ model, state }) =>
            // A renamed model's events have the name under which its ledger began.
            state.runs.map(run => ({ ...run, judged: { ...run.judged, model } })),
          );
          const { sort } = options;
          const sorted = sort === undefined ? all.sort(newestFirst) : await sortedBy(sort, all);
          const first = (model: string): string[] => [
            ...(sort === undefined ? [] : [sort]),
            ...(local.config.models[model]?.metrics ?? []),
          ];
          const text = runsTerminal(sorted, first, await terminalOf(context));
          context.stdout.write(options.json === true ? json(sorted.map(({ judged }) => judged)) : text);
        }),
      ),
};

const newestFirst = (a: JudgedRun, b: JudgedRun): number => (a.judged.at < b.judged.at ? 1 : -1);

/** Smallest first, runs without the metric last; a metric that no run has is a mistake. */
async function sortedBy(metric: string, runs: readonly JudgedRun[]): Promise<JudgedRun[]> {
  const known = [...new Set(runs.flatMap(({ judged }) => Object.keys(judged.metrics)))];
  if (known.length > 0 && !known.includes(metric)) {
    const { fail } = await import('../../../errors.ts');
    throw fail('option-invalid', { option: '--sort', value: metric, expected: `one of ${known.sort().join(', ')}` });
  }
  const value = ({ judged }: JudgedRun): number => judged.metrics[metric] ?? Number.POSITIVE_INFINITY;
  return [...runs].sort((a, b) => value(a) - value(b) || newestFirst(a, b));
}

/** One run or version, whole. */
export const show: CommandModule = {
  group: 'Judge',
  examples: ['relevo show daily-sales', 'relevo show v3', 'relevo show daily-sales@production --json'],
  build: context =>
    withConfig(new Command('show'))
      .description('show the report of a run or a version')
      .argument('<target>', 'a run’s id, v3, production or a digest’s first digits; MODEL@ before it where needed')
      .action((text: string, options: Options) =>
        withLocal(options, context, async local => {
          const report = await reportOf(text, local);
          const { tellRun } = await import('../tell-run.ts');
          const told = await tellRun({ report, run: report.run.id, reused: false }, local, context);
          context.stdout.write(options.json === true ? json(report) : told);
        }),
      ),
};

/** What changed between two runs. */
export const diff: CommandModule = {
  group: 'Judge',
  examples: ['relevo diff v1 v2', 'relevo diff production daily-sales --json'],
  build: context =>
    withConfig(new Command('diff'))
      .description('tell what changed between two runs: input files, config, data, metrics')
      .argument('<before>', 'a run or version, as for show')
      .argument('<after>', 'another')
      .action((before: string, after: string, options: Options) =>
        withLocal(options, context, async local => {
          const [{ differencesOf }, { diffTerminal }] = await Promise.all([
            import('../../../report/run-differences.ts'),
            import('../../../report/diff-terminal.ts'),
          ]);
          const differences = differencesOf(await reportOf(before, local), await reportOf(after, local));
          const text = diffTerminal(differences, await terminalOf(context));
          context.stdout.write(options.json === true ? json(differences) : text);
        }),
      ),
};

/** A model out of the registry, verified. */
export const pull: CommandModule = {
  group: 'Promote',
  examples: ['relevo pull daily-sales@production serving/model', 'relevo pull v3 old'],
  build: context =>
    withConfig(new Command('pull'))
      .description('copy a model out of the registry, every byte verified')
      .argument('<target>', 'as for show')
      .argument('<folder>', 'a folder that does not exist yet')
      .action((text: string, folder: string, options: Options) =>
        withLocal(options, context, async local => {
          const [{ artifactDigestOf, findTarget }, { fail }] = await Promise.all([
            import('../../../flows/find-target.ts'),
            import('../../../errors.ts'),
          ]);
          const target = await findTarget(text, Object.keys(local.config.models), local.ledger);
          const digest = artifactDigestOf(target);
          if (digest === null) throw fail('target-unknown', { text, what: 'candidate of' });
          const at = target.state.pruned.get(digest);
          if (at !== undefined) throw fail('artifact-pruned', { text, at });
          context.status.begin(`copying ${text}, and verifying it`);
          await local.blobs.fetch(digest, isAbsolute(folder) ? folder : resolve(context.cwd, folder));
          const facts = { model: target.model, digest, folder };
          context.stdout.write(
            options.json === true ? json(facts) : `${target.model} is in ${folder}, verified: ${digest}\n`,
          );
        }),
      ),
};

const modelsOf = ({ config }: Local, states: readonly { readonly model: string }[]): ModelConfig[] =>
  states.flatMap(({ model }) => config.models[model] ?? []);

async function statesOf(local: Local, names: readonly string[]) {
  const [{ modelsNamed }, { foldState }] = await Promise.all([
    import('../local.ts'),
    import('../../../core/model-state.ts'),
  ]);
  return Promise.all(
    modelsNamed(local, names).map(async ({ name }) => ({
      model: name,
      state: foldState((await local.ledger.read(name)).entries),
    })),
  );
}

async function reportOf(text: string, local: Local) {
  const { findReport } = await import('../../../flows/find-target.ts');
  return (await findReport(text, Object.keys(local.config.models), local.ledger)).report;
}
