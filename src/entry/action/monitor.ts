// Looks at production's logs in a job that can only read, and fetches new data where a retraining is due; leaves a document a
// model for the job that may write.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { logFiles } from '../../adapters/log-files.ts';
import { writeRefreshed } from '../../adapters/refresh-folder.ts';
import { LayeredBlobs } from '../../adapters/registry/layered-blobs.ts';
import { TarBlobs } from '../../adapters/registry/tar-blobs.ts';
import { createRefresher } from '../../adapters/training/command-refresher.ts';
import type { ModelConfig } from '../../config/config.ts';
import { watchModel } from '../../flows/monitor/monitor.ts';
import { refreshWhenDue } from '../../flows/retrain/refresh-when-due.ts';
import { watchFile } from '../../report/watch-file.ts';
import { worstState } from '../../report/watch-outputs.ts';
import type { Watch } from '../../report/watch-schema.ts';
import { version } from '../../version.ts';
import { type Local, modelsNamed, openLocal } from '../cli/local.ts';
import { retrainAsked } from './event.ts';
import { type ReadRegistry, readRegistry } from './github.ts';
import type { MonitorInputs } from './inputs.ts';
import type { Job } from './job.ts';
import { contextOf } from './local-context.ts';

interface Surroundings {
  readonly job: Job;
  readonly local: Local;
  readonly registry: ReadRegistry;
  readonly output: string;
  /** The model that a person asked to be retrained; null on a schedule. */
  readonly asked: string | null;
}

/** Looks at every model that is watched, or at the one that a person asked to be retrained, and writes what it found. */
export async function monitor(inputs: MonitorInputs, job: Job): Promise<void> {
  const output = inputs.output ?? join(job.env.RUNNER_TEMP ?? job.cwd, 'relevo');
  const registry = readRegistry(inputs.token, job);
  const local = await openLocal(contextOf(job), inputs.config, job.log);
  const asked = retrainAsked(job.event);
  const watches: Watch[] = [];
  const failures: unknown[] = [];
  try {
    if (asked !== null) modelsNamed(local, [asked]);
    const models = modelsNamed(local, inputs.models).filter(isWanted(asked));
    // A schedule stands in every workflow; that nothing is watched is no failure of the job.
    if (models.length === 0) return job.log.step(nothingToDo(inputs.config, asked));
    const around = { job, local, registry, output, asked };
    for (const model of models) if (model.monitor !== null) watches.push(await look(model, around));
    setOutputs(watches, output, job);
    // Then the repository's own commands; what was seen is told, whatever becomes of them.
    for (const model of models) {
      const watch = watches.find(one => one.model === model.name) ?? null;
      await refresh(model, watch, around).catch((thrown: unknown) => void failures.push(thrown));
    }
  } finally {
    job.log.end();
    await registry.clear();
    await local.clear();
  }
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1)
    throw new AggregateError(failures, `${failures.length} models’ data could not be refreshed.`);
}

function setOutputs(watches: readonly Watch[], output: string, job: Job): void {
  job.setOutput('state', worstState(watches.map(({ state }) => state)));
  job.setOutput(
    'models',
    watches.map(({ model }) => model),
  );
  job.setOutput('output', output);
}

const isWanted =
  (asked: string | null) =>
  ({ name, monitor: declared }: ModelConfig): boolean =>
    asked === null ? declared !== null : name === asked;

const nothingToDo = (config: string, asked: string | null): string =>
  asked === null
    ? `${config} declares no \`monitor\`, so nothing is watched`
    : `${asked} is retrained by another job of this run`;

async function look(model: ModelConfig, { job, local, registry, output }: Surroundings): Promise<Watch> {
  job.log.step(`${model.name}: reading what production predicted`);
  const folder = join(output, 'watch');
  await mkdir(folder, { recursive: true });
  const blobs = new LayeredBlobs(new TarBlobs(join(output, 'blobs')), registry.blobsOf([model.name, ...model.was]));
  const ports = { ...local, ledger: registry.ledger, blobs, logs: logFiles };
  const watch = await watchModel({ model, relevo: version, signal: job.signal }, ports);
  await writeFile(join(folder, watchFile(model.name)), `${JSON.stringify(watch, null, 2)}\n`);
  return watch;
}

async function refresh(model: ModelConfig, watch: Watch | null, around: Surroundings): Promise<void> {
  const { job, local, registry, output, asked } = around;
  const { ledger, proposals } = registry;
  const ports = { ...local, ledger, proposals, refresher: createRefresher(job.env) };
  const { lock } = local;
  const commit = (await local.checkout.head()).commit ?? job.event.sha;
  const wanted = { model, watch, isAsked: asked === model.name, lock, relevo: version, commit };
  const due = await refreshWhenDue(wanted, ports);
  if (due === null) return;
  await writeRefreshed(due, { root: local.root, output: join(output, 'refresh') }, local.workshop);
}
