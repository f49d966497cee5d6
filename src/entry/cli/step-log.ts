// Steps and a child's output on stderr, so that stdout stays the answer's.
import type { Log } from '../../ports.ts';
import type { Context } from './context.ts';
import { painter, printable } from './style.ts';

/** Tells steps as they begin, and shows what children write, dimmed and inert. */
export function logTo(context: Context): Log {
  const paint = painter(context, 'stderr');
  return {
    step: text => {
      context.stderr.write(`${paint('cyan', '›')} ${printable(text)}\n`);
      context.status.begin(text);
    },
    output: line => void context.stderr.write(`${paint('dim', `  | ${printable(line)}`)}\n`),
  };
}
