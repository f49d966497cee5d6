// A run's claims become what people see: a summary, a check on the commit, one comment on the pull request. On the default
// branch, what was decided is told with it.
import type { Config, ModelConfig } from '../../config/config.ts';
import { keyLines } from '../../config/key-lines.ts';
import { parseConfig } from '../../config/parse.ts';
import type { Decision } from '../../core/decision.ts';
import type { Sha256 } from '../../core/digest.ts';
import type { LedgerEntry } from '../../core/ledger.ts';
import { foldState, type ModelState } from '../../core/model-state.ts';
import { productionCommit } from '../../core/production-commit.ts';
import type { Checks, Repository, Runs, Threads } from '../../ports/github.ts';
import type { Ledger, Log } from '../../ports.ts';
import type { ConfigSource } from '../../report/annotations.ts';
import { checkFace } from '../../report/check.ts';
import type { PullRequestView } from '../../report/pull-request-view.ts';
import type { RunOfModel } from '../../report/run-document.ts';
import { jobSummary } from '../../report/summary.ts';
import { byNames } from '../continued-ledger.ts';
import { recordRun } from '../record-run.ts';
import type { Standing } from '../trusted-ports.ts';
import { requireTurn, requireTurns } from '../turn.ts';
import { effectOf } from './decided-effect.ts';
import { modelView, runRef } from './model-view.ts';
import { type RunClaims, readRun } from './read-run.ts';
import { findRunFacts, owesReport, type RunFacts, runId } from './run-facts.ts';
import { settleComment } from './settle-comment.ts';
import { checkMark, checkName, isNewer } from './told-check.ts';

/** Everything that publishing needs from the world. */
export interface PublishPorts {
  readonly repository: Repository;
  readonly runs: Runs;
  readonly threads: Threads;
  readonly checks: Checks;
  readonly ledger: Ledger;
  readonly log: Log;
  readonly sha256: Sha256;
  /** Adds to the job's summary. */
  readonly summarize: (markdown: string) => Promise<void>;
}

/** Which run is told, and how what it leads to is decided. */
export interface PublishRequest {
  /** GitHub's number of the run; which attempt it is, GitHub tells. */
  readonly run: number;
  readonly config: string;
  /** The file whose runs are told, where an event alone says which run it is; any by default. */
  readonly only?: string;
  readonly standing: Standing;
  /** Decides about a model on the default branch, and carries it out. */
  readonly decide: (model: ModelConfig) => Promise<Decision>;
}

/** What was published. */
export interface Published {
  readonly facts: RunFacts;
  readonly view: PullRequestView;
  /** Where the comment stands; null where none is wanted. */
  readonly comment: string | null;
}

/** Publishes one run. It acts on state: told twice, it writes once; told late, it leaves what is newer alone. */
export async function publish(request: PublishRequest, ports: PublishPorts): Promise<Published> {
  const facts = await findRunFacts(await ports.runs.get(request.run), ports.repository);
  if (request.only !== undefined && facts.run.path !== request.only) return nothingToTell(facts);
  const claims = await readRun(facts, ports);
  if (claims.isEmpty && (claims.isExcused || !owesReport(facts))) return nothingToTell(facts);
  const config = await configAt(facts.run.headSha, request.config, ports.repository);
  // By the names of the commit itself, which a rename may have changed.
  const named = config.config === null ? ports : byNames(ports, config.config);
  const view = await viewOf(claims, { request, facts, config }, named);
  // The summary first: it cannot be lost to what GitHub refuses later.
  await ports.summarize(jobSummary(view));
  await settleCheck(view, { facts, source: config.source, file: request.config }, ports);
  const comment = await tellPullRequest(view, facts, ports.threads);
  return { facts, view, comment };
}

function nothingToTell(facts: RunFacts): Published {
  const view = { place: 'branch', fork: facts.origin === 'fork', head: facts.run.headSha } as const;
  return { facts, view: { ...view, models: [], known: null, config: null }, comment: null };
}

interface ConfigAt {
  readonly config: Config | null;
  readonly source: ConfigSource;
}

/** The config at the commit itself, read from GitHub: a claim about it would be the run's own. */
async function configAt(commit: string, path: string, repository: Repository): Promise<ConfigAt> {
  const text = await repository.text(commit, path);
  const parsed = text === null ? null : parseConfig(text, path);
  const config = parsed !== null && 'config' in parsed ? parsed.config : null;
  return { config, source: { file: path, lineOf: keyLines(text ?? '', path) } };
}

interface About {
  readonly request: PublishRequest;
  readonly facts: RunFacts;
  readonly config: ConfigAt;
}

async function viewOf(claims: RunClaims, about: About, ports: PublishPorts): Promise<PullRequestView> {
  const { facts, config, request } = about;
  if (claims.config !== null) await requireTurns(request.standing, ports.ledger);
  const models = [];
  for (const claim of claimsOf(claims, config.config)) {
    models.push(await oneModel(claim, { ...about, page: claims.pageOf(claim.model) }, ports));
  }
  return {
    place:
      facts.origin === 'merge-group' ? 'merge-group' : facts.pullRequest?.state === 'open' ? 'pull-request' : 'branch',
    fork: facts.origin === 'fork',
    head: facts.run.headSha,
    models,
    known: config.config === null ? null : Object.keys(config.config.models),
    config: claims.config === null ? null : configView(claims.config.problems, { request, facts }),
  };
}

/** The problems as the run tells them; which file they are about is known here. */
function configView(
  problems: NonNullable<RunClaims['config']>['problems'],
  { request, facts }: Pick<About, 'request' | 'facts'>,
): PullRequestView['config'] {
  const told = problems.map(({ nearest, hint, ...problem }) => ({
    ...problem,
    ...(nearest === undefined ? {} : { nearest }),
    ...(hint === undefined ? {} : { hint }),
  }));
  return { file: request.config, run: runRef(facts.run), problems: told };
}

/** A run that left nothing is told for every model that the config declares: silence would look like success. */
function claimsOf(claims: RunClaims, config: Config | null): readonly RunOfModel[] {
  const why = claims.refused.length > 0 ? `what the run left is not as Relevo writes it: ${claims.refused[0]}` : null;
  if (!claims.isEmpty && why === null) return claims.models;
  const told = new Set(claims.models.map(({ model }) => model));
  const missing = Object.keys(config?.models ?? {}).filter(model => !told.has(model));
  return [
    ...claims.models,
    ...missing.map(
      (model): RunOfModel => ({
        kind: 'no-report',
        model,
        why: why ?? 'the run ended before it could write one',
        remedy: 'Read the log of its job `evaluate`, mend what it says, and run it again.',
      }),
    ),
  ];
}

async function oneModel(
  claim: RunOfModel,
  { request, facts, config, page }: About & { readonly page: string | null },
  ports: PublishPorts,
) {
  const model = config.config?.models[claim.model] ?? null;
  const state = await recorded(claim, { request, facts }, ports);
  const isDecided = model !== null && facts.origin === 'push' && claim.kind === 'reported';
  const decision = isDecided ? await request.decide(model) : null;
  const entries = decision === null ? [] : (await ports.ledger.read(claim.model)).entries;
  const releaseUrl = (version: number): string => releasePage(facts, claim.model, version);
  return modelView(claim, {
    facts,
    state: decision === null ? state : foldState(entries),
    config: model,
    former: await formerConfig(claim, state, request.config, ports.repository),
    decided: decision === null ? null : effectOf({ run: runId(facts.run), decision, entries }, releaseUrl),
    page,
    releaseUrl,
  });
}

const releasePage = ({ repository }: RunFacts, model: string, version: number): string =>
  `${repository.url}/releases/tag/${encodeURIComponent(model)}/v${version}`;

/** A fork's numbers are shown and never kept; a comparison that was known is kept again only where it can be promoted. */
async function recorded(
  claim: RunOfModel,
  { request, facts }: { request: PublishRequest; facts: RunFacts },
  ports: PublishPorts,
): Promise<ModelState> {
  const isKept =
    claim.kind === 'reported' &&
    facts.origin !== 'fork' &&
    (!claim.reused || facts.origin === 'push') &&
    claim.report.training.how !== 'not-trained';
  const { standing } = request;
  const guard = (entries: readonly LedgerEntry[]): void => requireTurn(claim.model, foldState(entries), standing);
  if (isKept) {
    const pullRequest = facts.pullRequest?.number ?? null;
    const record = { report: claim.report, writer: standing.writer, pullRequest, guard };
    return foldState((await recordRun(record, ports)).entries);
  }
  const { entries } = await ports.ledger.read(claim.model);
  guard(entries);
  return foldState(entries);
}

/** Asked for only when the rules are not those of the last promotion. */
async function formerConfig(
  claim: RunOfModel,
  state: ModelState,
  path: string,
  repository: Repository,
): Promise<ModelConfig | null> {
  if (claim.kind !== 'reported' || state.yardstick === null || claim.report.digests.rules === state.yardstick.rules)
    return null;
  const commit = productionCommit(state);
  const text = commit === null ? null : await repository.text(commit, path);
  const parsed = text === null ? null : parseConfig(text, path);
  return parsed !== null && 'config' in parsed ? (parsed.config.models[claim.model] ?? null) : null;
}

async function settleCheck(
  view: PullRequestView,
  { facts, source, file }: { facts: RunFacts; source: ConfigSource; file: string },
  { checks, sha256 }: Pick<PublishPorts, 'checks' | 'sha256'>,
): Promise<void> {
  if (view.models.length === 0 && view.config === null) return;
  const { headSha } = facts.run;
  const name = checkName(file);
  const ours = await checks.find(headSha, name);
  const face = checkFace(view, source);
  const mark = checkMark(facts.run, face, sha256);
  if (ours.length === 0) await checks.create(headSha, name, mark, face);
  // Two who create at once leave two, which GitHub keeps for ever: then both say the same.
  for (const check of ours) {
    const isSaid = check.externalId === mark || isNewer(check, facts.run);
    if (!isSaid) await checks.update(check.id, mark, face);
  }
}

/** A run of a commit that is no longer the head tells nobody anything new. */
async function tellPullRequest(view: PullRequestView, facts: RunFacts, threads: Threads): Promise<string | null> {
  const { pullRequest, run, origin } = facts;
  if (pullRequest === null) return null;
  const isCurrent = origin === 'push' ? pullRequest.mergeCommit === run.headSha : pullRequest.headSha === run.headSha;
  if (!isCurrent) return null;
  return (await settleComment(pullRequest.number, view, threads))?.url ?? null;
}
