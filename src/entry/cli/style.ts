// Colour, only where it means something and only where somebody sees it.
import { styleText } from 'node:util';
import type { TerminalStyle } from '../../report/comparison-terminal.ts';
import type { Context } from './context.ts';

type Format = Parameters<typeof styleText>[0];

/** Colours a text, or returns it as it is when nobody would see the colour. */
export type Paint = (format: Format, text: string) => string;

/** Whether a stream of this call takes colours: NO_COLOR first, then FORCE_COLOR, then whether it is a terminal. */
export function hasColors(context: Pick<Context, 'env' | 'isTerminal'>, stream: 'stdout' | 'stderr'): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = context.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return context.isTerminal[stream] && TERM !== 'dumb';
}

/** The brush for a stream of this call. */
export function painter(context: Pick<Context, 'env' | 'isTerminal'>, stream: 'stdout' | 'stderr'): Paint {
  // Node 22 and later would ask the process's own streams and environment again.
  if (hasColors(context, stream)) return (format, text) => styleText(format, text, { validateStream: false });
  return (_format, text) => text;
}

/** How a report is drawn on the answer's stream. */
export function terminalStyle(context: Pick<Context, 'env' | 'isTerminal'>): TerminalStyle {
  const paint = painter(context, 'stdout');
  const emoji = context.isTerminal.stdout && hasColors(context, 'stdout');
  return { paint: (style, text) => paint(style, text), emoji };
}

const control = /(?![\n\t])[\p{Cc}\p{Bidi_Control}]/gu;

/** Foreign text with its control characters made visible, so that a file's content cannot drive the terminal. */
export function printable(text: string): string {
  return text.replace(control, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
