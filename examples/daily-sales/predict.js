// Turns rows into predicted sales. Relevo packages this file with the weights, so that v3 predicts as v3 did.
import { featuresOf } from './features.js';

export function predict({ tf, model, rows }) {
  return tf.tidy(() => Array.from(model.predict(tf.tensor2d(rows.map(featuresOf))).dataSync(), Math.expm1));
}
