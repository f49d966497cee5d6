// Looks at production's logs in a job that can only read, and leaves a document a model for the job that may write.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { logFiles } from '../../adapters/log-files.ts';
import { LayeredBlobs } from '../../adapters/registry/layered-blobs.ts';
import { TarBlobs } from '../../adapters/registry/tar-blobs.ts';
import { watchModel } from '../../flows/monitor/monitor.ts';
import type { Watch } from '../../report/watch-schema.ts';
import { version } from '../../version.ts';
import { modelsNamed, openLocal } from '../cli/local.ts';
import { readRegistry } from './github.ts';
import type { MonitorInputs } from './inputs.ts';
import type { Job } from './job.ts';
import { contextOf } from './local-context.ts';
import { watchFile } from './watch-file.ts';

/** Looks at every model that is watched, and writes what it found. */
export async function monitor(inputs: MonitorInputs, job: Job): Promise<void> {
  const output = inputs.output ?? join(job.env.RUNNER_TEMP ?? job.cwd, 'relevo');
  const folder = join(output, 'watch');
  const registry = readRegistry(inputs.token, job);
  const local = await openLocal(contextOf(job), inputs.config, job.log);
  const watches: Watch[] = [];
  try {
    const models = modelsNamed(local, inputs.models).filter(model => model.monitor !== null);
    // A schedule stands in every workflow; that nothing is watched is no failure of the job.
    if (models.length === 0) return job.log.step(`${inputs.config} declares no \`monitor\`, so nothing is watched`);
    await mkdir(folder, { recursive: true });
    for (const model of models) {
      job.log.step(`${model.name}: reading what production predicted`);
      const blobs = new LayeredBlobs(new TarBlobs(join(output, 'blobs')), registry.blobsOf([model.name, ...model.was]));
      const ports = { ...local, ledger: registry.ledger, blobs, logs: logFiles };
      const watch = await watchModel({ model, relevo: version, signal: job.signal }, ports);
      await writeFile(join(folder, watchFile(model.name)), `${JSON.stringify(watch, null, 2)}\n`);
      watches.push(watch);
    }
  } finally {
    job.log.end();
    await registry.clear();
    await local.clear();
  }
  job.setOutput('state', worst(watches));
  job.setOutput(
    'models',
    watches.map(({ model }) => model),
  );
  job.setOutput('output', output);
}

/** The order in which states are worse; of several models the worst is told. */
const states = ['healthy', 'recovered', 'unknown', 'degraded'] as const;

const worst = (watches: readonly Watch[]): Watch['state'] | '' =>
  states.findLast(state => watches.some(watch => watch.state === state)) ?? '';
