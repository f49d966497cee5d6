// What foreign code threw, told to its author.
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The error's own words, with the first place that lies in a folder. */
export function describeThrown(thrown: unknown, folder: string): string {
  if (!(thrown instanceof Error)) return `it threw ${String(thrown)}`;
  const places = (thrown.stack ?? '').matchAll(/\(?((?:file:|\/|[A-Z]:\\)[^()\n]*?):(\d+)(?::\d+)?\)?$/gm);
  for (const [, url = '', line] of places) {
    const file = url.startsWith('file:') ? fileURLToPath(url) : url;
    const path = relative(folder, file);
    if (!path.startsWith('..')) return `${thrown.name}: ${thrown.message} (${path}, line ${line})`;
  }
  return `${thrown.name}: ${thrown.message}`;
}
