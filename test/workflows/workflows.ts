// Every workflow that runs here or that users get: the files of this repository, of its examples, and what init writes.
import { formatWorkflow } from '../../src/config/proposal-text.ts';
import { listFiles, readText } from '../repository.ts';

/** A workflow, and what tests call it. */
export interface NamedWorkflow {
  readonly name: string;
  readonly text: string;
}

const branches = ['main', 'release/1.x', '1.0', 'on', 'fix#1', "it's,here"];

/** All of them. */
export const workflows: readonly NamedWorkflow[] = [
  ...listFiles(/(^|\/)\.github\/workflows\/[^/]+\.ya?ml$/).map(file => ({ name: file, text: readText(file) })),
  ...branches.map(branch => ({ name: `relevo init, on ${branch}`, text: formatWorkflow(branch) })),
];
