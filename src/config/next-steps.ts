// What is left to do after a proposal was written down, in order.
import { type Proposal, sidesOf } from './proposal.ts';

/** One thing to do: what to run or write, and what it is good for. */
export interface Step {
  readonly action: string;
  readonly purpose: string;
}

/** The steps from a proposal to a first run, given which files are there already. */
export function nextSteps(proposal: Proposal, files: readonly string[]): Step[] {
  const { train, predict, holdout } = proposal;
  const isThere = (path: string | undefined) => path === undefined || files.includes(path);
  return [
    ...(isThere(holdout) ? [] : [holdoutStep(proposal)]),
    ...(isThere(train.script)
      ? []
      : [scriptStep(train.script ?? '', 'fills the folder model; RELEVO_OUTPUT names it')]),
    ...(isThere(predict.script) ? [] : [scriptStep(predict.script, predictorContract(proposal))]),
    { action: 'relevo validate', purpose: 'checks relevo.yml; correct there what was guessed wrongly' },
    { action: 'relevo try', purpose: 'goes the whole way on 500 rows, and records nothing' },
    { action: 'relevo lock', purpose: 'pins the data in relevo.lock; commit it' },
    { action: 'relevo evaluate', purpose: 'trains and judges here; on a pull request the workflow does' },
  ];
}

function scriptStep(script: string, contract: string): Step {
  return { action: `write ${script}`, purpose: contract };
}

function predictorContract({ language }: Proposal): string {
  return language === 'node'
    ? 'exports predict({ tf, model, rows }), which returns one prediction a row'
    : 'takes the model, the rows and where to write the predictions, in this order';
}

function holdoutStep({ source, holdout, roles }: Proposal): Step {
  if (source === undefined) {
    return { action: `put rows with known answers into ${holdout}`, purpose: 'no model is ever trained on them' };
  }
  const { data } = sidesOf(source);
  const random = `--random 20%${roles.group === undefined ? '' : ` --group ${quoted(roles.group)}`}`;
  const how = roles.time === undefined ? random : `--time ${quoted(roles.time)} --last 20%`;
  return {
    action: `relevo split ${quoted(source)} ${how}`,
    purpose: `makes ${holdout}; train on ${data} from then on`,
  };
}

function quoted(word: string): string {
  return /^[\w./-]+$/.test(word) ? word : `"${word}"`;
}
