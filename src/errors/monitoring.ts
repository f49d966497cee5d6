// Failures of the watch on production.
import type { Rows } from './explanation.ts';

/** Failures of the watch on production. */
export const monitoringErrors = {
  'monitor-undeclared': (p: { model: string }) => ({
    what: `${p.model} is not watched.`,
    why: 'relevo.yml has no `monitor` for it, so there is nothing to read.',
    remedy: 'Add `monitor: { data: logs/*.csv }` to the model; docs/configuration.md describes every key.',
  }),
} satisfies Rows;
