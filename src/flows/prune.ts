// Lets go of what the config no longer keeps: said in the ledger first, so that nobody promotes or returns to it meanwhile.
import type { ModelConfig } from '../config/config.ts';
import type { LedgerEvent } from '../core/ledger-event.ts';
import { foldState } from '../core/model-state.ts';
import { type Keeping, type KeptModel, type Pruning, planPruning } from '../core/pruning.ts';
import type { Clock, Ledger, Log, Storage } from '../ports.ts';

/** How much is kept of each model of the config, and who lets go of the rest. */
export interface PruneRequest {
  readonly keep: ReadonlyMap<string, Keeping>;
  readonly by: string;
  readonly writer: LedgerEvent['writer'];
}

interface PrunePorts {
  readonly ledger: Ledger;
  readonly storage: Storage;
  readonly clock: Clock;
  readonly log: Log;
}

const ATTEMPTS = 5;

/** How much a config keeps of each of its models. */
export const keepingOf = (models: readonly ModelConfig[]): PruneRequest['keep'] =>
  new Map(models.map(({ name, keep: { versions, candidates } }) => [name, { versions, candidatesMs: candidates.ms }]));

/** Prunes the registry. Where others keep writing, it is left to the next time. */
export async function prune(request: PruneRequest, ports: PrunePorts): Promise<void> {
  const { ledger, storage, clock } = ports;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const models: KeptModel[] = [];
    for (const model of await ledger.models()) {
      const state = foldState((await ledger.read(model)).entries);
      models.push({ model, state, keep: request.keep.get(model) ?? null });
    }
    const plan = planPruning(models, await storage.list(), clock.now().toISOString());
    if (plan.removed.length === 0) return;
    if (!(await say(plan, { request, models }, ports))) continue;
    for (const digest of plan.removed) await storage.remove(digest);
    return;
  }
}

/** Appends what is let go; false when somebody wrote meanwhile. */
async function say(
  { said }: Pruning,
  { request, models }: { readonly request: PruneRequest; readonly models: readonly KeptModel[] },
  { ledger, clock, log }: PrunePorts,
): Promise<boolean> {
  for (const { model, state } of models) {
    const digests = said.get(model);
    if (digests === undefined) continue;
    const event: LedgerEvent = {
      event: 'pruned',
      model,
      at: clock.now().toISOString(),
      by: request.by,
      writer: request.writer,
      artifacts: [...digests],
    };
    const appended = await ledger.append({ model, head: state.head, events: [event], reports: [] });
    if (appended.outcome === 'conflict') return false;
    log.step(`${model}: let go of ${told(state, new Set(digests))}, as keep says`);
  }
  return true;
}

/** `v1, v2 and 3 candidates`. */
function told({ versions, runs }: KeptModel['state'], digests: ReadonlySet<string>): string {
  const gone = versions.filter(({ made }) => digests.has(made.artifact)).map(({ version }) => `v${version}`);
  const promoted = new Set<string>(versions.map(({ made }) => made.artifact));
  const candidates = new Set(
    runs
      .map(({ judged }) => judged.artifact)
      .filter(artifact => artifact !== null && digests.has(artifact) && !promoted.has(artifact)),
  ).size;
  const parts = [
    ...(gone.length === 0 ? [] : [gone.join(', ')]),
    ...(candidates === 0 ? [] : [candidates === 1 ? '1 candidate' : `${candidates} candidates`]),
  ];
  return parts.length === 0 ? 'old predictions' : parts.join(' and ');
}
