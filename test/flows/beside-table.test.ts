import { describe, expect, test } from '@jest/globals';
import { besideTable, withConstants, withNumbers } from '../../src/flows/beside-table.ts';
import { inOrderOf, predictionColumns } from '../../src/flows/evaluate/ordered-predictions.ts';
import { linesOf, memoryTable } from './memory-table.ts';

const holdout = memoryTable('holdout', ['id,sales,prediction', 'a,1,x', 'b,2,x', 'c,3,x'], 2);

describe('one table beside another', () => {
  test('is read row by row, whatever the batches', async () => {
    const predicted = memoryTable('predicted', ['id,prediction', 'a,10', 'b,20', 'c,30'], 1);
    const both = besideTable(holdout, predicted, ['id']);
    expect(await linesOf(both)).toEqual(['id,sales,prediction', 'a,1,10', 'b,2,20', 'c,3,30']);
  });

  test('must name the same rows', async () => {
    const turned = memoryTable('turned', ['id,prediction', 'a,10', 'c,30', 'b,20']);
    await expect(linesOf(besideTable(holdout, turned, ['id']))).rejects.toMatchObject({ code: 'id-out-of-step' });
    const short = memoryTable('short', ['id,prediction', 'a,10', 'b,20']);
    await expect(linesOf(besideTable(holdout, short, ['id']))).rejects.toMatchObject({ code: 'rows-unequal' });
  });
});

test('constants and numbers are further columns, and take the place of one of their name', async () => {
  const table = withNumbers(
    withConstants(
      holdout,
      new Map<string, number | string>([
        ['prediction', 7],
        ['p:a', 0.5],
      ]),
    ),
    'relevo_row',
  );
  expect(await linesOf(table)).toEqual([
    'relevo_row,id,sales,prediction,p:a',
    '1,a,1,7,0.5',
    '2,b,2,7,0.5',
    '3,c,3,7,0.5',
  ]);
});

describe('predictions', () => {
  test('in another order come in the order of their rows', async () => {
    const turned = memoryTable('turned', ['prediction,id,p:x', '30,c,0.3', '10,a,0.1', '20,b,0.2']);
    expect(await linesOf(await inOrderOf(holdout, turned, ['id']))).toEqual([
      'id,prediction,p:x',
      'a,10,0.1',
      'b,20,0.2',
      'c,30,0.3',
    ]);
  });

  test('in order stay the table that they are', async () => {
    const straight = memoryTable('straight', ['id,prediction', 'a,10', 'b,20', 'c,30'], 3);
    expect(await inOrderOf(holdout, straight, ['id'])).toBe(straight);
  });

  test('are ids, prediction and probabilities, and nothing that a program added', async () => {
    const table = memoryTable('predicted', ['sales,p:a,id,weekday,prediction']);
    expect(await predictionColumns(table, ['id'])).toEqual(['id', 'p:a', 'prediction']);
  });
});
