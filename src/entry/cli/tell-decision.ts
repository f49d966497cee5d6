// A decision about production on this terminal, and how the call ends.
import type { Decision } from '../../core/decision.ts';
import type { Context } from './context.ts';
import { exitCodes } from './exit-code.ts';
import { painter, printable } from './style.ts';

/** Says what was decided, why, and what would change it. Production that stays although it was asked to change is 1. */
export function tellDecision(model: string, decision: Decision, json: boolean, context: Context): void {
  const paint = painter(context, 'stdout');
  context.stdout.write(
    json ? `${JSON.stringify({ model, ...decision }, null, 2)}\n` : `${told(model, decision, paint)}\n`,
  );
  context.conclude(decision.kind === 'promote' || decision.kind === 'nothing' ? exitCodes.pass : exitCodes.fail);
}

function told(model: string, decision: Decision, paint: ReturnType<typeof painter>): string {
  switch (decision.kind) {
    case 'promote': {
      const what = `${model} v${decision.event.version} is in production now.`;
      return `${paint('green', printable(what))} ${printable(decision.reason)}`;
    }
    case 'nothing':
      return `${model}: nothing to do. ${printable(decision.reason)}`;
    case 'wait':
    case 'refuse': {
      const remedy = decision.remedy === null ? '' : `\n  ${paint('dim', 'fix:')} ${printable(decision.remedy)}`;
      return `${paint('yellow', `${model}: not promoted.`)} ${printable(decision.reason)}${remedy}`;
    }
  }
}
