// Runs the programs of a predictor, and says what went wrong with them.
import { fail } from '../../errors.ts';
import type { CommandLimits } from '../../ports/commands.ts';
import { childEnvironment, type Environment } from '../process/child-environment.ts';
import { describeEnding } from '../process/describe-ending.ts';
import { type ProcessResult, runProcess } from '../process/run-process.ts';

/** What runs for which model; `limits` are those of the request. */
export interface PredictorCall {
  readonly model: string;
  readonly argv: readonly string[];
  readonly folder: string;
  readonly limits: CommandLimits;
  /** The code of the error when it ends badly. */
  readonly failure: 'predict-failed' | 'setup-failed';
}

const SAID_LINES = 5;
const SAID_CHARACTERS = 1000;

/** Runs a program of a predictor to its good end; any other end is an error with its last lines. */
export async function callPredictor(environment: Environment, call: PredictorCall): Promise<ProcessResult> {
  const { model, argv, folder, limits, failure } = call;
  const { env } = childEnvironment(environment, limits.environment, { RELEVO_MODEL: model });
  const result = await runProcess({ ...limits, argv, cwd: folder, env });
  const fault = describeEnding(result.ending);
  if (fault !== null) throw fail(failure, { model, ...fault, said: lastWords(result.lastLines) });
  return result;
}

function lastWords(lines: readonly string[]): string | undefined {
  const said = lines
    .filter(line => line.trim() !== '')
    .slice(-SAID_LINES)
    .join('\n');
  return said === '' ? undefined : said.slice(-SAID_CHARACTERS);
}
