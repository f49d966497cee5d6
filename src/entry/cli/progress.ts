// Progress for whoever waits at a terminal: one line on stderr, rewritten a few times a second and gone at the end.
import type { Table } from '../../ports.ts';
import type { Context } from './context.ts';

const silentMs = 500;
const betweenMs = 100;
const eraseLine = '\r\u001b[K';

/** A line about what is going on; nothing at all where stderr is no terminal. */
export interface Progress {
  tell(text: string): void;
  end(): void;
}

/** Begins to show progress; work that is done at once shows none. */
export function startProgress(context: Pick<Context, 'stderr' | 'isTerminal' | 'now'>): Progress {
  if (!context.isTerminal.stderr) return { tell: () => undefined, end: () => undefined };
  let next = context.now().getTime() + silentMs;
  let isShown = false;
  return {
    tell(text) {
      const now = context.now().getTime();
      if (now < next) return;
      next = now + betweenMs;
      isShown = true;
      context.stderr.write(`${eraseLine}${text}`);
    },
    end() {
      if (isShown) context.stderr.write(eraseLine);
      isShown = false;
    },
  };
}

/** The same table, whose rows are counted for the progress while they are read. */
export function countRows(table: Table, progress: Progress): Table {
  return {
    name: table.name,
    columns: () => table.columns(),
    digest: () => table.digest(),
    async *read(wanted) {
      for await (const batch of table.read(wanted)) {
        progress.tell(`${table.name}: ${(batch.firstRow + batch.rows).toLocaleString('en')} rows`);
        yield batch;
      }
      progress.end();
    },
  };
}
