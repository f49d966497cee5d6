// `relevo validate`: every problem of relevo.yml at once, or what it would train, judge and watch.
import { dirname, resolve } from 'node:path';
import { Command } from 'commander';
import type { ModelConfig } from '../../../config/config.ts';
import type { Description, MatchedFiles } from '../../../config/description.ts';
import type { Problem } from '../../../config/problems.ts';
import type { CheckedModel } from '../../../flows/validate.ts';
import { openConfig } from '../config-file.ts';
import type { CommandModule, Context } from '../context.ts';
import { exitCodes } from '../exit-code.ts';
import { painter, printable } from '../style.ts';

interface Options {
  readonly config: string;
  readonly json?: boolean;
}

/** The command that checks a config. */
export const validate: CommandModule = {
  group: 'Start',
  examples: ['relevo validate', 'relevo validate --config models/relevo.yml', 'relevo validate --json'],
  build: context =>
    new Command('validate')
      .summary('check relevo.yml; say what it trains, judges and watches')
      .description(
        'Reads relevo.yml and prints every problem with its line. When there is none, it says what each model means for ' +
          'the files that are there, and warns of files and columns that are missing.',
      )
      .option('--config <file>', 'the config file', 'relevo.yml')
      .option('--json', 'print problems, models and warnings as JSON')
      .action((options: Options) => validateConfig(context, options)),
};

async function validateConfig(context: Context, { config: file, json }: Options): Promise<void> {
  const { text, parsed } = await openConfig(context, file);
  if ('problems' in parsed) {
    const { problems } = parsed;
    const { formatProblems } = await import('../../../config/problems.ts');
    context.stdout.write(json ? formatJson({ valid: false, problems }) : `${formatProblems(problems)}\n`);
    context.conclude(exitCodes.userError);
    return;
  }
  const meaning = await explain(context, { file, text, models: Object.values(parsed.config.models) });
  context.stdout.write(json ? formatJson({ valid: true, ...meaning }) : await formatMeaning(context, file, meaning));
}

/** A valid config: its models in words, and what a run will miss. */
interface Meaning {
  readonly models: readonly (Description & Pick<ModelConfig, 'name' | 'task'> & { readonly files: MatchedFiles })[];
  readonly warnings: readonly Problem[];
}

interface ValidConfig {
  readonly file: string;
  readonly text: string;
  readonly models: readonly ModelConfig[];
}

async function explain(context: Context, { file, text, models }: ValidConfig): Promise<Meaning> {
  const { checkModel } = await import('../../../flows/validate.ts');
  const { createWorkspace } = await import('../../../adapters/workspace.ts');
  const { createRows } = await import('../../../adapters/rows/rows.ts');
  const { describeModel } = await import('../../../config/description.ts');
  const { placeRemarks } = await import('../../../config/warnings.ts');
  const root = dirname(resolve(context.cwd, file));
  const workspace = createWorkspace(root, context.env, createRows(context.stdin));
  const checked: CheckedModel[] = [];
  for (const model of models) {
    context.status.begin(`${model.name}: looking at the files`);
    checked.push(await checkModel(model, workspace));
  }
  const remarks = checked.flatMap(({ model, findings }) =>
    findings.map(finding => ({ model: model.name, ...finding })),
  );
  return {
    models: checked.map(({ model, files }) => ({
      name: model.name,
      task: model.task,
      ...describeModel(model, files),
      files,
    })),
    warnings: placeRemarks(text, file, remarks),
  };
}

function formatJson(document: unknown): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

const aspects = ['trains', 'predicts', 'judged', 'passes', 'promoted', 'watched'] as const;

async function formatMeaning(context: Context, file: string, { models, warnings }: Meaning): Promise<string> {
  const { formatProblem } = await import('../../../config/problems.ts');
  const paint = painter(context, 'stdout');
  const blocks = models.map(model => [
    `${paint('bold', model.name)}: ${model.task}`,
    ...aspects.map(aspect => `  ${paint('dim', aspect.padEnd(8))}  ${printable(model[aspect])}`),
    '',
  ]);
  const warned = warnings.map(warning => `${paint('yellow', 'warning:')} ${printable(formatProblem(warning))}`);
  const counts = [countOf(models.length, 'model'), ...(warned.length === 0 ? [] : [countOf(warned.length, 'warning')])];
  const verdict = `${paint('green', 'valid:')} ${printable(file)}, ${counts.join(', ')}`;
  return `${[...blocks.flat(), ...warned, ...(warned.length === 0 ? [] : ['']), verdict].join('\n')}\n`;
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
