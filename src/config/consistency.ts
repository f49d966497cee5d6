// What the keys of one model must be to each other.

import type { ModelDraft, Say } from './model-draft.ts';
import { checkMetrics } from './policy-consistency.ts';
import { alternatives } from './schema.ts';

/** Tells everything in a model that contradicts itself; what could not be read is left alone. */
export function checkModel(draft: ModelDraft, say: Say): void {
  for (const check of checks) check(draft, say);
}

const checks: readonly ((draft: ModelDraft, say: Say) => void)[] = [
  checkTask,
  checkTraining,
  checkPredictor,
  checkTimes,
  checkSlices,
  checkColumns,
  checkMonitor,
  checkMetrics,
];

function checkTask({ task, direction, holdout }: ModelDraft, say: Say): void {
  if (task === undefined) return;
  if (task === 'score' && direction === null) {
    say(['direction'], {
      message: 'missing; expected higher or lower',
      hint: 'Say which way the score is better: a wrong guess would promote the worse model.',
    });
  }
  if (task !== 'score' && typeof direction === 'string') {
    say(['direction'], { message: `the metrics of ${task} know which way is better`, hint: 'Leave direction out.' });
  }
  if (task !== 'score' && holdout?.target === null) {
    say(['holdout', 'target'], { message: 'missing; expected the column to predict' });
  }
  if (task !== 'binary' && typeof holdout?.positive === 'string') {
    say(['holdout', 'positive'], { message: `only the task binary has a positive label; this one is ${task}` });
  }
}

function checkTraining({ train, data, holdout, monitor }: ModelDraft, say: Say): void {
  if (train?.command === null && train.artifact === null) {
    say(['train'], {
      message: 'one of command and artifact is missing',
      hint: 'Write the command that trains, or under artifact a model that was trained elsewhere.',
    });
  }
  if (train?.command && train.artifact) {
    say(['train', 'artifact'], { message: 'a model is trained by command or taken as artifact, not both' });
  }
  const judged = (holdout?.data && train?.data?.indexOf(holdout.data)) ?? -1;
  if (judged !== -1) {
    say(['train', 'data', judged], {
      message: 'this is the holdout, which must not be trained on',
      hint: '`relevo split` makes a holdout from a table.',
    });
  }
  if (data?.refresh !== null || monitor === null) return;
  for (const key of ['retrain', 'retrain_every'] as const) {
    if (!monitor?.[key]) continue;
    say(['monitor', key], {
      message: 'retraining on the same data would give the same model',
      hint: 'Write under data.refresh the command that fetches new data.',
    });
  }
}

function checkPredictor({ predict }: ModelDraft, say: Say): void {
  if (predict === undefined || predict === null) return;
  const chosen = alternatives.predict.filter(kind => predict[kind] !== null);
  if (chosen.length === 0) {
    say(['predict'], {
      message: 'one of module, command and features is missing',
      hint: 'Say how rows become predictions: a JavaScript module, a command, or columns for a plain TensorFlow.js model.',
    });
  }
  for (const kind of chosen.slice(1)) {
    say(['predict', kind], { message: `only one of module, command and features; ${chosen[0]} is there already` });
  }
}

function checkTimes({ holdout }: ModelDraft, say: Say): void {
  if (holdout?.time !== null) return;
  for (const key of ['season', 'horizon'] as const) {
    if (!holdout[key]) continue;
    say(['holdout', key], {
      message: `a ${key} has no meaning without holdout.time`,
      hint: 'Name the column that orders the rows in time.',
    });
  }
}

function checkSlices({ holdout, policy }: ModelDraft, say: Say): void {
  const known = holdout?.slices;
  if (known === undefined) return;
  for (const [index, column] of (policy?.slices?.required ?? []).entries()) {
    if (column === undefined || known.includes(column)) continue;
    say(['policy', 'slices', 'required', index], {
      message: `"${column}" is not among holdout.slices`,
      hint: known.length === 0 ? 'Name it there too.' : `They are ${known.join(', ')}; name it there too.`,
    });
  }
}

/** The predictor is never shown the target, so nothing it is shown may be the target. */
function checkColumns({ holdout, predict }: ModelDraft, say: Say): void {
  const target = holdout?.target;
  for (const key of ['group', 'time', 'weight'] as const) {
    if (target && holdout[key] === target) say(['holdout', key], { message: `"${target}" is the target` });
  }
  for (const [index, column] of (holdout?.id ?? []).entries()) {
    const message =
      column === undefined ? undefined : column === target ? `"${column}" is the target` : reservedColumn(column);
    if (message !== undefined) say(['holdout', 'id', index], { message });
  }
  const leaked = target ? (predict?.features?.indexOf(target) ?? -1) : -1;
  if (leaked !== -1) {
    say(['predict', 'features', leaked], { message: `"${target}" is the target, which the predictor never sees` });
  }
}

const reservedColumn = (column: string): string | undefined =>
  column === 'prediction' || column.startsWith('p:')
    ? `"${column}" is what predictions are called; an id needs another name`
    : undefined;

function checkMonitor({ monitor, holdout }: ModelDraft, say: Say): void {
  if (monitor === undefined || monitor === null) return;
  const seen = new Map<string, string>();
  for (const key of ['prediction', 'target', 'time', 'version'] as const) {
    const column = monitor[key] ?? (key === 'target' || key === 'time' ? holdout?.[key] : undefined);
    if (!column) continue;
    const other = seen.get(column);
    if (other !== undefined) {
      say(['monitor', key], { message: `"${column}" is the ${key} and the ${other}; each needs its own column` });
    }
    seen.set(column, key);
  }
}
