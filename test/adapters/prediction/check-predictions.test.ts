import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { checkPredictions } from '../../../src/adapters/prediction/check-predictions.ts';
import { createRows } from '../../../src/adapters/rows/rows.ts';
import { RelevoError } from '../../../src/errors.ts';
import type { PredictionTask } from '../../../src/ports/prediction.ts';
import { makeFolder } from '../../e2e/relevo.ts';

const data = 'date,shop,price\n2024-01-01,A,1\n2024-01-01,B,2\n2024-01-02,A,3\n';

/** Checks a table of predictions; what is wrong with it, or the number of rows. */
async function check(predictions: string, task: PredictionTask, name = 'p.csv'): Promise<string | number> {
  const folder = makeFolder({ 'data.csv': data, [name]: predictions });
  const expected = { model: 'sales', task, ids: ['date', 'shop'], data: join(folder, 'data.csv') };
  try {
    return await checkPredictions(createRows(Readable.from([])), join(folder, name), expected);
  } catch (thrown) {
    if (thrown instanceof RelevoError) return `${thrown.code}: ${thrown.message}`;
    throw thrown;
  }
}

const table = (values: readonly string[], header = 'date,shop,prediction') =>
  `${header}\n${['2024-01-01,A', '2024-01-01,B', '2024-01-02,A'].map((id, row) => `${id},${values[row]}\n`).join('')}`;

const refusals: readonly (readonly [when: string, predictions: string, message: string, task?: PredictionTask])[] = [
  [
    'a row is left out',
    table(['1', '2', '3']).replace(/.*\n$/, ''),
    'predict-rows: The predictor of sales gave 2 predictions for 3 rows.',
  ],
  [
    'there is a row too many',
    `${table(['1', '2', '3'])}2024-01-03,A,4\n`,
    'predict-rows: The predictor of sales gave 4 predictions for 3 rows.',
  ],
  [
    'a value is NaN',
    table(['1', 'NaN', '3']),
    'predict-value: The predictor of sales gave "NaN" as prediction of row 2.',
  ],
  [
    'a value is infinite',
    table(['1', '2', 'inf']),
    'predict-value: The predictor of sales gave "inf" as prediction of row 3.',
  ],
  [
    'a value is empty',
    table(['1', '', '3']),
    'predict-value: The predictor of sales gave nothing as prediction of row 2.',
  ],
  [
    'a value is text',
    table(['high', '2', '3']),
    'predict-value: The predictor of sales gave "high" as prediction of row 1.',
  ],
  [
    'a probability is above one',
    table(['0.1', '1.2', '0']),
    'predict-value: The predictor of sales gave "1.2" as prediction of row 2.',
    'binary',
  ],
  [
    'a class has no name',
    table(['yes', '', 'no']),
    'predict-value: The predictor of sales gave nothing as prediction of row 2.',
    'multiclass',
  ],
  [
    'a probability of a class is none',
    table(['a,0.5', 'a,-1', 'a,1'], 'date,shop,prediction,p:a'),
    'predict-value: The predictor of sales gave "-1" as p:a of row 2.',
    'multiclass',
  ],
  [
    'an id is unknown',
    table(['1', '2', '3']).replace('2024-01-02,A', '02/01/2024,A'),
    'predict-id: The predictor of sales gave a prediction for date = "02/01/2024", shop = "A".',
  ],
  [
    'an id is repeated',
    table(['1', '2', '3']).replace('2024-01-02,A', '2024-01-01,A'),
    'predict-id: The predictor of sales gave two predictions for date = "2024-01-01", shop = "A".',
  ],
  [
    'an id column is missing',
    'date,prediction\n2024-01-01,1\n',
    'predict-column: The predictions of sales have no column "shop".',
  ],
  [
    'the prediction has another name',
    table(['1', '2', '3'], 'date,shop,yhat'),
    'predict-column: The predictions of sales have no column "prediction".',
  ],
];

describe('checkPredictions', () => {
  test.each<[string, string, PredictionTask]>([
    ['numbers', table(['1', '-2.5', '1e3']), 'regression'],
    [
      'rows in another order, with another column',
      'note,prediction,shop,date\nx,3,A,2024-01-02\nx,1,A,2024-01-01\nx,2,B,2024-01-01\n',
      'regression',
    ],
    ['probabilities', table(['0', '1', '0.5']), 'binary'],
    ['classes with probabilities', table(['yes,0.2', 'no,1', '3,0'], 'date,shop,prediction,p:yes'), 'multiclass'],
    ['scores', table(['1', '2', '3']), 'score'],
  ])('takes %s', async (_name, predictions, task) => {
    expect(await check(predictions, task)).toBe(3);
  });

  test('takes JSON Lines', async () => {
    const lines = table(['1', '2', '3']).trim().split('\n').slice(1);
    const objects = lines
      .map(line => line.split(','))
      .map(([date, shop, value]) => ({ date, shop, prediction: Number(value) }));
    const text = objects.map(object => `${JSON.stringify(object)}\n`).join('');
    expect(await check(text, 'regression', 'p.jsonl')).toBe(3);
  });

  test.each(
    refusals.map(([when, predictions, message, task = 'regression']) => ({ when, predictions, message, task })),
  )('refuses predictions when $when', async ({ predictions, message, task }) => {
    expect(await check(predictions, task)).toBe(message);
  });

  test('finds ids that the data itself repeats', async () => {
    const folder = makeFolder({ 'data.csv': 'id\n1\n1\n', 'p.csv': 'id,prediction\n1,1\n' });
    const expected = { model: 'm', task: 'score', ids: ['id'], data: join(folder, 'data.csv') } as const;
    const call = checkPredictions(createRows(Readable.from([])), join(folder, 'p.csv'), expected);
    await expect(call).rejects.toMatchObject({
      code: 'holdout-id',
      message: 'Row 2 of the holdout has id = "1", as one before it.',
    });
  });
});
