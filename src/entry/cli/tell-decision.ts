// A decision about production on this terminal, and how the call ends.
import type { Decision } from '../../core/decision.ts';
import type { Context } from './context.ts';
import { exitCodes } from './exit-code.ts';
import { painter, printable } from './style.ts';

/** What was asked for: a run's model and how to say what did not happen. */
export interface Asked {
  readonly model: string;
  readonly what: 'promoted' | 'rolled back';
}

/** Says what was decided, why, and what would change it. Production that stays although it was asked to change is 1. */
export function tellDecision(asked: Asked, decision: Decision, json: boolean, context: Context): void {
  const paint = painter(context, 'stdout');
  const { model } = asked;
  context.stdout.write(
    json ? `${JSON.stringify({ model, ...decision }, null, 2)}\n` : `${told(asked, decision, paint)}\n`,
  );
  context.conclude(decision.kind === 'promote' || decision.kind === 'nothing' ? exitCodes.pass : exitCodes.fail);
}

function told({ model, what }: Asked, decision: Decision, paint: ReturnType<typeof painter>): string {
  switch (decision.kind) {
    case 'promote': {
      const now = `${model} v${decision.event.version} is in production now.`;
      return `${paint('green', printable(now))} ${printable(decision.reason)}`;
    }
    case 'nothing':
      return `${model}: nothing to do. ${printable(decision.reason)}`;
    case 'wait':
    case 'refuse': {
      const remedy = decision.remedy === null ? '' : `\n  ${paint('dim', 'fix:')} ${printable(decision.remedy)}`;
      return `${paint('yellow', `${model}: not ${what}.`)} ${printable(decision.reason)}${remedy}`;
    }
  }
}
