// A model's first line on GitHub: the answer, what merging does, and how grave it is beside other models.
import { inertMarkdown } from './inert.ts';
import type { Effect, ModelView, PullRequestView } from './pull-request-view.ts';
import { type Consequence, type RunLine, runLine, startsTraining } from './run-words.ts';

/** What a line comes to, gravest first: the order in which several models are told. */
export const gravities = ['unreadable', 'broken', 'fails', 'withheld', 'undecided', 'waits', 'passes', 'same'] as const;

/** How grave a line is. */
export type Gravity = (typeof gravities)[number];

/** A sign for the eye, the answer, and how grave it is. */
export interface ModelLine extends RunLine {
  readonly gravity: Gravity;
}

/** The model's first line; `inert` makes foreign text harmless where it will stand. */
export function modelLine(
  view: ModelView,
  pull: Pick<PullRequestView, 'fork'>,
  inert: (text: string) => string = inertMarkdown,
): ModelLine {
  const { standing } = view;
  const name = inert(view.model);
  const consequence = consequenceOf(view, pull.fork);
  switch (standing.kind) {
    case 'not-trained':
      return {
        sign: '⏸️',
        text: `${name}: not trained on this push; ${startsTraining[standing.when]}`,
        gravity: 'waits',
      };
    case 'no-report': {
      const why = inert(standing.why.replace(/\.$/, ''));
      return { sign: '💥', text: `${name}: left no report: ${why}; ${consequence.otherwise}`, gravity: 'broken' };
    }
    case 'reported': {
      const { report, stale } = standing;
      if (stale === null) return withGravity(runLine({ ...report, model: view.model }, consequence, inert), view);
      const text = `${name}: compared with ${inert(report.baseline.name)}, but ${inert(stale.now)} is in production now; comparing again`;
      return { sign: '⏳', text, gravity: 'waits' };
    }
  }
}

const bySign: Readonly<Record<RunLine['sign'], Gravity>> = {
  '💥': 'broken',
  '❌': 'fails',
  '⚠️': 'undecided',
  '⏳': 'waits',
  '⏸️': 'waits',
  '🆕': 'passes',
  '✅': 'passes',
  '➖': 'same',
};

function withGravity(line: RunLine, { effect }: ModelView): ModelLine {
  const gravity = bySign[line.sign];
  const isWithheld = effect.kind === 'withheld' && gravity === 'passes';
  return isWithheld ? { ...line, sign: '⏸️', gravity: 'withheld' } : { ...line, gravity };
}

/** All that what follows depends on. */
export type Situation = Pick<ModelView, 'production' | 'effect' | 'frozen' | 'yardstick' | 'standing'>;

/** What follows a pass, anything else, and a candidate that predicts the same. */
export function consequenceOf(view: Situation, fork: boolean): Consequence {
  const { production, effect } = view;
  const version = production === null ? null : `v${production.version}`;
  const all = (text: string): Consequence => ({ pass: text, otherwise: text, identical: text });
  if (fork) return all('by the fork’s own account, so merging evaluates it again');
  const stays = version === null ? 'nothing is promoted' : `${version} stays`;
  const done = (text: string): Consequence => ({
    ...all(text),
    identical: version === null ? text : 'nothing changes',
  });
  switch (effect.kind) {
    case 'merging':
      return merging(view, effect, version);
    case 'returning':
      return all(view.frozen === null ? `merging returns to v${effect.to}` : `frozen, so merging keeps ${version}`);
    case 'deciding':
      return { pass: 'promotion follows', otherwise: stays, identical: 'nothing changes' };
    case 'promoted':
      return all(`promoted as v${effect.version}${effect.because === null ? '' : ' by command'}`);
    case 'returned':
      return all(`v${effect.version} is back`);
    case 'withheld':
      return done(`withheld, so ${stays}`);
    case 'nothing':
      return done(stays);
  }
}

function merging(
  view: Situation,
  { makes, by }: Extract<Effect, { kind: 'merging' }>,
  version: string | null,
): Consequence {
  const keeps = version === null ? 'merging promotes nothing' : `merging keeps ${version}`;
  const hindrance = view.frozen !== null ? 'frozen' : isHeldByRules(view) ? 'its rules changed too' : null;
  const makesIt = by === 'merge' ? `merging makes it v${makes}` : `after merging, /relevo promote makes it v${makes}`;
  return {
    pass: hindrance === null ? makesIt : `${hindrance}, so ${keeps}`,
    otherwise: keeps,
    identical: 'merging changes nothing',
  };
}

/** Changed rules let a candidate through only when it passes under the former ones too. */
export function isHeldByRules({ yardstick, standing }: Pick<ModelView, 'yardstick' | 'standing'>): boolean {
  const isChanged = yardstick !== null && yardstick.rules.length > 0;
  return isChanged && standing.kind === 'reported' && standing.report.former?.verdict !== 'pass';
}
