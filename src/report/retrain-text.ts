// The words of a retraining pull request: which data changed, why, and what follows.
import type { DataChange, LockedData } from '../core/lock.ts';
import { count, counted } from './figures.ts';
import { inertMarkdown } from './inert.ts';
import { dayWords } from './issue-figures.ts';
import type { RetrainView } from './issue-view.ts';
import type { RetrainCause } from './refresh-document.ts';

/** What a pull request says. */
export interface RetrainText {
  readonly title: string;
  readonly body: string;
}

/** What is known about it. */
export interface RetrainFacts {
  readonly model: string;
  readonly changes: readonly DataChange[];
  readonly cause: RetrainCause;
  /** The issue that tells why. */
  readonly issue: number | null;
  /** The version in production. */
  readonly production: number | null;
  readonly promote: 'on-merge' | 'on-push' | 'by-command';
  /** Whether GitHub lets checks wait for approval, as it does with what a job's own token opened. */
  readonly isByActions: boolean;
}

const outcomes = {
  opened: 'Its data were refreshed, and {view} brings them in.',
  updated: 'Its data were refreshed, and {view} has them now.',
  unchanged: '{view} with refreshed data is open already; `/relevo retrain` brings it up to date.',
  branch: 'Its data were refreshed: {view}. The repository’s settings do not let Actions open the pull request.',
  declined: 'Its data were refreshed; a pull request with the same data was closed by hand, and is not opened again.',
  answered: 'Its data were refreshed; their pull request was merged or closed since, and is not opened again.',
  'nothing-new': '`data.refresh` fetched nothing new.',
  'not-refreshed': 'Its data were not refreshed.',
} as const;

/** What came of a retraining, as a job's summary tells it. */
export function retrainSummary(
  model: string,
  { outcome, view }: { readonly outcome: keyof typeof outcomes; readonly view: RetrainView },
): string {
  const shown =
    view.kind === 'pull-request'
      ? `[#${view.number}](${view.url})`
      : view.kind === 'branch'
        ? `[open a pull request from \`${view.branch}\`](${view.compareUrl})`
        : '';
  return `\n\n**${inertMarkdown(model)}.** ${outcomes[outcome].replace('{view}', shown)}\n\n`;
}

/** As many data sets as one looks at. */
const MOST_ROWS = 30;

/** Writes it. */
export function retrainText(facts: RetrainFacts): RetrainText {
  const { model, changes } = facts;
  const until = changes
    .flatMap(({ after }) => after?.range?.to.slice(0, 10) ?? [])
    .sort()
    .at(-1);
  const title = `Retrain ${model} on ${until === undefined ? 'refreshed data' : `data up to ${dayWords(until, until)} ${until.slice(0, 4)}`}`;
  const rows = changes.slice(0, MOST_ROWS).map(rowOf);
  const left = changes.length - rows.length;
  const body = [
    `${reasons[facts.cause](facts)} \`data.refresh\` fetched what is new, and nothing else changed.`,
    ['| data | rows | up to |', '| --- | ---: | --- |', ...rows].join('\n'),
    left === 0 ? '' : `And ${counted(left, 'more data sets')}.`,
    next(facts),
  ];
  return { title, body: body.filter(part => part !== '').join('\n\n') };
}

const reasons: Readonly<Record<RetrainCause, (facts: RetrainFacts) => string>> = {
  command: ({ model }) => `Asked for by \`/relevo retrain ${model}\`.`,
  degraded: ({ model, issue }) => `${model} got worse in production${issue === null ? '' : `, as #${issue} tells`}.`,
  schedule: ({ model }) => `${model} is retrained at the interval that \`monitor.retrain_every\` sets.`,
};

function rowOf({ path, before, after }: DataChange): string {
  const rows =
    after === null ? 'gone' : before === null ? count(after.rows) : `${count(before.rows)} → ${count(after.rows)}`;
  return `| ${inertMarkdown(path)} | ${rows} | ${upTo(before)}${before === null || after === null ? '' : ' → '}${upTo(after)} |`;
}

const upTo = (data: LockedData | null): string =>
  data === null ? '' : data.range === null ? '–' : inertMarkdown(data.range.to.slice(0, 10));

function next({ production, promote, isByActions }: RetrainFacts): string {
  const judged = production === null ? 'A first version is judged' : `It is compared with v${production}`;
  const then = promote === 'by-command' ? 'After the merge, `/relevo promote` promotes it' : 'Merging promotes it';
  const wait = isByActions
    ? ' GitHub holds back the checks of a pull request that a job opened, until somebody approves their run below.'
    : '';
  return `${judged} as every change is, in a comment here. ${then} when it passes.${wait}`;
}
