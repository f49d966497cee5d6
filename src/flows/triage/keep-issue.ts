// The model's issue brought in line with the ledger: what it says is compared with what is so, and the difference written.
import type { ModelConfig } from '../../config/config.ts';
import type { LedgerEntry } from '../../core/ledger.ts';
import { foldState, type ModelState } from '../../core/model-state.ts';
import { fail } from '../../errors.ts';
import type { Issue } from '../../ports/github.ts';
import { issueText } from '../../report/issue.ts';
import { changeComment } from '../../report/issue-comment.ts';
import { tellsEvent } from '../../report/issue-mark.ts';
import { type IssuePlan, type KnownIssue, planIssue } from '../../report/issue-plan.ts';
import type { IssueView, RetrainView } from '../../report/issue-view.ts';
import { issueView } from '../../report/watch-issue.ts';
import { type Watch, watchSchema } from '../../report/watch-schema.ts';
import type { Standing, TrustedPorts } from '../trusted-ports.ts';
import { findIssue, type MarkedIssue, openIssue } from './find-issue.ts';

/** What is told, and where from. */
export interface Telling {
  readonly model: ModelConfig;
  readonly standing: Standing;
  readonly watch: Watch;
  readonly entries: readonly LedgerEntry[];
  readonly retrain: RetrainView;
}

/** The issue, and what was done to it. */
export interface KeptIssue {
  readonly number: number;
  readonly url: string;
  readonly action: 'opened' | 'reopened' | 'closed' | 'updated' | 'unchanged' | 'acknowledged';
}

/** What this takes of GitHub and the registry. */
export type IssuePorts = Pick<TrustedPorts, 'issues' | 'threads' | 'ledger' | 'clock' | 'log'>;

/** Keeps the issue; null where there is none and none is due. */
export async function keepIssue(telling: Telling, ports: IssuePorts): Promise<KeptIssue | null> {
  const found = await findIssue(telling.model.name, ports.issues);
  const plan = planIssue(knownOf(found), situationOf(foldState(telling.entries), ports));
  if (plan.kind !== 'acknowledge') return carryOut(plan, found, telling, ports);
  const entries = await acknowledge(plan.signals, found?.issue ?? null, telling, ports);
  const again = planIssue(knownOf(found), situationOf(foldState(entries), ports));
  const kept = await carryOut(again, found, { ...telling, entries }, ports);
  return kept?.action === 'unchanged' ? { ...kept, action: 'acknowledged' } : kept;
}

const knownOf = (found: MarkedIssue | null): KnownIssue | null =>
  found === null ? null : { state: found.issue.state, closedAt: found.issue.closedAt, mark: found.mark };

function situationOf({ alarm, snoozedUntil }: ModelState, { clock }: IssuePorts) {
  const now = clock.now();
  const isSnoozed = snoozedUntil !== null && Date.parse(snoozedUntil) > now.getTime();
  return { worse: alarm?.signals ?? null, acknowledged: alarm?.acknowledged ?? [], isSnoozed, now };
}

async function carryOut(
  plan: IssuePlan,
  found: MarkedIssue | null,
  telling: Telling,
  ports: IssuePorts,
): Promise<KeptIssue | null> {
  switch (plan.kind) {
    case 'open':
      return open(plan.told, telling, ports);
    case 'update':
      return found === null ? null : update(plan, found.issue, telling, ports);
    case 'nothing':
    case 'acknowledge':
      return found === null ? null : kept(found.issue, 'unchanged');
  }
}

const kept = ({ number, url }: Issue, action: KeptIssue['action']): KeptIssue => ({ number, url, action });

async function open(told: readonly string[], telling: Telling, ports: IssuePorts): Promise<KeptIssue | null> {
  const { view } = await situationView(telling, ports);
  if (view === null) return null;
  const { name, monitor } = telling.model;
  ports.log.step(`opening the issue of ${name}`);
  const { labels, assignees } = monitor?.issue ?? { labels: [], assignees: [] };
  const { issue } = await openIssue(name, { text: issueText(view, told), labels, assignees }, ports.issues);
  return kept(issue, 'opened');
}

type Update = Extract<IssuePlan, { kind: 'update' }>;

/** The comment comes first: it is known again by its event, and the mark in the issue says that all is told. */
async function update(
  { state, comment, fresh, told }: Update,
  issue: Issue,
  telling: Telling,
  ports: IssuePorts,
): Promise<KeptIssue> {
  const { view, event } = await situationView(telling, ports);
  if (view === null) return kept(issue, 'unchanged');
  if (comment !== null) await sayOnce(issue.number, event, changeComment(view, comment, { event, fresh }), ports);
  const { title, body } = issueText(view, told);
  const isSame = title === issue.title && plain(body) === plain(issue.body) && state === issue.state;
  if (isSame) return kept(issue, 'unchanged');
  const moved = state === issue.state ? 'updated' : state === 'open' ? 'reopened' : 'closed';
  ports.log.step(`${moved === 'updated' ? 'updating' : moved.replace(/ed$|d$/, 'ing')} the issue of ${view.model}`);
  await ports.issues.update(issue.number, { title, body, ...(state === issue.state ? {} : { state }) });
  return kept(issue, moved);
}

const plain = (text: string): string => text.replaceAll('\r\n', '\n').trim();

async function sayOnce(number: number, event: string, body: string, { threads }: IssuePorts): Promise<void> {
  const said = await threads.comments(number);
  if (!said.some(comment => comment.isOurs && tellsEvent(comment.body, event))) await threads.write(number, body);
}

interface Situation {
  readonly view: IssueView | null;
  /** The ledger's event that is told. */
  readonly event: string;
}

/** The open alarm; or the last one that ended, as it was shown when it ended. */
async function situationView(telling: Telling, ports: IssuePorts): Promise<Situation> {
  const { entries, model, retrain } = telling;
  const state = foldState(entries);
  const ofKind = (kind: 'degraded' | 'recovered') => entries.findLast(({ event }) => event.event === kind);
  const alarmEntry = ofKind('degraded');
  const backEntry = ofKind('recovered');
  const degraded = alarmEntry?.event;
  if (degraded?.event !== 'degraded') return { view: null, event: '' };
  const alarmed = await documentOf(model.name, degraded.report, ports);
  const back = backEntry?.event.event === 'recovered' ? backEntry.event.report : null;
  const isOver = state.alarm === null;
  const watch = isOver ? ((await documentOf(model.name, back, ports)) ?? telling.watch) : telling.watch;
  const view = issueView({
    watch,
    alarmed,
    status: isOver ? 'recovered' : 'worse',
    alarm: { production: degraded.production, signals: degraded.signals },
    state,
    acknowledged: state.alarm?.acknowledged ?? [],
    snoozedUntil: situationOf(state, ports).isSnoozed ? state.snoozedUntil : null,
    retrain,
  });
  return { view, event: (isOver ? backEntry : alarmEntry)?.id ?? '' };
}

/** The document that came with an event. */
async function documentOf(model: string, report: string | null, { ledger }: IssuePorts): Promise<Watch | null> {
  if (report === null) return null;
  const read = watchSchema.safeParse(JSON.parse(await ledger.report(model, report as `sha256:${string}`)));
  return read.success ? read.data : null;
}

const ATTEMPTS = 5;

/** Writes down that a person closed the issue. */
async function acknowledge(
  signals: readonly string[],
  issue: Issue | null,
  { model, standing }: Telling,
  { ledger, clock, log }: IssuePorts,
): Promise<readonly LedgerEntry[]> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { head, entries } = await ledger.read(model.name);
    const known = foldState(entries).alarm;
    if (known === null || signals.every(name => known.acknowledged.includes(name))) return entries;
    log.step(`noting that the issue of ${model.name} was closed by hand`);
    const event = {
      event: 'acknowledged',
      model: model.name,
      at: clock.now().toISOString(),
      by: issue?.closedBy ?? 'somebody',
      writer: standing.writer,
      signals,
      reason: 'The issue was closed by hand.',
    } as const;
    const appended = await ledger.append({ model: model.name, head, events: [event], reports: [] });
    if (appended.outcome === 'appended') return [...entries, ...appended.entries];
  }
  throw fail('ledger-busy', { model: model.name });
}
