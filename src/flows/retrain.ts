// Refreshed data become one pull request: evaluated, shown and merged as every other change. The data were fetched by a job that
// may only read; here it is seen to that they are the model's data and nothing else.
import type { ModelConfig } from '../config/config.ts';
import { faultOfPath } from '../core/artifact-path.ts';
import { changesOf, type DataChange, readLock } from '../core/lock.ts';
import { foldState } from '../core/model-state.ts';
import { fail } from '../errors.ts';
import type { PullRequest, RepositoryFacts, WorkflowRun } from '../ports/github.ts';
import type { ProposedFile } from '../ports/proposals.ts';
import type { PathPatterns } from '../ports.ts';
import type { RetrainView } from '../report/issue-view.ts';
import {
  MOST_REFRESH_BYTES,
  REFRESH_DOCUMENT,
  REFRESH_FILES,
  REFRESHED,
  type RefreshDocument,
  readRefresh,
} from '../report/refresh-document.ts';
import { type RetrainFacts, retrainText } from '../report/retrain-text.ts';
import { isUploadFor } from '../report/upload-name.ts';
import { LOCK } from './lock-data.ts';
import { branchView, openOf, retrainBranch } from './retrain/standing.ts';
import type { Standing, TrustedPorts } from './trusted-ports.ts';
import { branchOf, holds } from './trusted-runs.ts';

/** Everything that this needs from the world. */
export interface RetrainPorts
  extends Pick<TrustedPorts, 'repository' | 'runs' | 'proposals' | 'ledger' | 'tars' | 'log'> {
  readonly patterns: PathPatterns;
}

/** Which model, and which run refreshed its data. */
export interface RetrainRequest {
  /** As the default branch declares it. */
  readonly model: ModelConfig;
  readonly standing: Standing;
  readonly run: WorkflowRun;
  /** The folder of the config file, with which every path of its data sets begins: `''`, or `models/`. */
  readonly root: string;
  /** The model's issue, where it has one that is open. */
  readonly issue: number | null;
}

/** What came of it. */
export interface Retrained {
  readonly outcome:
    | 'opened'
    | 'updated'
    | 'unchanged'
    | 'branch'
    | 'declined'
    | 'answered'
    | 'nothing-new'
    | 'not-refreshed';
  readonly view: RetrainView;
  /** What the pull request was opened with; null where none was. */
  readonly told: RetrainFacts | null;
}

/** What the reading job lets through, and the document and the lock. */
const MOST_BYTES = MOST_REFRESH_BYTES + 20_000_000;

/** Brings refreshed data into a pull request. Done twice, it is the same one. */
export async function retrain(request: RetrainRequest, ports: RetrainPorts): Promise<Retrained> {
  const { model, run } = request;
  const left = await findRefresh(model.name, run, ports);
  if (left === null) return without('not-refreshed');
  const { upload, document } = left;
  const refresh = readRefresh(document);
  const folder = await ports.tars.fresh(`refresh-${model.name}`);
  const facts = await ports.repository.facts();
  const { files, changes } = await trusted(refresh, { ...request, facts, folder, upload }, ports);
  if (files.length === 0) return without('nothing-new');
  await ports.runs.download(upload, folder, MOST_BYTES);
  return propose({ ...request, facts, files, changes, cause: (refresh as RefreshDocument).cause }, ports);
}

/** A matrix leaves an upload a model. */
async function findRefresh(
  model: string,
  run: WorkflowRun,
  { runs }: Pick<RetrainPorts, 'runs'>,
): Promise<{ readonly upload: number; readonly document: string } | null> {
  for (const { id, name, expired } of await runs.artifacts(run.id)) {
    if (expired || !isUploadFor(model, REFRESHED, name)) continue;
    const document = await runs.text(id, `${model}/${REFRESH_DOCUMENT}`, MOST_BYTES);
    if (document !== null) return { upload: id, document };
  }
  return null;
}

const without = (outcome: Retrained['outcome']): Retrained => ({
  outcome,
  view: { kind: 'none', can: true },
  told: null,
});

interface Taken {
  readonly files: readonly ProposedFile[];
  readonly changes: readonly DataChange[];
}

interface Taking extends RetrainRequest {
  readonly facts: RepositoryFacts;
  readonly folder: string;
  readonly upload: number;
}

/** The files, once nothing speaks against them. */
async function trusted(refresh: RefreshDocument | null, taking: Taking, ports: RetrainPorts): Promise<Taken> {
  const { model, run, root, facts, folder } = taking;
  const refuse = (reason: string) => fail('retrain-untrusted', { model: model.name, reason });
  if (refresh === null || refresh.model !== model.name) throw refuse('Their document is none of this model');
  const isOurs = run.headRepositoryId === facts.id && run.headBranch === facts.defaultBranch;
  if (!isOurs || refresh.commit !== run.headSha)
    throw refuse('They were not fetched for a commit of the default branch');
  if (!(await holds(await branchOf(facts, ports), run.headSha, ports))) {
    throw refuse(`Their commit is not on ${facts.defaultBranch} any more`);
  }
  const strange = refresh.paths.find(path => path !== LOCK && !isDataOf(model, path, ports.patterns));
  if (strange !== undefined) throw refuse(`${JSON.stringify(strange)} is none of the model’s data sets`);
  const changes = await lockChanges(taking, ports);
  const other = changes.find(({ path }) => !isDataOf(model, path, ports.patterns));
  if (other !== undefined) throw refuse(`${LOCK} changes ${JSON.stringify(other.path)}, which is none of the model’s`);
  const paths = refresh.paths.length === 0 ? [] : [...new Set([...refresh.paths, LOCK])];
  const from = `${folder}/${model.name}/${REFRESH_FILES}`;
  const files = paths.map(path => ({ path: `${root}${path}`, file: `${from}/${path}` }));
  return { files, changes };
}

/** Data that the model declares; whatever it declares, nothing that git or GitHub reads as more than data. */
function isDataOf({ dir, train, holdout }: ModelConfig, path: string, patterns: PathPatterns): boolean {
  const prefix = dir === '.' ? '' : `${dir}/`;
  if (faultOfPath(path) !== undefined || !path.startsWith(prefix) || /(?:^|\/)\.git/i.test(path)) return false;
  const within = path.slice(prefix.length);
  return within === holdout.data || patterns.select([within], train.data).length > 0;
}

/** What the new relevo.lock pins differently from the commit's. */
async function lockChanges({ model, run, root, upload }: Taking, ports: RetrainPorts): Promise<readonly DataChange[]> {
  const text = await ports.runs.text(upload, `${model.name}/${REFRESH_FILES}/${LOCK}`, MOST_BYTES);
  const before = await ports.repository.text(run.headSha, `${root}${LOCK}`);
  if (text === null) return [];
  const [old, now] = [before === null ? null : readLock(before), readLock(text)];
  if (!now.ok) throw fail('retrain-untrusted', { model: model.name, reason: `Their ${LOCK} is none: ${now.reason}` });
  return changesOf(old?.ok === true ? old.data : [], now.data);
}

interface Proposal extends RetrainRequest, Taken {
  readonly facts: RepositoryFacts;
  readonly cause: RefreshDocument['cause'];
}

/** The open pull request is brought up to date by command alone; without one, a branch is begun at the run's commit. */
async function propose(proposal: Proposal, ports: RetrainPorts): Promise<Retrained> {
  const { model, run, files, facts, cause } = proposal;
  const branch = retrainBranch(model.name);
  const pulls = await ports.proposals.from(branch);
  const open = openOf(pulls);
  if (open === undefined && pulls.some(({ closedAt }) => isAfter(closedAt, run))) return without('answered');
  const tip = await ports.repository.commit(open?.headSha ?? `heads/${branch}`);
  const isWritten = tip !== null && isAfter(tip.at, run);
  const message = `Refresh the data of ${model.name}`;
  if (open !== undefined) {
    const sha =
      cause === 'command' && !isWritten
        ? await ports.proposals.commit({ branch, parent: open.headSha, message, files, instead: false })
        : open.headSha;
    return { outcome: sha === open.headSha ? 'unchanged' : 'updated', view: viewOf(open, facts), told: null };
  }
  ports.log.step(`putting refreshed data of ${model.name} on ${branch}`);
  const sha = isWritten
    ? tip.sha
    : await ports.proposals.commit({ branch, parent: run.headSha, message, files, instead: true });
  if (sha === run.headSha) return without('nothing-new');
  if (cause !== 'command' && (await wasDeclined(sha, pulls, ports))) return without('declined');
  return openPull(proposal, branch, ports);
}

/**
 * A run is told again after a crash, a lost webhook or a look around, days later: whatever happened on its branch since it began
 * came of its data, or of later ones, or of a person.
 */
const isAfter = (at: string | null, { startedAt }: WorkflowRun): boolean =>
  at !== null && Date.parse(at) > Date.parse(startedAt);

/** A person closed a pull request with the same data: that is not fought over. */
async function wasDeclined(
  sha: string,
  pulls: readonly PullRequest[],
  { repository }: Pick<RetrainPorts, 'repository'>,
): Promise<boolean> {
  const last = pulls.find(({ state, merged }) => state === 'closed' && !merged);
  if (last === undefined) return false;
  const [mine, theirs] = await Promise.all([repository.commit(sha), repository.commit(last.headSha)]);
  return mine !== null && mine.tree === theirs?.tree;
}

async function openPull(proposal: Proposal, branch: string, ports: RetrainPorts): Promise<Retrained> {
  const { model, standing, changes, cause, issue, facts } = proposal;
  const { production } = foldState((await ports.ledger.read(model.name)).entries);
  const told = {
    model: model.name,
    changes,
    cause,
    issue,
    production: production?.version ?? null,
    promote: model.promote,
    isByActions: standing.writer === 'actions',
  };
  const pull = await ports.proposals.open({ branch, ...retrainText(told) });
  if (pull !== null) return { outcome: 'opened', view: viewOf(pull, facts), told };
  ports.log.step('the settings do not let Actions open pull requests; the branch is there, and a link in the issue');
  return { outcome: 'branch', view: branchView(branch, facts), told: null };
}

const viewOf = ({ number }: PullRequest, { url }: RepositoryFacts): RetrainView => ({
  kind: 'pull-request',
  number,
  url: `${url}/pull/${number}`,
});

/** Names the issue in a pull request that was opened before it. */
export async function citeIssue(
  { view, told }: Retrained,
  issue: number,
  { proposals }: Pick<RetrainPorts, 'proposals'>,
): Promise<void> {
  if (view.kind !== 'pull-request' || told === null || told.cause !== 'degraded' || told.issue === issue) return;
  await proposals.rewrite(view.number, retrainText({ ...told, issue }));
}
