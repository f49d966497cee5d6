import { describe, expect, test } from '@jest/globals';
import { type PredictedRows, tabulate } from '../../../src/entry/tensorflow/predicted-values.ts';
import type { PredictionTask } from '../../../src/ports/prediction.ts';

/** Three rows that stand after ten others. */
const expected = (task: PredictionTask): PredictedRows => ({
  model: 'sales',
  task,
  idNames: ['date', 'shop'],
  ids: [
    ['1 May', 'A'],
    ['1 May', 'B'],
    ['2 May', 'A'],
  ],
  before: 10,
});

const cells = [
  ['1 May', 'A', 0.5],
  ['1 May', 'B', 0.25],
  ['2 May', 'A', 0],
];

describe('tabulate', () => {
  test.each<[string, unknown]>([
    ['an array', [0.5, 0.25, 0]],
    ['a typed array', Float32Array.from([0.5, 0.25, 0])],
    ['objects in the order of the rows', [{ prediction: 0.5 }, { prediction: 0.25 }, { prediction: 0, other: 1 }]],
  ])('takes %s', async (_name, returned) => {
    const table = await tabulate(returned, expected('regression'));
    expect(table).toEqual({ columns: ['date', 'shop', 'prediction'], rows: cells });
  });

  test('takes objects with their ids in any order, and classes with probabilities', async () => {
    const returned = [
      { shop: 'A', date: '2 May', prediction: true, 'p:true': 0.9 },
      { shop: 'A', date: '1 May', prediction: 'no', 'p:true': 0 },
      { shop: 'B', date: '1 May', prediction: 7, 'p:true': 1 },
    ];
    expect(await tabulate(returned, expected('multiclass'))).toEqual({
      columns: ['date', 'shop', 'prediction', 'p:true'],
      rows: [
        ['2 May', 'A', 'true', 0.9],
        ['1 May', 'A', 'no', 0],
        ['1 May', 'B', '7', 1],
      ],
    });
  });

  const faults: readonly (readonly [name: string, returned: unknown, told: string, task?: PredictionTask])[] = [
    ['too few', [1, 2], 'predict-rows: The predictor of sales gave 2 predictions for 3 rows.'],
    ['too many', [1, 2, 3, 4], 'predict-rows: The predictor of sales gave 4 predictions for 3 rows.'],
    ['nothing', undefined, 'predict-returned: The predictor of sales returned nothing.'],
    ['one number', 7, 'predict-returned: The predictor of sales returned 7.'],
    ['an object', { a: 1 }, 'predict-returned: The predictor of sales returned an object (Object).'],
    [
      'a list of lists',
      [[1], [2], [3]],
      'predict-value: The predictor of sales gave an object (Array) as prediction of row 11.',
    ],
    ['NaN', [1, Number.NaN, 3], 'predict-value: The predictor of sales gave NaN as prediction of row 12.'],
    [
      'an infinite number',
      [1, 2, -1 / 0],
      'predict-value: The predictor of sales gave -Infinity as prediction of row 13.',
    ],
    ['text', ['1', '2', '3'], 'predict-value: The predictor of sales gave "1" as prediction of row 11.'],
    ['a gap', [1, null, 3], 'predict-value: The predictor of sales gave null as prediction of row 12.'],
    [
      'no prediction',
      [{ value: 1 }, {}, {}],
      'predict-value: The predictor of sales gave nothing as prediction of row 11.',
    ],
    [
      'no probability',
      [0, 1, 1.01],
      'predict-value: The predictor of sales gave 1.01 as prediction of row 13.',
      'binary',
    ],
    [
      'an empty class',
      ['a', '', 'b'],
      'predict-value: The predictor of sales gave "" as prediction of row 12.',
      'multiclass',
    ],
    [
      'half of the ids',
      [{ date: '1 May', prediction: 1 }, 2, 3],
      'predict-value: The predictor of sales gave nothing as shop of row 11.',
    ],
    [
      'a column in one row',
      [{ prediction: 1 }, { prediction: 1, 'p:a': 1 }, 1],
      'predict-value: The predictor of sales gave 1 as p:a of row 12.',
    ],
  ];
  test.each(faults.map(([name, returned, told, task = 'regression']) => ({ name, returned, told, task })))(
    'says what is wrong with $name',
    async ({ returned, told, task }) => {
      const thrown = await tabulate(returned, expected(task)).catch(error => error);
      expect(`${thrown.code}: ${thrown.message}`).toBe(told);
    },
  );
});
