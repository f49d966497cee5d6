// Runs what the job asked for: inputs in; annotations, outputs and a summary out.
import { getInput } from '@actions/core';
import { readInputs } from './inputs.ts';
import { validate } from './validate.ts';

/** Reads the inputs and does what their mode says. */
export async function run(): Promise<void> {
  const inputs = readInputs(getInput);
  switch (inputs.mode) {
    case 'validate':
      return validate(inputs.config);
  }
}
