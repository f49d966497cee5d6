// Declares `relevo` to commander from a table of command modules, and turns commander's complaints into ours.
import { Command, CommanderError, Help, type OutputConfiguration } from 'commander';
import { fail, type RelevoError } from '../../errors.ts';
import { version } from '../../version.ts';
import type { CommandModule, Context } from './context.ts';
import { examplesHelp, type ListedCommand, programHelp } from './help.ts';
import { hasColors, painter } from './style.ts';

/** The whole command line; parsing it runs one command's action. */
export function createProgram(modules: readonly CommandModule[], context: Context): Command {
  const program = new Command('relevo');
  const listed = modules.map(module => ({ module, command: module.build(context) }));
  program
    .usage('<command> [options]')
    .version(version, '--version', 'print the version')
    .helpOption('--help', 'explain, with examples')
    .option('--verbose', 'show what lies behind a failure')
    .helpCommand(false)
    .exitOverride()
    .configureOutput(outputOf(context))
    .configureHelp(helpOf(program, listed, context));
  const paint = painter(context, 'stdout');
  for (const { module, command } of listed) {
    program.addCommand(command.copyInheritedSettings(program).helpOption('--help', 'explain, with examples'));
    command.addHelpText('after', examplesHelp(module, paint));
  }
  return program;
}

function outputOf(context: Context): OutputConfiguration {
  return {
    writeOut: text => void context.stdout.write(text),
    writeErr: text => void context.stderr.write(text),
    // Complaints are thrown as well; they are told once, where failures are.
    outputError: () => undefined,
    getOutHelpWidth: () => context.columns,
    getErrHelpWidth: () => context.columns,
    getOutHasColors: () => hasColors(context, 'stdout'),
    getErrHasColors: () => hasColors(context, 'stderr'),
  };
}

function helpOf(program: Command, listed: readonly ListedCommand[], context: Context): Partial<Help> {
  const standard = new Help();
  return {
    showGlobalOptions: true,
    styleTitle: title => painter(context, 'stdout')('bold', title),
    formatHelp: (command, helper) => {
      if (command !== program) return standard.formatHelp.call(helper, command, helper);
      const visible = helper.visibleOptions(command);
      const width = helper.longestOptionTermLength(command, helper);
      const options = visible.map(option =>
        helper.formatItem(helper.optionTerm(option), width, helper.optionDescription(option), helper),
      );
      return programHelp(listed, options.join('\n'), painter(context, 'stdout'));
    },
  };
}

// Sentences for commander's codes; its own message names the option, the command or the value.
const mistakes: Readonly<Record<string, string>> = {
  'commander.unknownOption': 'No such option is declared, and a misspelt option must not be ignored.',
  'commander.unknownCommand': 'No such command is declared.',
  'commander.missingArgument': 'The command cannot do its work without it.',
  'commander.optionMissingArgument': 'The option needs a value after it.',
  'commander.missingMandatoryOptionValue': 'The command cannot do its work without it.',
  'commander.excessArguments': 'More was given than the command takes; a value with spaces needs quotes.',
  'commander.conflictingOption': 'The two contradict each other.',
  'commander.invalidArgument': 'The value is not one of those that it takes.',
};

/** Commander's exception as an error of the catalogue; undefined when it only says that help or a version was printed. */
export function mistakeOf(error: CommanderError, command: string): RelevoError | undefined {
  if (error.exitCode === 0) return undefined;
  const [, message = error.message, nearest] =
    /^(?:error: )?(.*?)(?:\s*\(Did you mean (.*)\?\))?$/s.exec(error.message) ?? [];
  return fail('command-line', {
    mistake: `${message.charAt(0).toUpperCase()}${message.slice(1).replace(/\.$/, '')}.`,
    why: mistakes[error.code] ?? 'The command line could not be understood.',
    nearest,
    command,
  });
}

/** Whether something thrown is commander's way to stop. */
export function isCommanderError(thrown: unknown): thrown is CommanderError {
  return thrown instanceof CommanderError;
}
