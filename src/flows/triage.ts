// What a look at production leads to: the ledger, the one issue of the model, the job's summary. The look was made by a job that
// may only read, and is believed no more than its document holds together.
import type { ModelConfig } from '../config/config.ts';
import type { Sha256 } from '../core/digest.ts';
import { fail } from '../errors.ts';
import { readWatch } from '../report/read-watch.ts';
import { type WatchOutputs, watchOutputs } from '../report/watch-outputs.ts';
import type { Watch } from '../report/watch-schema.ts';
import { watchSummary } from '../report/watch-summary.ts';
import { recordWatch, type WatchRecord } from './monitor/record.ts';
import { retrainStanding } from './retrain/standing.ts';
import { type IssuePorts, type KeptIssue, keepIssue } from './triage/keep-issue.ts';
import { RELEVO, type Standing, type TrustedPorts } from './trusted-ports.ts';
import { requireTurn } from './turn.ts';

/** Everything that triage needs from the world. */
export interface TriagePorts extends IssuePorts, Pick<TrustedPorts, 'repository' | 'proposals'> {
  readonly sha256: Sha256;
  /** Adds to the job's summary. */
  readonly summarize: (markdown: string) => Promise<void>;
}

/** One model's document. */
export interface TriageRequest {
  readonly model: ModelConfig;
  readonly standing: Standing;
  /** The text that the reading job left. */
  readonly text: string;
}

/** What came of it. */
export interface Triaged {
  readonly outcome: WatchRecord['outcome'];
  /** Why nothing follows from a stale look. */
  readonly why: string | null;
  readonly state: Watch['state'];
  readonly issue: KeptIssue | null;
  readonly outputs: WatchOutputs;
}

/** Acts on one look. Done twice, it changes nothing the second time; two at once make one of everything. */
export async function triage({ model, standing, text }: TriageRequest, ports: TriagePorts): Promise<Triaged> {
  const reading = readWatch(text, model.name, ports.clock.now());
  if (!reading.ok) throw fail('watch-untrusted', { model: model.name, reason: reading.reason });
  const { watch } = reading;
  const record = await recordWatch(
    { watch, by: RELEVO, writer: standing.writer, requireTurn: now => requireTurn(model.name, now, standing) },
    ports,
  );
  const { outcome, why, state, entries } = record;
  // The summary first: it cannot be lost to what GitHub refuses later.
  await ports.summarize(watchSummary(watch, state, why));
  const retrain = await retrainStanding(model, ports);
  const issue = outcome === 'stale' ? null : await keepIssue({ model, standing, watch, entries, retrain }, ports);
  const outputs = watchOutputs(watch, state, { issue: issue?.url ?? '', retrain });
  return { outcome, why, state: watch.state, issue, outputs };
}
