// Puts foreign text wherever a view can hold some: what a report, a config, a person or a repository may be called.
import type { PullRequestView } from '../../src/report/pull-request-view.ts';

/** Keys whose text somebody else wrote. Addresses come from GitHub itself and are tested apart. */
const foreignKeys: ReadonlySet<string> = new Set(
  `model id by branch name path backend note metric given reason expected message what why remedy now because rows head
   file nearest hint tree method code commit`
    .split(/\s+/)
    .filter(key => key !== ''),
);
const foreignLists: ReadonlySet<string> = new Set(['last_lines', 'command', 'rules', 'known', 'range']);
/** Records whose keys are foreign too. */
const foreignRecords: ReadonlySet<string> = new Set(['slice', 'id']);

/** The view with each foreign text replaced; equal texts are replaced by equal ones. */
export function poisoned(view: PullRequestView, poison: (text: string) => string): PullRequestView {
  return replaced(view, '', poison) as PullRequestView;
}

function replaced(value: unknown, key: string, poison: (text: string) => string): unknown {
  if (typeof value === 'string') return foreignKeys.has(key) ? poison(value) : value;
  if (Array.isArray(value)) {
    return value.map(item =>
      foreignLists.has(key) && typeof item === 'string' ? poison(item) : replaced(item, key, poison),
    );
  }
  if (typeof value !== 'object' || value === null) return value;
  const isRecord = foreignRecords.has(key);
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) =>
      isRecord && typeof item === 'string' ? [poison(name), poison(item)] : [name, replaced(item, name, poison)],
    ),
  );
}
