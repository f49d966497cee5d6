// Names of environment variables that training may see.
import { bad, good, type Parsed, quote, unlike } from './parsed.ts';

/** What a name must match; the JSON Schema has it too. */
export const envNamePattern = '^[A-Za-z_][A-Za-z0-9_]{0,127}$';

/** Credentials and machinery of the job itself, which code under review must never get. */
const withheld = /^(?:GITHUB_|GH_|ACTIONS_|RUNNER_|INPUT_)/;
/** What Relevo sets itself. */
const own = /^RELEVO_/;

/** Reads the name of a variable to let through. */
export function parseEnvName(raw: unknown): Parsed<string> {
  if (typeof raw !== 'string') return unlike('the name of an environment variable', raw);
  if (raw.includes('=')) {
    return bad(`expected only the name of a variable; found ${quote(raw)}`, {
      hint: 'Its value is set in the workflow, never in relevo.yml.',
    });
  }
  if (!new RegExp(envNamePattern).test(raw)) return unlike('the name of an environment variable', raw);
  const name = raw.toUpperCase();
  if (withheld.test(name)) {
    return bad(`${raw} is never let through`, {
      hint: 'Code under review is given no token of GitHub and nothing else of the job; pass what it needs under another name.',
    });
  }
  return own.test(name) ? bad(`${raw} is set by Relevo itself`) : good(raw);
}
