import { describe, expect, test } from '@jest/globals';
import type { Comparison } from '../../src/core/comparison.ts';
import { repeated } from '../core/samples.ts';
import { compareTexts } from './predictions.ts';

describe('labels', () => {
  const predictions = ['0.9', '0.8', '0.3', '0.2', '0.6', '0.1'];
  const compared = (labels: readonly string[], positive: string | null = null): Promise<Comparison> =>
    compareTexts(
      ['id,y,prediction', ...labels.map((label, row) => `${row},${label},${predictions[row]}`)].join('\n'),
      ['id,prediction', ...labels.map((_, row) => `${row},${predictions[row]}`)].join('\n'),
      { task: 'binary', metrics: ['recall', 'accuracy'], positive },
    );

  test.each([
    [['1', '1', '0', '0', '0', '1'], null],
    [['1.0', '1.0', '0.0', '0.0', '0.0', '1.0'], null],
    [['True', 'True', 'False', 'False', 'False', 'True'], null],
    [['yes', 'YES', 'no', 'No', 'no', 'Yes'], null],
    [['spam', 'spam', 'ham', 'ham', 'ham', 'spam'], 'spam'],
    [['0', '0', '1', '1', '1', '0'], '0'],
  ])('%j with %s positive', async (labels, positive) => {
    const { metrics } = await compared(labels, positive);
    expect(metrics.map(row => row.candidate)).toEqual([2 / 3, 4 / 6].map(share => expect.closeTo(share, 12)));
  });

  test('classes may be predicted that no row of a small holdout has, when the baseline or the columns know them', async () => {
    const cats = (header: string, cell: string): string =>
      [`id,${header}`, `a,${cell}`, `b,${cell.replace('cat', 'dog')}`].join('\n');
    const known = await compareTexts(cats('y,prediction', 'dog,yak'), cats('prediction', 'yak'), {
      task: 'multiclass',
    });
    expect(known.metrics[0]?.candidate).toBe(0);
    const columns = await compareTexts(
      cats('y,prediction,p:dog,p:yak', 'dog,dog,0.7,0.3'),
      cats('prediction,p:dog,p:yak', 'yak,0.2,0.8'),
      { task: 'multiclass', metrics: ['log_loss'] },
    );
    expect(columns.metrics[0]?.candidate).toBeCloseTo(-Math.log(0.2), 12);
  });

  test('constant predictions are named by their label', async () => {
    const table = (header: string, cells: (row: number) => string): string =>
      [header, ...repeated(30, row => `${row},${cells(row)}`)].join('\n');
    const { warnings } = await compareTexts(
      table('id,y,prediction', row => (row % 2 === 0 ? 'dog,cat' : 'cat,dog')),
      table('id,prediction', () => 'cat'),
      { task: 'multiclass' },
    );
    expect(warnings).toContainEqual({
      code: 'constant-predictions',
      message: 'The candidate predicts cat for every row.',
      count: 30,
    });
  });
});
