// The config that a command works by, read from its file.
import { basename, dirname, join, resolve } from 'node:path';
import type { Config } from '../../config/config.ts';
import type { Problem } from '../../config/problems.ts';
import { fail, RelevoError } from '../../errors.ts';
import type { Context } from './context.ts';

/** A config's text, and what it came to. */
export interface ConfigReading {
  readonly text: string;
  readonly parsed: { readonly config: Config } | { readonly problems: readonly Problem[] };
}

/** Reads a config; its problems are left to the caller. */
export async function openConfig(context: Context, file: string): Promise<ConfigReading> {
  const { readText } = await import('../../adapters/system.ts');
  const { parseConfig } = await import('../../config/parse.ts');
  const text = await readText(resolve(context.cwd, file), file).catch(async (thrown: unknown) => {
    const isMissing = thrown instanceof RelevoError && thrown.code === 'file-not-found';
    throw isMissing
      ? fail('config-missing', { path: file, above: await findAbove(context.cwd, file) }, thrown)
      : thrown;
  });
  return { text, parsed: parseConfig(text, file) };
}

/** The nearest folder above that has such a file, as a way up; null where none has, and for files elsewhere. */
async function findAbove(cwd: string, file: string): Promise<string | null> {
  if (basename(file) !== file) return null;
  const { exists } = await import('../../adapters/system.ts');
  let [folder, way] = [dirname(cwd), '..'];
  while (!(await exists(join(folder, file)))) {
    if (dirname(folder) === folder) return null;
    [folder, way] = [dirname(folder), `${way}/..`];
  }
  return way;
}

/** Reads a config that has to be valid: all its problems together are one error. */
export async function readConfig(context: Context, file: string): Promise<Config> {
  const { parsed } = await openConfig(context, file);
  if ('config' in parsed) return parsed.config;
  const { formatProblem } = await import('../../config/problems.ts');
  const problems = parsed.problems.map(formatProblem).join('\n');
  throw fail('config-invalid', { path: file, count: parsed.problems.length, problems });
}
