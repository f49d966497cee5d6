// Trains a small network on the logarithm of sales and saves it where Relevo says.
import { readFileSync } from 'node:fs';
import { loadTensorflow } from 'relevo/tensorflow';
import { featuresOf } from './features.js';

const seed = Number(process.env.RELEVO_SEED ?? 0);
const [header, ...lines] = readFileSync('data/history.csv', 'utf8').trim().split('\n');
const names = header.split(',');
const rows = lines.map(line => Object.fromEntries(line.split(',').map((cell, index) => [names[index], cell])));

// The file is in the order of time; a network learns better from days mixed. The order depends on the seed alone.
const uniform = seeded(seed);
for (let last = rows.length - 1; last > 0; last--) {
  const other = Math.floor(uniform() * (last + 1));
  [rows[last], rows[other]] = [rows[other], rows[last]];
}

const { tf, backend, save } = await loadTensorflow();
const x = tf.tensor2d(rows.map(featuresOf));
const y = tf.tensor2d(rows.map(row => [Math.log1p(Number(row.sales))]));
const initializer = layer => tf.initializers.glorotUniform({ seed: 10 * seed + layer });
const model = tf.sequential({
  layers: [
    tf.layers.dense({ units: 16, activation: 'relu', inputShape: [x.shape[1]], kernelInitializer: initializer(1) }),
    tf.layers.dense({ units: 1, kernelInitializer: initializer(2) }),
  ],
});
const optimizer = tf.train.adam(0.02);
model.compile({ optimizer, loss: 'meanSquaredError' });
const { history } = await model.fit(x, y, {
  epochs: 30,
  batchSize: 128,
  shuffle: false, // done above: the same seed gives the same weights
  verbose: 0,
  callbacks: {
    onEpochBegin: epoch => {
      optimizer.learningRate = 0.02 * 0.88 ** epoch;
    },
  },
});
console.log(`${rows.length} rows, ${backend.name}, loss ${history.loss.at(-1).toFixed(4)}`);
await save(model, process.env.RELEVO_OUTPUT ?? 'model');

/** A small seeded generator of uniform numbers (mulberry32). */
function seeded(state) {
  let sum = state;
  return () => {
    sum = (sum + 0x6d2b79f5) | 0;
    let mixed = Math.imul(sum ^ (sum >>> 15), 1 | sum);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
