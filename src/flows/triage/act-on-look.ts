// What a run of the reading job leads to for one model: its new data become a pull request first, so that the issue names it; then
// its look at production is told.
import type { ModelConfig } from '../../config/config.ts';
import type { WorkflowRun } from '../../ports/github.ts';
import { retrainSummary } from '../../report/retrain-text.ts';
import { retrainAddress, type WatchOutputs } from '../../report/watch-outputs.ts';
import { citeIssue, type Retrained, type RetrainPorts, retrain } from '../retrain.ts';
import { type TriagePorts, triage } from '../triage.ts';
import type { Standing } from '../trusted-ports.ts';
import { findIssue } from './find-issue.ts';

/** Everything that this needs from the world. */
export type LookPorts = TriagePorts & RetrainPorts;

/** One model, and the run that looked at it. */
export interface LookRequest {
  /** As the run's commit declares it. */
  readonly model: ModelConfig;
  readonly standing: Standing;
  readonly run: WorkflowRun;
  /** The folder of the config file: `''`, or `models/`. */
  readonly root: string;
  /** The text of the look; null where the run left none of this model. */
  readonly look: string | null;
}

/** Acts on it; null where the run left nothing about the model. What becomes of the data keeps nothing from being told. */
export async function actOnLook(request: LookRequest, ports: LookPorts): Promise<WatchOutputs | null> {
  const { model, standing, look } = request;
  const failures: unknown[] = [];
  const retrained = await bringIn(request, ports).catch((thrown: unknown) => {
    failures.push(thrown);
    return undefined;
  });
  const outputs = look === null ? null : await tell({ model, standing, look, retrained }, ports);
  if (retrained !== undefined) await ports.summarize(retrainSummary(model.name, retrained));
  if (failures.length > 0) throw failures[0];
  return outputs ?? (retrained === undefined ? null : unwatched(model.name, retrained));
}

/** Undefined where the run fetched nothing for this model. */
async function bringIn({ model, standing, run, root }: LookRequest, ports: LookPorts): Promise<Retrained | undefined> {
  if (model.data.refresh === null) return undefined;
  const known = await findIssue(model.name, ports.issues);
  const issue = known?.issue.state === 'open' ? known.issue.number : null;
  const retrained = await retrain({ model, standing, run, root, issue }, ports);
  return retrained.outcome === 'not-refreshed' ? undefined : retrained;
}

async function tell(
  told: { model: ModelConfig; standing: Standing; look: string; retrained: Retrained | undefined },
  ports: LookPorts,
): Promise<WatchOutputs> {
  const { model, standing, look, retrained } = told;
  const { issue, outputs } = await triage({ model, standing, text: look }, ports);
  if (issue !== null && retrained !== undefined) await citeIssue(retrained, issue.number, ports);
  return outputs;
}

function unwatched(model: string, { view }: Retrained): WatchOutputs {
  return { model, state: null, signals: [], version: '', issue: '', retrain: retrainAddress(view) };
}
