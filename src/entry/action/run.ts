// Runs what the job asked for: inputs in; annotations, outputs and a summary out.
import { getInput } from '@actions/core';
import { type Inputs, readInputs } from './inputs.ts';
import type { Job } from './job.ts';
import { openJob } from './open-job.ts';

/** Reads the inputs and does what their mode says. Each mode's own work is loaded when it is asked for. */
export async function run(): Promise<void> {
  const inputs = readInputs(getInput);
  if (inputs.mode === 'validate') return (await import('./validate.ts')).validate(inputs.config);
  const job = await openJob();
  try {
    await runMode(inputs, job);
  } finally {
    job.log.end();
  }
}

type InJob = Exclude<Inputs, { mode: 'validate' }>;

/** Does what a mode does, in a job that is open. */
export async function runMode(inputs: InJob, job: Job): Promise<void> {
  switch (inputs.mode) {
    case 'evaluate':
      return (await import('./evaluate.ts')).evaluate(inputs, job);
    case 'publish':
      return (await import('./publish.ts')).publish(inputs, job);
    case 'monitor':
      return (await import('./monitor.ts')).monitor(inputs, job);
    case 'app':
      return (await import('./handle-event.ts')).handleEvent(inputs, job);
  }
}
