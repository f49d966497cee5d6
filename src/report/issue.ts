// The one issue of a model: its title and its body, in the longest form that GitHub takes.
import { counted } from './figures.ts';
import { inertMarkdown, inertMarkdownSentence, inertTitle } from './inert.ts';
import { weeklyBars, weeklyChart } from './issue-chart.ts';
import { dayWords } from './issue-figures.ts';
import { writeIssueMark } from './issue-mark.ts';
import { driftTable, signalTable } from './issue-table.ts';
import type { IssueView } from './issue-view.ts';
import { evidence, issueHeadline, quietWords, remedies, shiftedWords, versionsWords } from './issue-words.ts';
import { folded } from './markup.ts';

/** An issue's text. */
export interface IssueText {
  readonly title: string;
  readonly body: string;
}

/** GitHub's own limits are 256 and 65,536. */
const LONGEST_TITLE = 250;
const MOST_CHARACTERS = 65_000;

/** How much of each part is shown, from the whole to the least. */
const rungs = [
  { signals: 1, folds: true },
  { signals: 1, folds: false },
  { signals: 0.25, folds: false },
  { signals: 0, folds: false },
] as const;

/** Writes the issue; `told` are the signals that people were told of. */
export function issueText(view: IssueView, told: readonly string[]): IssueText {
  const mark = writeIssueMark({ model: view.model, state: view.status, told: [...told].sort() });
  const title = [...issueHeadline(view, inertTitle)].slice(0, LONGEST_TITLE).join('');
  for (const rung of rungs) {
    const body = bodyOf(view, mark, rung);
    if (body.length <= MOST_CHARACTERS) return { title, body };
  }
  // The marks of a thousand long signals leave no room for anything else: fewer are remembered, and told again once.
  return issueText(view, told.slice(0, Math.floor(told.length / 2)));
}

/** The body of an issue that another one, made at the same moment, tells better. */
export const duplicateText = (model: string, kept: number): string =>
  `${writeIssueMark({ model, state: 'duplicate', told: [] })}\n\nThe same is told in #${kept}.`;

function bodyOf(view: IssueView, mark: string, { signals, folds }: (typeof rungs)[number]): string {
  const worse = view.status === 'worse';
  return joined([
    mark,
    `### ${issueHeadline(view, inertMarkdown)}`,
    joinedLine([evidence(view), worse ? '' : versionsWords(view)]),
    signalTable(view, signals),
    joinedLine([weeklyBars(view), worse ? shiftedWords(view) : '', worse ? versionsWords(view) : '']),
    worse ? remedies(view) : '',
    worse ? quietWords(view) : '',
    ...(folds ? foldsOf(view) : []),
    `<sub>Rows up to ${dayWords(view.until, view.until)} ${view.until.slice(0, 4)} are counted.</sub>`,
  ]);
}

/** What those look at who want to know why. */
function foldsOf(view: IssueView): string[] {
  const chart = weeklyChart(view);
  const notes = view.notes.slice(0, 20).map(note => `- ${inertMarkdownSentence(note)}`);
  return [
    chart === '' ? '' : folded('Week by week', chart),
    view.drift.length === 0
      ? ''
      : folded(
          `What shifted: ${counted(view.drift.length, 'columns')}`,
          `${driftTable(view.drift)}\n\nA shift is evidence of a cause and never an alarm of its own.`,
        ),
    notes.length === 0 ? '' : folded('Notes', notes.join('\n')),
  ];
}

const joined = (parts: readonly string[]): string => parts.filter(part => part !== '').join('\n\n');
const joinedLine = (parts: readonly string[]): string => parts.filter(part => part !== '').join(' ');
