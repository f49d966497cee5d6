// Checks a config: every problem becomes an annotation on its line, a row of the summary and an element of an output.
import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve } from 'node:path';
import process from 'node:process';
import { error, info, setFailed, setOutput, summary } from '@actions/core';
import { readText } from '../../adapters/system.ts';
import { parseConfig } from '../../config/parse.ts';
import type { Problem } from '../../config/problems.ts';
import { fail } from '../../errors.ts';
import { renderSummary } from './summary.ts';

/** Checks the config at a path of the workspace, where the runner starts us; a config with problems fails the job. */
export async function validate(path: string): Promise<void> {
  const file = await locate(process.cwd(), path);
  const checked = parseConfig(await readText(file), file);
  const problems = 'problems' in checked ? checked.problems : [];
  const models = 'config' in checked ? Object.keys(checked.config.models) : [];
  setOutput('valid', problems.length === 0);
  setOutput('problems', problems);
  for (const problem of problems) annotate(problem);
  if (problems.length > 0) setFailed(`The config has ${countOf(problems.length, 'problem')}; each stands above.`);
  else info(`The config is valid: ${countOf(models.length, 'model')}.`);
  const shown = problems.map(problem => ({ line: problem.line, key: problem.path, message: describe(problem) }));
  await summarize(renderSummary({ file, models, problems: shown }));
}

/** The path from the workspace to a file inside it; an error when it, or what it links to, lies outside. */
async function locate(workspace: string, path: string): Promise<string> {
  const wanted = resolve(workspace, path);
  const root = await realpath(workspace);
  // A path that leads nowhere is told by whoever reads it.
  const real = await realpath(wanted).catch(() => resolve(root, relative(workspace, wanted)));
  const inside = relative(root, real);
  if (/^\.\.(?:[\\/]|$)/.test(inside) || isAbsolute(inside))
    throw fail('path-outside', { path, folder: 'the workspace' });
  return relative(workspace, wanted).replaceAll('\\', '/') || '.';
}

function annotate(problem: Problem): void {
  const { file, line, column, path } = problem;
  error(describe(problem), { file, startLine: line, startColumn: column, title: path === '' ? 'Relevo' : path });
}

function describe({ message, nearest, hint }: Problem): string {
  const meant = nearest === undefined ? '' : `; did you mean "${nearest}"?`;
  return `${message}${meant}${hint === undefined ? '' : `\n${hint}`}`;
}

const countOf = (count: number, thing: string): string => (count === 1 ? `1 ${thing}` : `${count} ${thing}s`);

/** Adds to the job summary; a runner that keeps none, such as one on a laptop, is told so in the log. */
async function summarize(text: string): Promise<void> {
  if (!process.env.GITHUB_STEP_SUMMARY) return info('This runner keeps no job summary.');
  try {
    await summary.addRaw(text).write();
  } catch (thrown) {
    throw fail('output-unwritable', { output: 'The job summary', reason: String(thrown) }, thrown);
  }
}
