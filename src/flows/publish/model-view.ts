// What the surfaces show of one model: the run's claim beside what the ledger says of production.
import type { ModelConfig } from '../../config/config.ts';
import { rulesChanges } from '../../config/rules-changes.ts';
import type { ModelState } from '../../core/model-state.ts';
import type { WorkflowRun } from '../../ports/github.ts';
import type { Effect, ModelView, Settings, Standing, VersionPoint } from '../../report/pull-request-view.ts';
import type { Report } from '../../report/report-schema.ts';
import type { RunOfModel } from '../../report/run-document.ts';
import type { RunFacts } from './run-facts.ts';

/** What is known of a model beside the run's claim. */
export interface ModelFacts {
  readonly facts: RunFacts;
  readonly state: ModelState;
  /** The model's config at the commit; null when it cannot be read there. */
  readonly config: ModelConfig | null;
  /** The config at the commit that production came from; null when there is none to compare with. */
  readonly former: ModelConfig | null;
  /** What was decided on the default branch; null before that, and for pull requests. */
  readonly decided: Effect | null;
  /** Where the page of the run can be had; null where it left none. */
  readonly page: string | null;
  /** Where a version's release stands. */
  readonly releaseUrl: (version: number) => string;
}

/** Lays a claim beside what is known. */
export function modelView(claim: RunOfModel, known: ModelFacts): ModelView {
  const { state, config, facts } = known;
  const { production } = state;
  return {
    model: claim.model,
    run: runRef(facts.run),
    standing: standingOf(claim, state),
    production: production === null ? null : { version: production.version, url: known.releaseUrl(production.version) },
    effect: known.decided ?? effectOf(claim, known),
    frozen: state.frozen === null ? null : { by: state.frozen.by, reason: state.frozen.reason },
    yardstick: claim.kind === 'reported' ? yardstickOf(claim.report, known) : null,
    touched: claim.kind !== 'reported' || isTouched(claim.report, state),
    settings: settingsOf(config),
    versions: versionsOf(state, config),
    page: claim.kind === 'reported' ? known.page : null,
  };
}

/** The run that tells. */
export const runRef = ({ id, attempt, url }: WorkflowRun): ModelView['run'] => ({ id, attempt, url });

/** Without a config nothing may be named, and nothing that is undecided passes for more. */
const settingsOf = (config: ModelConfig | null): Settings => ({
  inconclusive: config?.policy.inconclusive ?? 'neutral',
  rows: config?.report.rows ?? 'none',
});

function standingOf(claim: RunOfModel, { production }: ModelState): Standing {
  switch (claim.kind) {
    case 'reported': {
      const now = production === null ? null : `v${production.version}`;
      const isStale =
        claim.report.baseline.event !== (production?.event ?? null) && !isPromotedSince(claim.report, production);
      return { kind: 'reported', report: claim.report, stale: isStale && now !== null ? { now } : null };
    }
    case 'not-trained':
      return { kind: 'not-trained', when: claim.when };
    case 'no-report':
      return { kind: 'no-report', why: claim.why, remedy: claim.remedy };
  }
}

/** Its own promotion does not make a report stale. */
const isPromotedSince = ({ digests }: Report, production: ModelState['production']): boolean =>
  production !== null && digests.candidate === production.artifact;

function effectOf(claim: RunOfModel, { state, facts, config }: ModelFacts): Effect {
  if (facts.origin === 'push') return { kind: 'deciding' };
  const known =
    claim.kind === 'reported'
      ? state.versions.findLast(({ made }) => made.artifact === claim.report.digests.candidate)
      : undefined;
  if (known !== undefined && known.version !== state.production?.version)
    return { kind: 'returning', to: known.version };
  const makes = Math.max(0, ...state.versions.map(({ version }) => version)) + 1;
  return { kind: 'merging', makes, by: config?.promote === 'by-command' ? 'command' : 'merge' };
}

/** What of the yardstick changed since the last promotion; null when nothing did. */
function yardstickOf(report: Report, { state, config, former }: ModelFacts): ModelView['yardstick'] {
  const { yardstick } = state;
  if (yardstick === null) return null;
  const { rules, holdout } = report.digests;
  const rows = yardstick.holdout === holdout ? null : freshRows(report);
  if (yardstick.rules === rules) return rows === null ? null : { rules: [], rows };
  const named = config === null || former === null ? [] : rulesChanges(former, config);
  return { rules: named.length > 0 ? named : ['metrics or policy'], rows };
}

const freshRows = ({ data }: Report): string => {
  const holdout = data.find(({ part }) => part === 'holdout');
  return holdout === undefined ? 'other rows' : `now ${holdout.rows.toLocaleString('en-US')} rows`;
};

/** Whether anything differs from what the default branch was last evaluated with. */
function isTouched({ digests }: Report, { runs }: ModelState): boolean {
  const last = runs.findLast(({ judged }) => judged.origin === 'push')?.judged;
  return last === undefined || last.training !== digests.training || last.yardstick !== digests.yardstick;
}

function versionsOf({ versions }: ModelState, config: ModelConfig | null): VersionPoint[] {
  const [primary] = config?.metrics ?? [];
  if (primary === undefined) return [];
  return versions.map(({ version, made }) => ({
    version,
    value: made.metrics[primary] ?? null,
    holdout: made.holdout,
  }));
}
