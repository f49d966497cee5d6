// Everything that must hold before a judged candidate becomes production, as one table.
import type { Asking, Stay } from './decision.ts';
import type { Digest } from './digest.ts';
import type { EventOf } from './ledger-event.ts';
import type { ModelState, Version } from './model-state.ts';

/** What is known of a run at this moment, each fact from where it cannot be forged. */
export interface PromotionFacts {
  readonly judged: EventOf<'evaluated'>;
  /** Why the run is none of the configured workflow's push runs in this repository; null when it is one, or was made here. */
  readonly distrust: string | null;
  /** Its commit is the head of the default branch now. */
  readonly isHead: boolean;
  /** The training digest at that head; null when it is not known. */
  readonly headTraining: Digest | null;
  /** The commit came to the default branch by a merged pull request. */
  readonly merged: boolean;
  /** `promote:` of the model's config. */
  readonly setting: 'on-merge' | 'on-push' | 'by-command';
}

/** A wish to promote. `command`: a person asked for it; with `because`, the verdict is overridden. */
export interface PromotionRequest extends Asking {
  readonly command: { readonly because: string | null } | null;
}

/** One run, one state and one request, as the conditions see them. */
export interface Case {
  readonly state: ModelState;
  readonly facts: PromotionFacts;
  readonly judged: EventOf<'evaluated'>;
  readonly request: PromotionRequest;
  /** The version that this artifact is already. */
  readonly known: Version | undefined;
  /** Why a person overrides the verdict; null when nobody does. */
  readonly because: string | null;
}

interface Condition extends Pick<Stay, 'kind' | 'code' | 'remedy'> {
  /** Judgement is asked of new versions only: a return to a known one was judged when it was made. */
  readonly newOnly?: true;
  /** Why production stays; null when the condition holds. */
  readonly why: (given: Case) => string | null;
}

/** All that must hold, in the order in which a reader wants to be told: what cannot be mended, what moved, what is awaited. */
export const conditions: readonly Condition[] = [
  {
    kind: 'nothing',
    code: 'in-production',
    why: ({ state, judged }) =>
      judged.artifact !== null && judged.artifact === state.production?.artifact
        ? `It is v${state.production.version}, which is in production.`
        : null,
    remedy: null,
  },
  {
    kind: 'refuse',
    code: 'untrusted',
    why: ({ facts }) => facts.distrust,
    remedy: 'Promote a run that the configured workflow made for a push to the default branch of this repository.',
  },
  {
    kind: 'refuse',
    code: 'not-on-default-branch',
    why: ({ judged }) =>
      judged.origin === 'push' || judged.origin === 'local' ? null : `It was evaluated for ${places[judged.origin]}.`,
    remedy: 'Merge the pull request; the run on the default branch is the one that can be promoted.',
  },
  {
    kind: 'refuse',
    code: 'dirty',
    why: ({ judged }) =>
      judged.dirty || judged.commit === null ? 'It was made from files that no commit holds.' : null,
    remedy: 'Commit the changes and evaluate again.',
  },
  {
    kind: 'refuse',
    code: 'not-judged',
    why: ({ judged, known }) =>
      judged.artifact === null || (known === undefined && !isCompared(judged))
        ? 'It ended before there was a candidate with a comparison.'
        : null,
    remedy: 'Read in its report what failed, mend it and evaluate again.',
  },
  {
    kind: 'refuse',
    code: 'pruned',
    why: ({ state, judged }) =>
      judged.artifact !== null && state.pruned.has(judged.artifact) ? 'Its artifact was let go, as `keep` says.' : null,
    remedy: 'Evaluate its commit again, which makes it anew.',
  },
  {
    kind: 'wait',
    code: 'moved',
    why: ({ facts, judged }) =>
      facts.isHead || facts.headTraining === judged.training
        ? null
        : 'The default branch has moved on to other inputs since.',
    remedy: 'The run of the newest commit is the one that can be promoted.',
  },
  {
    kind: 'refuse',
    code: 'rolled-back-before',
    why: ({ state, judged, request }) =>
      request.command === null && state.rolledBack.some(one => isSame(one, judged))
        ? 'It was in production before and was rolled back.'
        : null,
    remedy: 'Promote it by command if it shall return.',
  },
  {
    kind: 'wait',
    code: 'stale',
    newOnly: true,
    why: ({ state, judged }) =>
      judged.baseline === (state.production?.event ?? null)
        ? null
        : `It was compared with ${nameOf(state, judged.baseline)}, but ${nameOf(state, state.production?.event ?? null)} is in production now.`,
    remedy: 'Evaluate it again, against what is in production.',
  },
  {
    kind: 'nothing',
    code: 'identical',
    newOnly: true,
    why: ({ state, judged }) =>
      judged.outcome === 'identical' && state.production !== null
        ? `It predicts exactly what v${state.production.version} does.`
        : null,
    remedy: null,
  },
  {
    kind: 'refuse',
    code: 'verdict',
    newOnly: true,
    why: ({ judged, because }) =>
      judged.verdict === 'pass' || because !== null ? null : `Its verdict is ${judged.verdict}.`,
    remedy: 'Improve the candidate, or promote it by command with a reason, which is recorded.',
  },
  {
    kind: 'wait',
    code: 'yardstick',
    newOnly: true,
    why: given => (given.because === null ? changedYardstick(given) : null),
    remedy: 'Change yardstick and model one after the other, or promote by command with a reason, which is recorded.',
  },
  {
    kind: 'wait',
    code: 'frozen',
    why: ({ state: { frozen } }) =>
      frozen === null
        ? null
        : `The model was frozen by ${frozen.by}${frozen.reason === null ? '' : `: ${frozen.reason}`}.`,
    remedy: 'Unfreeze the model.',
  },
  {
    kind: 'wait',
    code: 'awaits-command',
    why: ({ facts, request }) => {
      if (request.command !== null || facts.setting === 'on-push') return null;
      if (facts.setting === 'by-command') return 'The config promotes by command only.';
      return facts.merged ? null : 'The config promotes on merge, and no merged pull request brought this commit.';
    },
    remedy: 'Promote it by command.',
  },
];

function isCompared({ comparison, holdout, yardstick }: EventOf<'evaluated'>): boolean {
  return comparison !== null && holdout !== null && yardstick !== null;
}

function isSame(one: ModelState['rolledBack'][number], judged: EventOf<'evaluated'>): boolean {
  return one.artifact === judged.artifact || one.training === judged.training;
}

/** A production event by the version that it put in use; a first version's baseline is no event. */
export function nameOf(state: ModelState, event: Digest | null): string {
  if (event === null) return 'the best constant';
  const production = state.productions.find(one => one.event === event);
  return production === undefined ? 'an unknown version' : `v${production.version}`;
}

const places: Readonly<Record<'branch' | 'pull-request' | 'fork' | 'merge-group', string>> = {
  branch: 'another branch',
  'pull-request': 'a pull request',
  fork: 'a pull request from a fork',
  'merge-group': 'a merge queue',
};

/**
 * What keeps a candidate from being judged by a yardstick that changed in the same breath. Rules must be the former ones, or
 * both passed. Fresh rows under known rules cannot be asked twice: what is retrained on newer data has seen the former
 * holdout. Production predicted the fresh rows as well, so they are enough once somebody reviewed them: in a merged pull
 * request, which shows them as a change of relevo.lock, or by command.
 */
export function changedYardstick({ state, judged, facts, request }: Omit<Case, 'known' | 'because'>): string | null {
  const { yardstick } = state;
  if (yardstick === null) return null;
  const { rules, holdout, former } = judged;
  const passedFormer = former !== null && former.rules === yardstick.rules && former.verdict === 'pass';
  if (rules !== yardstick.rules && !passedFormer)
    return 'Metrics or policy changed since the last promotion, and it has not passed under the former ones too.';
  const isReviewed = facts.merged || request.command !== null;
  return holdout === yardstick.holdout || isReviewed
    ? null
    : 'The holdout changed since the last promotion, and no merged pull request brought the new one.';
}
