// Steps and a child's output in the job's log: what foreign programs print is folded, and commands in it are disarmed.
import { randomBytes } from 'node:crypto';
import type { Log } from '../../ports.ts';
import { disarmLine, type Fence, fenceOutput } from '../../report/workflow-commands.ts';

/** A log, and how its last fold is closed. */
export interface JobLog extends Log {
  end(): void;
}

/** Writes lines to the job's log. */
export function logTo(write: (line: string) => void): JobLog {
  let fence: Fence | null = null;
  let title = 'output';
  const end = (): void => {
    for (const line of fence?.after ?? []) write(line);
    fence = null;
  };
  return {
    end,
    step(text) {
      end();
      title = text;
      write(disarmLine(text));
    },
    output(line) {
      if (fence === null) {
        fence = fenceOutput(title, randomBytes(16).toString('hex'));
        for (const opening of fence.before) write(opening);
      }
      // Inside the fence the runner obeys nothing; a line is one line all the same.
      write(line.replace(/[\r\n]+/g, ' '));
    },
  };
}
