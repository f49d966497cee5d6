// Trains a logistic regression for "late by 15 minutes or more", and saves it where Relevo says.
import { readFileSync } from 'node:fs';
import { loadTensorflow } from 'relevo/tensorflow';

// The columns that relevo.yml names under `features`, in the same order.
const features = ['hour_late', 'origin_late', 'yesterday_late'];

const [header, ...lines] = readFileSync('data/train.csv', 'utf8').trim().split('\n');
const names = header.split(',');
const rows = lines.map(line => Object.fromEntries(line.split(',').map((cell, index) => [names[index], Number(cell)])));

const { tf, backend, save } = await loadTensorflow();
const x = tf.tensor2d(rows.map(row => features.map(name => row[name])));
const y = tf.tensor2d(rows.map(row => [row.late]));
const model = tf.sequential({
  layers: [
    tf.layers.dense({
      units: 1,
      activation: 'sigmoid',
      inputShape: [features.length],
      kernelInitializer: 'zeros', // the loss has one minimum: chance has no part in this model
    }),
  ],
});
model.compile({ optimizer: tf.train.adam(0.1), loss: 'binaryCrossentropy' });
const { history } = await model.fit(x, y, { epochs: 300, batchSize: rows.length, shuffle: false, verbose: 0 });
console.log(`${rows.length} flights, ${backend.name}, loss ${history.loss.at(-1).toFixed(4)}`);
await save(model, process.env.RELEVO_OUTPUT ?? 'model');
