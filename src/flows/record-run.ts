// A judged run enters the ledger, with its report: on a laptop by whoever evaluated, on GitHub by the job that may write.
import type { Comparison } from '../core/comparison.ts';
import type { Digest, Sha256 } from '../core/digest.ts';
import type { EventOf, LedgerEvent } from '../core/ledger-event.ts';
import { fail } from '../errors.ts';
import type { Ledger, LedgerReading } from '../ports.ts';
import type { Report } from '../report/report-schema.ts';

/** A run's report, and what is known of the run beside it. */
export interface RunRecord {
  readonly report: Report;
  readonly writer: LedgerEvent['writer'];
  readonly pullRequest: number | null;
  /** Throws where the ledger, as it is then, is not to be written. */
  readonly guard?: (entries: LedgerReading['entries']) => void;
}

const ATTEMPTS = 5;

/**
 * Appends a run, once: when it stands there already, with the same report, the ledger stays as it is, and so it does when there
 * was nothing to judge, because nothing was trained.
 */
export async function recordRun(
  record: RunRecord,
  { ledger, sha256 }: { readonly ledger: Ledger; readonly sha256: Sha256 },
): Promise<LedgerReading> {
  const { model, training } = record.report;
  if (training.how === 'not-trained') return ledger.read(model);
  const text = reportText(record.report);
  const event = evaluatedEvent(record, sha256(text));
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { head, entries } = await ledger.read(model);
    record.guard?.(entries);
    if (entries.some(entry => isSame(entry.event, event))) return { head, entries };
    const appended = await ledger.append({ model, head, events: [event], reports: [text] });
    if (appended.outcome === 'appended') return { head: appended.head, entries: [...entries, ...appended.entries] };
  }
  throw fail('ledger-busy', { model });
}

/** The text under which a report is kept and found again by its SHA-256. */
export const reportText = (report: Report): string => `${JSON.stringify(report, null, 2)}\n`;

/** Told again once its pull request has moved on, GitHub vouches for its tree no more: what stands there was vouched for. */
function isSame(one: LedgerEvent, other: EventOf<'evaluated'>): boolean {
  if (one.event !== 'evaluated' || one.run !== other.run) return false;
  const isLessSure = one.tree !== null && other.tree === null;
  return (
    one.report === other.report || (isLessSure && one.artifact === other.artifact && one.verdict === other.verdict)
  );
}

/** The event of a run. The report was checked against its schema, which says what its digests look like. */
export function evaluatedEvent({ report, writer, pullRequest }: RunRecord, digest: Digest): EventOf<'evaluated'> {
  const { digests, verdict, outcome, former, run, baseline } = report;
  return {
    event: 'evaluated',
    model: report.model,
    at: run.at,
    by: run.by,
    writer,
    run: run.id,
    commit: run.commit,
    tree: run.tree,
    training: digests.training as Digest,
    origin: run.origin,
    pullRequest,
    dirty: run.dirty,
    artifact: digests.candidate as Digest | null,
    comparison: digests.comparison as Digest | null,
    predictions: digests.predictions as Digest | null,
    holdout: digests.holdout as Digest,
    rules: digests.rules as Digest,
    yardstick: digests.yardstick as Digest,
    baseline: baseline.event as Digest | null,
    verdict,
    outcome,
    former: former as { rules: Digest; verdict: typeof verdict } | null,
    report: digest,
    metrics: candidateMetrics(report.comparison),
  };
}

/** The candidate's value of every metric on all rows. */
const candidateMetrics = (comparison: Pick<Comparison, 'metrics'> | null): Record<string, number | null> =>
  Object.fromEntries(
    (comparison?.metrics ?? [])
      .filter(({ slice }) => slice === null)
      .map(({ metric, candidate }) => [metric, candidate]),
  );
