// Turning rows into predictions.
import type { CommandLimits, Usage } from './commands.ts';

/** What turns rows into predictions: a program, a JavaScript module, or a plain TensorFlow.js model on numeric columns. */
export type PredictorChoice =
  | { readonly kind: 'command'; readonly command: readonly string[] }
  | { readonly kind: 'module'; readonly module: string }
  | { readonly kind: 'features'; readonly features: readonly string[] };

/** What is predicted: a number, P(positive), a class, or a number scored elsewhere. */
export type PredictionTask = 'regression' | 'binary' | 'multiclass' | 'score';

/** Predictions wanted for every row of a table. */
export interface PredictionRequest extends CommandLimits {
  readonly model: string;
  readonly task: PredictionTask;
  readonly predictor: PredictorChoice;
  /** An artifact's private copy, in which the predictor runs. */
  readonly folder: string;
  /** The folder with the weights, from `folder`. */
  readonly weights: string;
  /** The model's own folder in the checkout, whose installed packages may be used; the whole checkout by default. */
  readonly project?: string;
  /** The rows, with ids and without the target. */
  readonly data: string;
  readonly ids: readonly string[];
  /** Where the predictions go; nothing is there yet. */
  readonly output: string;
  /** Repeats for the sake of measuring may take so long; 0 measures nothing beyond the run itself. */
  readonly measureMs: number;
}

/** What carried a TensorFlow.js model. */
export interface Backend {
  readonly name: 'tensorflow' | 'wasm' | 'cpu';
  readonly version: string;
  /** Why it is not a faster one, or what it left to another; null when there is nothing to say. */
  readonly note: string | null;
}

/** How fast a predictor is. */
export interface PredictionSpeed {
  /** Until the first row could be predicted: the program's start and the model's loading; null when it was not measured. */
  readonly loadMs: number | null;
  readonly msPerRow: number;
  /** So many timings lie behind `msPerRow`, which is their median. */
  readonly repeats: number;
  /** `loaded`: rows alone, after a warm-up; `difference`: all rows minus one row; `whole`: start included. */
  readonly method: 'loaded' | 'difference' | 'whole';
}

/** Predictions, checked: one a row, each with its ids. */
export interface Prediction {
  readonly path: string;
  readonly rows: number;
  /** null for a command, which brings its own, and for a module that does not ask for TensorFlow.js. */
  readonly backend: Backend | null;
  readonly speed: PredictionSpeed;
  readonly usage: Usage;
}

/** What a packaged predictor needs before it runs again. */
export interface SetupRequest extends CommandLimits {
  readonly model: string;
  readonly argv: readonly string[];
  /** The artifact's private copy. */
  readonly folder: string;
}

/** Turns rows into predictions. */
export interface Predictor {
  /** Prepares an artifact's private copy. */
  setUp(request: SetupRequest): Promise<void>;
  /** Predicts every row of a table; anything but one sound prediction a row is an error. */
  predict(request: PredictionRequest): Promise<Prediction>;
}
