// Failures of predicting.
import { at, type Place, type Rows } from './explanation.ts';

/** Failures of predicting. */
export const predictionErrors = {
  'production-cannot-predict': (p: { model: string; version: number; reason: string }) => ({
    what: `v${p.version} of ${p.model} could not predict this holdout.`,
    why: `Its own packaged code was run, and said: ${p.reason}`,
    remedy: 'Name under predict.setup what the packaged code needs, or keep the holdout that production was judged on.',
  }),
  'score-first': (p: { model: string }) => ({
    what: `A first version of ${p.model} has nothing to be compared with.`,
    why: 'No constant can be scored: the score of each row is computed by the predictor itself.',
    remedy: 'Record a first version with `relevo adopt FOLDER`; every later candidate is compared with it.',
  }),
  'predict-failed': (p: { model: string; how: string; why: string; remedy: string; said: string | undefined }) => ({
    what: `The predictor of ${p.model} ${p.how}.`,
    why: p.said === undefined ? `${p.why} It said nothing.` : `${p.why} It said last: ${p.said}`,
    remedy: p.remedy,
  }),
  'predict-no-output': (p: { model: string }) => ({
    what: `The predictor of ${p.model} succeeded and wrote no predictions.`,
    why: 'A predictor writes a table with the ids and the column `prediction`, at the path that it is given.',
    remedy: 'Write it to $OUTPUT (a command), or return the predictions (a module).',
  }),
  'holdout-id': (p: { row: number; id: string }) => ({
    what: `Row ${p.row} of the holdout has ${p.id}, as one before it.`,
    why: 'Predictions are joined to rows by their ids, so each id may stand only once.',
    remedy: 'Remove the duplicate, or name more columns as `holdout.id` until they tell rows apart.',
  }),
  'predict-rows': (p: { model: string; found: number; expected: number }) => ({
    what: `The predictor of ${p.model} gave ${p.found} predictions for ${p.expected} rows.`,
    why: 'Each row needs one prediction; rows left out would make a model look better than it is.',
    remedy: 'Predict every row that is given, and keep filters out of the predictor.',
  }),
  'predict-value': (p: { model: string; row: number; column: string; found: string; expected: string }) => ({
    what: `The predictor of ${p.model} gave ${p.found} as ${p.column} of row ${p.row}.`,
    why: `Expected ${p.expected}. A value that cannot be scored would distort every number.`,
    remedy: 'Correct the predictor; often a feature of that row is empty, or new to the model.',
  }),
  'predict-id': (p: { model: string; id: string; problem: 'unknown' | 'repeated' }) => ({
    what: `The predictor of ${p.model} gave ${p.problem === 'repeated' ? 'two predictions' : 'a prediction'} for ${p.id}.`,
    why:
      p.problem === 'repeated'
        ? 'Predictions are joined to rows by id, so each id has one.'
        : 'No row has that id; ids must come back as they stand in the data, letter by letter.',
    remedy: 'Copy the ids from the data as text, for example with pandas: read_csv(path, dtype={"id": str}).',
  }),
  'predict-column': (p: { model: string; column: string; known: readonly string[] }) => ({
    what: `The predictions of ${p.model} have no column "${p.column}".`,
    why: `They have ${p.known.join(', ')}; needed are the ids and \`prediction\`.`,
    remedy: 'Write the ids as they stand in the data, and call the column of predictions `prediction`.',
  }),
  'predict-returned': (p: { model: string; found: string }) => ({
    what: `The predictor of ${p.model} returned ${p.found}.`,
    why: 'Expected one value a row: an array, a typed array, a tensor with one value a row, or an array of objects.',
    remedy: 'Return, for example, Array.from(model.predict(input).dataSync()).',
  }),
  'predict-module': (p: { module: string; reason: string }) => ({
    what: `The module ${p.module} cannot predict.`,
    why: p.reason,
    remedy:
      'Export a function: export function predict({ tf, model, rows }) { … }; `package` names all files that it imports.',
  }),
  'predict-threw': (p: { module: string; reason: string }) => ({
    what: `The function predict of ${p.module} failed.`,
    why: p.reason,
    remedy: 'Correct the module; it is given every row of the holdout, without the target.',
  }),
  'predict-feature': (p: Place & { model: string; column: string }) => ({
    what: `${at(p)}: the feature is empty.`,
    why: `${p.model} is a plain model on numeric columns, and no number can stand for a missing one.`,
    remedy: 'Fill the column in, or predict with a module that decides what an empty cell means.',
  }),
  'model-unfit': (p: { model: string; reason: string }) => ({
    what: `The model ${p.model} cannot be used without code.`,
    why: p.reason,
    remedy: 'Save a model that fits, or predict with `module` in place of `features`.',
  }),
  'model-unreadable': (p: { folder: string; reason: string }) => ({
    what: `The TensorFlow.js model in ${p.folder} could not be loaded.`,
    why: p.reason,
    remedy: 'Save the whole model again, for example with `save(model, folder)` of relevo/tensorflow.',
  }),
  'backend-unavailable': (p: { backend: string; reason: string }) => ({
    what: `TensorFlow.js could not be started with the backend "${p.backend}".`,
    why: p.reason,
    remedy: 'Install what it needs, or ask for no backend and take the fastest that there is.',
  }),
} satisfies Rows;
