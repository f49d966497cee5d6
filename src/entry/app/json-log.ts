// The log of the hosted App: one JSON object a line, so that a delivery can be followed from webhook to write.
import type { Writable } from 'node:stream';
import { RelevoError } from '../../errors.ts';
import type { Clock, Log } from '../../ports.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Writes lines. */
export interface JsonLog {
  info(message: string, fields: Fields): void;
  error(message: string, thrown: unknown, fields: Fields): void;
}

/** A log on a stream. */
export function createJsonLog(stream: Pick<Writable, 'write'>, clock: Clock): JsonLog {
  const write = (level: string, message: string, fields: Fields): void => {
    stream.write(`${JSON.stringify({ at: clock.now().toISOString(), level, message, ...fields })}\n`);
  };
  return {
    info: (message, fields) => write('info', message, fields),
    error: (message, thrown, fields) => write('error', message, { ...fields, ...describe(thrown) }),
  };
}

/** What the catalogue knows needs no stack. */
function describe(thrown: unknown): Fields {
  if (thrown instanceof RelevoError) {
    const { code, message: what, why, remedy } = thrown;
    return { code, what, why, remedy };
  }
  if (thrown instanceof AggregateError) return { errors: thrown.errors.map(describe) };
  return thrown instanceof Error ? { what: thrown.message, stack: thrown.stack } : { what: String(thrown) };
}

/** The log that flows write their steps to. */
export const logSteps = (log: JsonLog, fields: Fields): Log => ({
  step: text => log.info(text, fields),
  output: () => undefined,
});
