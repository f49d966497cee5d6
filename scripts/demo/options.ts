// What `npm run demo` can be asked for.
import { Command, Option } from 'commander';

/** The stories, by the data that they are lived on. */
export const STORIES = ['sales', 'flights'] as const;

/** What was asked for. */
export interface DemoOptions {
  readonly data: (typeof STORIES)[number];
  readonly keep: boolean;
  readonly acting: 'hosted' | 'actions';
}

/** Reads the arguments; what is wrong with them, or the help, is printed, and the process ends. */
export function readOptions(argv: readonly string[]): DemoOptions {
  const command = new Command('npm run demo --')
    .description(
      'Lives the whole loop on this machine: a GitHub with a repository, its pull requests and workflows, and Relevo at work. ' +
        'Nothing is sent anywhere, and nothing is left behind.',
    )
    .addOption(
      new Option('--data <story>', 'daily sales from a generator, or real flights').choices(STORIES).default('sales'),
    )
    .addOption(
      new Option('--acting <where>', 'a hosted App that webhooks wake, or the jobs of Actions alone')
        .choices(['hosted', 'actions'])
        .default('hosted'),
    )
    .option('--keep', 'leave the local GitHub up in the end, and the reports of the runs on disk', false)
    .helpOption('--help', 'show this')
    .showHelpAfterError('`npm run demo -- --help` lists what it can be asked for.')
    .allowExcessArguments(false)
    .configureOutput({ outputError: (text, write) => write(text) });
  return command.parse(argv, { from: 'user' }).opts<DemoOptions>();
}
