// What a reader must know beside the numbers: that merging returns, that something is withheld, frozen or only claimed.
import { inertMarkdown, inertMarkdownSentence } from './inert.ts';
import { isHeldByRules } from './model-line.ts';
import type { ModelView, PullRequestView } from './pull-request-view.ts';

/** A paragraph each, with its point in bold. */
export function modelNotes(view: ModelView, pull: Pick<PullRequestView, 'fork'>): string[] {
  return [effectNote(view), frozenNote(view), yardstickNote(view), pull.fork ? claims : null].filter(
    note => note !== null,
  );
}

const claims =
  '**Claims of a fork.** Its own code computed these numbers, so nothing is promoted on them: after merging, the default branch is evaluated and judged afresh.';

function effectNote({ effect, production }: ModelView): string | null {
  switch (effect.kind) {
    case 'returning':
      return `**A return to v${effect.to}.** The inputs are those of v${effect.to} again, so merging is a rollback to it, whatever the verdict here: v${effect.to} was judged when it was made.`;
    case 'returned':
      return `**v${effect.version} is in production again.**${sentence(effect.reason)}`;
    case 'withheld': {
      const stays = production === null ? 'Nothing was promoted' : `v${production.version} stays`;
      return `**${stays}.**${sentence(effect.reason)}${sentence(effect.remedy)}`;
    }
    case 'promoted':
      return effect.because === null ? null : `**Promoted by command**, because${sentence(effect.because)}`;
    case 'merging':
    case 'deciding':
    case 'nothing':
      return null;
  }
}

const sentence = (text: string | null): string => (text === null ? '' : ` ${inertMarkdownSentence(text)}`);

function frozenNote({ frozen, effect }: ModelView): string | null {
  if (frozen === null || effect.kind === 'withheld') return null;
  const reason = frozen.reason === null ? '' : `: ${inertMarkdownSentence(frozen.reason)}`;
  return `**Frozen** by ${inertMarkdown(frozen.by)}${reason}. Nothing is promoted until \`/relevo unfreeze\`.`;
}

/** Both verdicts, since only both together promote. */
function yardstickNote(view: ModelView): string | null {
  const { yardstick, standing } = view;
  if (yardstick === null || standing.kind !== 'reported') return null;
  const rows = yardstick.rows === null ? '' : `**The holdout changed**: ${inertMarkdown(yardstick.rows)}.`;
  if (yardstick.rules.length === 0) return rows === '' ? null : `${rows} Both models were judged on the new rows.`;
  const { verdict, former } = standing.report;
  const changes = yardstick.rules.slice(0, MOST_CHANGES).map(inertMarkdown).join(', ');
  const more = yardstick.rules.length > MOST_CHANGES ? ` and ${yardstick.rules.length - MOST_CHANGES} more` : '';
  const before = former === null ? 'the former ones could not be applied' : `by the former ones: ${former.verdict}`;
  const follows = isHeldByRules(view) ? ' It is promoted only when it passes by both.' : '';
  return `${rows}${rows === '' ? '' : ' '}**The rules changed**: ${changes}${more}. Verdict by the new ones: ${verdict}; ${before}.${follows}`;
}

const MOST_CHANGES = 8;
