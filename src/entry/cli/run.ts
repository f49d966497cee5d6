// One call of `relevo`: arguments and a context in, an exit code out; nothing thrown gets past it.
import { fail } from '../../errors.ts';
import type { CommandModule, Context } from './context.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { describeFailure, type Platform } from './failure.ts';
import { createProgram, isCommanderError, mistakeOf } from './program.ts';
import { painter } from './style.ts';

/** What a call is made of, without the way it ends: `run` adds that. */
export type Surroundings = Omit<Context, 'conclude'>;

/** Runs the command that the arguments name, and tells a failure to the person and, with `--json`, to the machine. */
export async function run(
  commands: readonly CommandModule[],
  argv: readonly string[],
  surroundings: Surroundings,
  platform: Platform,
): Promise<ExitCode> {
  let code: ExitCode = exitCodes.pass;
  const conclude = (conclusion: ExitCode) => {
    code = conclusion;
  };
  const program = createProgram(commands, { ...surroundings, conclude });
  try {
    // No command is no success: a script whose variable is empty must notice.
    if (argv.length === 0) {
      surroundings.stderr.write(program.helpInformation());
      return exitCodes.userError;
    }
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (thrown) {
    // Whoever stopped it knows why; how it ends is decided where the signal came.
    if (surroundings.signal.aborted) return code;
    if (!isCommanderError(thrown)) return reportFailure(thrown, argv, surroundings, platform);
    const name = program.commands.find(command => command.name() === argv[0])?.name();
    const mistake = mistakeOf(thrown, name === undefined ? 'relevo' : `relevo ${name}`);
    return mistake === undefined ? exitCodes.pass : reportFailure(mistake, argv, surroundings, platform);
  } finally {
    surroundings.status.end();
  }
}

/** Tells a failure: to the person on stderr, and to a machine that asked for JSON on stdout. Returns the exit code. */
export function reportFailure(
  thrown: unknown,
  argv: readonly string[],
  surroundings: Surroundings,
  platform: Platform,
): ExitCode {
  const options = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;
  const verbose = options.includes('--verbose') || Boolean(surroundings.env.RELEVO_DEBUG);
  surroundings.status.end();
  const failure = describeFailure(thrown, verbose, platform, painter(surroundings, 'stderr'));
  surroundings.stderr.write(`${failure.text}\n`);
  if (wantsJson(options)) surroundings.stdout.write(`${JSON.stringify(failure.json, null, 2)}\n`);
  return failure.code;
}

/** Whether the arguments ask for JSON; read from them as they are, since they may be what could not be parsed. */
function wantsJson(options: readonly string[]): boolean {
  return options.some(
    (option, index) =>
      option === '--json' || option === '--format=json' || (option === '--format' && options[index + 1] === 'json'),
  );
}

/** The error for a standard stream that cannot be written, such as a full disk behind `> file`. */
export function streamFailure(stream: string, cause: Error): unknown {
  return fail('output-unwritable', { output: stream, reason: cause.message }, cause);
}
