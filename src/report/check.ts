// The check on the head commit: the first line as its title, the evidence as summary, the rest as text, failures at their lines.
import { type Annotation, annotationsOf, type ConfigSource } from './annotations.ts';
import { configLine } from './config-section.ts';
import { type Fitting, fitted, foldedList, headingOf, type Shown } from './fitting.ts';
import { inertTerminal } from './inert.ts';
import { modelSection } from './model-section.ts';
import type { ModelView, PullRequestView } from './pull-request-view.ts';
import { contradictionOf } from './report-check.ts';
import { bytesOf } from './summary.ts';
import { tellings } from './telling.ts';

/** What the check shows. */
export interface CheckFace {
  readonly title: string;
  readonly summary: string;
  readonly text: string | null;
  readonly conclusion: Conclusion;
  /** GitHub takes fifty a request. */
  readonly annotations: readonly Annotation[];
}

type Conclusion = 'success' | 'failure' | 'neutral';

/** The check of these models together; `source` knows where the config says what. */
export function checkFace(pull: PullRequestView, source: ConfigSource): CheckFace {
  const parts = tellings(pull);
  const isOne = parts.length === 1;
  const text = isOne ? within(folds(pull), onlyBody) : within(parts, foldedList);
  return {
    title: cut(titleOf(pull, parts)),
    summary: isOne ? within(open(pull), onlyBody) || 'The title says it all.' : within(lines(parts), plainList),
    text: text.trim() === '' ? null : text,
    conclusion: conclusionOf(pull),
    annotations: annotationsOf(pull, source),
  };
}

const open = (pull: PullRequestView): Fitting[] => tellings(pull, body => body.open);
const folds = (pull: PullRequestView): Fitting[] => tellings(pull, body => body.folds);
const lines = (parts: readonly Fitting[]): Fitting[] => parts.map(part => ({ ...part, forms: [() => ''] }));

/** GitHub's limit is 65,535 for summary and for text, be it characters or bytes. */
const MOST_BYTES = 65_000;

const within = (parts: readonly Fitting[], write: (shown: readonly Shown[], left: number) => string): string =>
  fitted(parts, { most: MOST_BYTES, measure: bytesOf, write });

const onlyBody = ([only]: readonly Shown[]): string => only?.body ?? '';

const plainList = (shown: readonly Shown[], left: number): string =>
  shown.length + left === 0 ? 'Nothing was evaluated on this commit.' : foldedList(shown, left);

const MOST_TITLE = 255;

/** A title is plain text, and the check has a sign of its own. */
function titleOf({ models, config, ...pull }: PullRequestView, parts: readonly Fitting[]): string {
  if (parts.length === 0) return 'No model was evaluated';
  if (parts.length > 1) return headingOf(parts, 0).replace(/^\S+ /, '');
  const [only] = models;
  if (only !== undefined) return modelSection(only, { ...pull, models, config }).title;
  return config === null ? '' : configLine(config, inertTerminal);
}

function cut(title: string): string {
  const characters = [...title];
  // Signs outside the basic plane count twice where GitHub counts.
  let [end, length] = [0, 0];
  while (end < characters.length && length + (characters[end] as string).length < MOST_TITLE) {
    length += (characters[end] as string).length;
    end++;
  }
  return end === characters.length ? title : `${characters.slice(0, end).join('')}…`;
}

/** The worst of all: a failure fails, what is undecided does what its policy says, and nothing evaluated is no success. */
function conclusionOf({ models, config }: PullRequestView): Conclusion {
  const all = new Set(models.map(conclusionOfModel));
  if (config !== null || all.has('failure')) return 'failure';
  return all.size === 0 || all.has('neutral') ? 'neutral' : 'success';
}

function conclusionOfModel({ standing, settings }: ModelView): Conclusion {
  switch (standing.kind) {
    case 'no-report':
      return 'failure';
    case 'not-trained':
      return settings.inconclusive;
    case 'reported': {
      if (contradictionOf(standing.report) !== null) return 'failure';
      if (standing.stale !== null) return settings.inconclusive;
      return { pass: 'success', fail: 'failure', inconclusive: settings.inconclusive }[
        standing.report.verdict
      ] as Conclusion;
    }
  }
}
