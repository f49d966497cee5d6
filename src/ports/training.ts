// Training models, and fetching new data to train on.
import type { RelevoError } from '../errors.ts';
import type { CommandLimits, Ending, Usage } from './commands.ts';

/** A training: the command, where it runs, and the folder that it fills. */
export interface TrainingRequest extends CommandLimits {
  readonly model: string;
  /** Program and arguments; no shell reads them. */
  readonly argv: readonly string[];
  readonly cwd: string;
  /** The folder that the command fills; empty when it starts. */
  readonly output: string;
  readonly seed: number;
}

/** What came of a training that could be started. */
export interface Training extends Usage {
  readonly ending: Ending;
  /** What went wrong, for people; null when the command succeeded and filled its folder. */
  readonly failure: RelevoError | null;
  /** The last lines of both streams together. */
  readonly lastLines: readonly string[];
  /** Wanted names that have no value here, as in a run for a fork. */
  readonly unset: readonly string[];
}

/** Trains models. */
export interface Trainer {
  /** Keeps other trainings out of a folder until what it answers is called; refused while one is under way there. */
  hold(output: string): Promise<() => Promise<void>>;
  /** Runs a training to its end; a command that cannot be started is an error. */
  train(request: TrainingRequest): Promise<Training>;
}

/** A command that fetches new data into the checkout. */
export interface RefreshRequest extends CommandLimits {
  readonly model: string;
  readonly argv: readonly string[];
  readonly cwd: string;
}

/** Fetches new data. */
export interface Refresher {
  /** Runs `data.refresh` to its end; a command that fails is an error. */
  refresh(request: RefreshRequest): Promise<void>;
}
