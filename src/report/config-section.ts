// A config that cannot be read, as its part of the comment, of the check and of the summary.

import { inertMarkdown, inertMarkdownSentence } from './inert.ts';
import { link } from './markup.ts';
import { cut } from './model-folds.ts';
import type { SectionBody } from './model-section.ts';
import type { ConfigProblem, ConfigView } from './pull-request-view.ts';

/** Its first line, and what stands below it, from the longest form to the shortest. */
export function configSection(config: ConfigView): { line: string; bodies: readonly (() => SectionBody)[] } {
  const { problems, run } = config;
  const links = run.url === null ? '' : link('run', run.url);
  const body = (parts: readonly string[]) => (): SectionBody => ({
    open: parts.filter(part => part !== '').join('\n\n'),
    folds: '',
  });
  return {
    line: `💥 ${configLine(config, inertMarkdown)}`,
    bodies: [...[100, 20, 5].map(most => () => body([table(problems, most), links])()), body([links]), body([])],
  };
}

/** `relevo.yml: 3 problems, so no model was evaluated`. */
export function configLine({ file, problems }: ConfigView, inert: (text: string) => string): string {
  const many = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
  return `${inert(file)}: ${many}, so no model was evaluated`;
}

/** What is wrong, and what was meant. */
export function problemText({ message, nearest, hint }: ConfigProblem): string {
  const meant = nearest === undefined ? '' : `; did you mean "${nearest}"?`;
  return `${message}${meant}${hint === undefined ? '' : ` ${hint}`}`;
}

function table(problems: readonly ConfigProblem[], most: number): string {
  const rows = problems
    .slice(0, most)
    .map(problem => [String(problem.line), inertMarkdown(problem.path), inertMarkdownSentence(problemText(problem))]);
  return cut({ header: ['line', 'key', 'problem'], align: ['right', 'left', 'left'], rows }, problems.length, '');
}
