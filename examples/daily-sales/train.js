// Trains a small network on the logarithm of sales and saves it where Relevo says.
import { readFileSync } from 'node:fs';
import { loadTensorflow } from 'relevo/tensorflow';
import { featuresOf } from './features.js';

const seed = Number(process.env.RELEVO_SEED ?? 0);
const [header, ...lines] = readFileSync('data/history.csv', 'utf8').trim().split('\n');
const names = header.split(',');
const rows = lines.map(line => Object.fromEntries(line.split(',').map((cell, index) => [names[index], cell])));

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
model.compile({ optimizer: tf.train.adam(0.02), loss: 'meanSquaredError' });
// Without shuffling, the same seed gives the same weights.
const { history } = await model.fit(x, y, { epochs: 25, batchSize: 64, shuffle: false, verbose: 0 });
console.log(`${rows.length} rows, ${backend.name}, loss ${history.loss.at(-1).toFixed(4)}`);
await save(model, process.env.RELEVO_OUTPUT ?? 'model');
