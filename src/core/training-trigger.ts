// Whether what woke Relevo starts training: `train.when`, decided here for laptop and Action alike.

/** What starts the training of a model, as its config says. */
export type TrainingWhen = 'push' | 'label' | 'command' | 'never';

/** The label that asks for training. */
export const TRAINING_LABEL = 'relevo';

/** What woke Relevo. */
export interface Trigger {
  /** `command`: a person asked for it, on a laptop, in a comment or by starting the workflow; everything else is a push. */
  readonly event: 'push' | 'command';
  /** The pull request carries the label; of a push to the default branch, one that it brought; of a merge queue, the one that waits. */
  readonly isLabelled: boolean;
}

/** Training, or the setting that keeps from it. A known candidate needs no training. */
export type TrainingDecision =
  | { readonly trains: true }
  | { readonly trains: false; readonly when: Exclude<TrainingWhen, 'push'> };

const trains: TrainingDecision = { trains: true };

const starts: Readonly<Record<TrainingWhen, (trigger: Trigger) => TrainingDecision>> = {
  push: () => trains,
  label: ({ event, isLabelled }) => (event === 'command' || isLabelled ? trains : { trains: false, when: 'label' }),
  command: ({ event }) => (event === 'command' ? trains : { trains: false, when: 'command' }),
  never: () => ({ trains: false, when: 'never' }),
};

/** Decides whether a model is trained now. */
export const decideTraining = (when: TrainingWhen, trigger: Trigger): TrainingDecision => starts[when](trigger);
