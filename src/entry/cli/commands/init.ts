// `relevo init`: looks at a folder and writes a first relevo.yml and the workflow, without a question and over nothing.
import { join, relative, resolve } from 'node:path';
import { Command } from 'commander';
import type { Unread } from '../../../adapters/folder-view.ts';
import type { Step } from '../../../config/next-steps.ts';
import type { Proposal } from '../../../config/proposal.ts';
import { RelevoError } from '../../../errors.ts';
import type { CommandModule, Context } from '../context.ts';
import { painter, printable } from '../style.ts';

interface Options {
  readonly dir: string;
  readonly json?: boolean;
}

/** The command that starts a repository with Relevo. */
export const init: CommandModule = {
  group: 'Start',
  examples: ['relevo init', 'relevo init --dir models/sales', 'relevo init --json'],
  build: context =>
    new Command('init')
      .summary('look at this repository, write relevo.yml and the workflow')
      .description(
        'Looks at the files of a folder, guesses what is trained on what, and writes relevo.yml and ' +
          '.github/workflows/model.yml at the root of its repository. A file that exists already is kept as it is.',
      )
      .option('--dir <folder>', 'the folder that holds the model', '.')
      .option('--json', 'print what was written and what to do next as JSON')
      .action((options: Options) => initialise(context, options)),
};

/** What was found, written and left to do. */
interface Outcome {
  readonly files: readonly Written[];
  readonly unread: readonly Unread[];
  readonly proposal: Proposal;
  readonly next: readonly Step[];
  /** The model as YAML, where relevo.yml was there already and knows no model in this folder; null elsewhere. */
  readonly missing: string | null;
}

interface Written {
  readonly path: string;
  readonly status: 'written' | 'kept';
}

async function initialise(context: Context, { dir, json }: Options): Promise<void> {
  const { propose } = await import('../../../config/proposal.ts');
  const { nextSteps } = await import('../../../config/next-steps.ts');
  const { formatConfig, formatWorkflow } = await import('../../../config/proposal-text.ts');
  const { findRepository } = await import('../../../adapters/repository.ts');
  const folder = resolve(context.cwd, dir);
  const { viewFolder } = await import('../../../adapters/folder-view.ts');
  const { createRows } = await import('../../../adapters/rows/rows.ts');
  const rows = createRows(context.stdin, { chunkBytes: 1 << 16, batchRows: 1000 }, folder);
  const { view, unread } = await viewFolder(folder, context.env, rows);
  const repository = await findRepository(folder, context.env);
  const proposal = propose(view);
  const at = (path: string) => relative(context.cwd, join(repository.root, path)).replaceAll('\\', '/');
  const files = [
    await writeUnlessThere(at('relevo.yml'), formatConfig(proposal, repository.dir), context.cwd),
    await writeUnlessThere(at('.github/workflows/model.yml'), formatWorkflow(repository.branch), context.cwd),
  ];
  const isKept = files[0]?.status === 'kept';
  const missing = isKept ? await missingModel(join(repository.root, 'relevo.yml'), proposal, repository.dir) : null;
  const outcome = { files, unread, proposal, next: nextSteps(proposal, view.files), missing };
  context.stdout.write(json ? `${JSON.stringify(outcome, null, 2)}\n` : tell(context, outcome));
}

/** What to add to a config that is there: nothing where it has a model in the folder, or where it is no config. */
async function missingModel(path: string, proposal: Proposal, dir: string): Promise<string | null> {
  const { readText } = await import('../../../adapters/system.ts');
  const { parseConfig } = await import('../../../config/parse.ts');
  const { formatModel } = await import('../../../config/proposal-text.ts');
  const parsed = parseConfig(await readText(path), path);
  if (!('config' in parsed) || Object.values(parsed.config.models).some(model => model.dir === dir)) return null;
  return formatModel(proposal, dir);
}

async function writeUnlessThere(path: string, text: string, cwd: string): Promise<Written> {
  const { writeNew } = await import('../../../adapters/system.ts');
  try {
    await writeNew(resolve(cwd, path), text);
    return { path, status: 'written' };
  } catch (thrown) {
    if (thrown instanceof RelevoError && thrown.code === 'file-exists') return { path, status: 'kept' };
    throw thrown;
  }
}

function tell(context: Context, { files, unread, proposal, next, missing }: Outcome): string {
  const paint = painter(context, 'stdout');
  const { model, roles, train, data, holdout } = proposal;
  const status = { written: paint('green', 'wrote '), kept: paint('yellow', 'kept  ') };
  const lines = [
    ...files.map(
      file => `${status[file.status]} ${file.path}${file.status === 'kept' ? ', which exists already' : ''}`,
    ),
    ...unread.map(({ path, reason }) => `${paint('yellow', 'passed over')} ${printable(`${path}: ${reason}`)}`),
    '',
    `${paint('bold', model)}: ${roles.task}, trained by ${printable(train.command)}${data ? ` on ${printable(data)}` : ''},`,
    printable(`judged on ${holdout}${roles.target === undefined ? '' : ` by how well it predicts ${roles.target}`}.`),
    ...(missing === null
      ? []
      : ['', paint('yellow', 'relevo.yml has no such model yet. Add it under models:'), '', missing.trimEnd()]),
    '',
    paint('bold', 'Next'),
    ...next.flatMap(({ action, purpose }, index) => [
      `  ${index + 1}. ${paint('cyan', printable(action))}`,
      `     ${printable(purpose)}`,
    ]),
  ];
  return `${lines.join('\n')}\n`;
}
