// What people are told who commanded something: a line a command, in the words of the ledger.
import type { Decision } from '../core/decision.ts';
import type { ModelState } from '../core/model-state.ts';
import { type Mistake, usageOf, type Verb, verbs } from '../core/slash-command.ts';
import { inertMarkdown, inertMarkdownSentence } from './inert.ts';

const strong = (model: string): string => `**${inertMarkdown(model)}**`;

/** What became of a promotion or a rollback. */
export function decisionAnswer(model: string, decision: Decision): string {
  const reason = inertMarkdownSentence(decision.reason);
  if (decision.kind !== 'promote') {
    const sign = decision.kind === 'nothing' ? '➖' : decision.kind === 'wait' ? '⏳' : '❌';
    const remedy = decision.remedy === null ? '' : ` ${inertMarkdownSentence(decision.remedy)}`;
    return `${sign} ${strong(model)}: production stays. ${reason}${remedy}`;
  }
  const { version } = decision.event;
  switch (decision.code) {
    case 'passed':
      return `✅ ${strong(model)}: v${version} is in production. ${reason}`;
    case 'forced':
      return `✅ ${strong(model)}: v${version} is in production against its verdict, which is recorded: ${reason}`;
    case 'returned':
      return `✅ ${strong(model)}: v${version} is in production again: ${reason}`;
  }
}

/** What is in production, since when, and what keeps it there or speaks against it. */
export function statusAnswer(model: string, state: ModelState): string {
  const { production, frozen, alarm, snoozedUntil, rolledBack } = state;
  const last = state.runs.findLast(({ judged }) => judged.origin === 'push')?.judged;
  const made = state.versions.findLast(({ version }) => version === production?.version)?.made;
  const facts = [
    production === null
      ? 'nothing is in production yet'
      : `v${production.version} is in production since ${day(production.since)}${made?.commit == null ? '' : `, from ${made.commit.slice(0, 7)}`}`,
    ...(frozen === null ? [] : [`frozen by ${inertMarkdown(frozen.by)}${because(frozen.reason)}`]),
    ...(alarm === null ? [] : [`worse since ${day(alarm.since)}: ${alarm.signals.map(inertMarkdown).join(', ')}`]),
    ...(snoozedUntil === null ? [] : [`the watch is quiet until ${day(snoozedUntil)}`]),
    ...(rolledBack.length === 0 ? [] : [`rolled back: ${rolledBack.length}`]),
    ...(last === undefined
      ? []
      : [`the default branch’s last run \`${last.run}\`: ${last.verdict}, on ${day(last.at)}`]),
  ];
  return `${strong(model)}: ${facts.join(' · ')}`;
}

const day = (at: string): string => at.slice(0, 10);
const because = (reason: string | null): string => (reason === null ? '' : `: ${inertMarkdownSentence(reason)}`);

/** One sentence about one model. */
export const modelAnswer = (sign: '✅' | '➖' | '❌', model: string, sentence: string): string =>
  `${sign} ${strong(model)}: ${inertMarkdownSentence(sentence)}`;

/** One sentence about no model in particular. */
export const plainAnswer = (sign: '✅' | '➖' | '❌', sentence: string): string =>
  `${sign} ${inertMarkdownSentence(sentence)}`;

/** How it is written, to somebody who wrote it in another way. */
export const mistakeAnswer = ({ mistake, usage }: Mistake): string =>
  `❌ ${inertMarkdownSentence(mistake)} It is written \`${usage}\`.`;

/** To somebody who may not. */
export const rightsAnswer = (login: string, needed: 'write' | 'maintain', doing: string): string =>
  `Thank you, ${inertMarkdown(login)}; ${doing} needs ${needed} access to this repository, so nothing was done.`;

/** The commands. */
export function helpAnswer(): string {
  const rows = (Object.keys(verbs) as Verb[]).map(verb => `| \`${usageOf(verb)}\` | ${verbs[verb].does} |`);
  return ['| command | what it does |', '| --- | --- |', ...rows].join('\n');
}
