import { describe, expect, test } from '@jest/globals';
import { compareTexts, failureOf, type Question } from './predictions.ts';

const table = (header: string, ...lines: readonly string[]): string => `${[header, ...lines].join('\n')}\n`;

const base = table('id,y,prediction', 'a,1,2', 'b,2,2', 'c,3,4', 'd,4,4');
const cand = table('id,prediction', 'a,1', 'b,2', 'c,3', 'd,4');

interface Fault {
  readonly fault: string;
  readonly baseline?: string;
  readonly candidate?: string;
  readonly question?: Question;
  readonly code: string;
  readonly what: string;
}

const faults: readonly Fault[] = [
  {
    fault: 'a prediction that is no number',
    candidate: table('id,prediction', 'a,1', 'b,two', 'c,3', 'd,4'),
    code: 'data-value',
    what: 'cand.csv, line 3, column prediction: found "two".',
  },
  ...['NaN', 'inf', '-Infinity', '1e999', '0x10', '1,2'].map(text => ({
    fault: `the prediction ${text}`,
    candidate: table('id,prediction', 'a,1', 'b,2', `c,"${text}"`, 'd,4'),
    code: 'data-value',
    what: `cand.csv, line 4, column prediction: found "${text}".`,
  })),
  {
    fault: 'an empty prediction',
    candidate: table('id,prediction', 'a,1', 'b,2', 'c,3', 'd,'),
    code: 'data-value',
    what: 'cand.csv, line 5, column prediction: found nothing.',
  },
  {
    fault: 'a target that is no number',
    baseline: table('id,y,prediction', 'a,one,2', 'b,2,2', 'c,3,4', 'd,4,4'),
    code: 'data-value',
    what: 'base.csv, line 2, column y: found "one".',
  },
  {
    fault: 'a target that is also a slice and no number',
    baseline: table('id,y,prediction', 'a,1,2', 'b,2,2', 'c,x,4', 'd,4,4'),
    question: { slices: ['y'] },
    code: 'data-value',
    what: 'base.csv, line 4, column y: found "x".',
  },
  {
    fault: 'a row without a target',
    baseline: table('id,y,prediction', 'a,1,2', 'b,,2', 'c,3,4', 'd,4,4'),
    code: 'target-missing',
    what: 'base.csv, line 3, column y: the row has no target.',
  },
  {
    fault: 'an id that the baseline lacks',
    candidate: table('id,prediction', 'a,1', 'b,2', 'c,3', 'e,4'),
    code: 'id-missing',
    what: 'cand.csv, line 5: the row with id = "e" is not in base.csv.',
  },
  {
    fault: 'an id that the candidate lacks',
    candidate: table('id,prediction', 'a,1', 'b,2', 'd,4'),
    code: 'id-missing',
    what: 'base.csv, line 4: the row with id = "c" is not in cand.csv.',
  },
  {
    fault: 'ids that end early',
    candidate: table('id,prediction', 'a,1', 'b,2', 'c,3'),
    code: 'id-missing',
    what: 'base.csv, line 5: the row with id = "d" is not in cand.csv.',
  },
  {
    fault: 'more rows in the candidate',
    candidate: table('id,prediction', 'a,1', 'b,2', 'c,3', 'd,4', 'e,5'),
    code: 'id-missing',
    what: 'cand.csv, line 6: the row with id = "e" is not in base.csv.',
  },
  {
    fault: 'an id twice in the candidate',
    candidate: table('id,prediction', 'a,1', 'b,2', 'b,3', 'c,3', 'd,4'),
    code: 'id-duplicate',
    what: 'cand.csv, line 4: the row with id = "b" stands there a second time.',
  },
  {
    fault: 'an id twice in the baseline',
    baseline: table('id,y,prediction', 'a,1,2', 'b,2,2', 'b,3,4', 'd,4,4'),
    code: 'id-duplicate',
    what: 'base.csv, line 4: the row with id = "b" stands there a second time.',
  },
  {
    fault: 'the same id twice in both',
    baseline: table('id,y,prediction', 'a,1,2', 'b,2,2', 'b,2,2'),
    candidate: table('id,prediction', 'a,1', 'b,2', 'b,2'),
    code: 'id-duplicate',
    what: 'base.csv, line 4: the row with id = "b" stands there a second time.',
  },
  {
    fault: 'two ids that only together tell rows apart, given one',
    baseline: table('day,shop,y,prediction', '1,a,1,2', '1,b,2,2'),
    candidate: table('day,shop,prediction', '1,a,1', '1,b,2'),
    question: { ids: ['day'] },
    code: 'id-duplicate',
    what: 'base.csv, line 3: the row with day = "1" stands there a second time.',
  },
  {
    fault: 'no id named',
    question: { ids: [] },
    code: 'id-unnamed',
    what: 'base.csv and cand.csv cannot be joined: no id column is named.',
  },
  {
    fault: 'another target for the same id',
    candidate: table('id,y,prediction', 'a,1,1', 'b,2,2', 'c,3.5,3', 'd,4,4'),
    code: 'target-differs',
    what: 'cand.csv, line 4: y is 3.5, but base.csv says 3 for the same row.',
  },
  {
    fault: 'another target for the same id, in another order',
    candidate: table('id,y,prediction', 'd,4,4', 'c,3.5,3', 'b,2,2', 'a,1,1'),
    code: 'target-differs',
    what: 'cand.csv, line 3: y is 3.5, but base.csv says 3 for the same row.',
  },
  {
    fault: 'a column that is nowhere',
    question: { target: 'why' },
    code: 'column-unknown',
    what: 'base.csv has no column "why".',
  },
  {
    fault: 'a prediction under another name',
    candidate: table('id,predicted', 'a,1', 'b,2'),
    code: 'column-unknown',
    what: 'cand.csv has no column "prediction".',
  },
  {
    fault: 'a slice that is nowhere',
    question: { slices: ['shop'] },
    code: 'column-unknown',
    what: 'base.csv has no column "shop".',
  },
  {
    fault: 'rows of which none has a target',
    baseline: table('id,y,prediction', 'a,,2', 'b,,2'),
    candidate: table('id,prediction', 'a,1', 'b,2'),
    question: { dropUnlabelled: true },
    code: 'rows-none',
    what: 'base.csv and cand.csv leave no row to compare.',
  },
  { fault: 'an empty file', candidate: '', code: 'table-empty', what: 'cand.csv is empty.' },
  {
    fault: 'a header without rows',
    candidate: 'id,prediction\n',
    code: 'table-no-rows',
    what: 'cand.csv has columns and no rows.',
  },
  {
    fault: 'a ragged row',
    candidate: table('id,prediction', 'a,1', 'b,2,3', 'c,3', 'd,4'),
    code: 'row-ragged',
    what: 'cand.csv, line 3: the row has 3 cells and the header 2.',
  },
  {
    fault: 'an open quote',
    candidate: table('id,prediction', 'a,1', '"b,2', 'c,3', 'd,4'),
    code: 'quote-open',
    what: 'cand.csv, line 3, column id: the double quote that opens this cell is never closed.',
  },
];

describe('what is wrong with the rows is told by file, line and column', () => {
  test.each(faults)('$fault: $code', async ({ baseline = base, candidate = cand, question, code, what }) => {
    expect(await failureOf(compareTexts(baseline, candidate, question))).toMatchObject({ code, what });
  });

  test('with the nearest name, when there is one', async () => {
    const column = await failureOf(compareTexts(base, table('id,predictions', 'a,1')));
    expect(column.remedy).toBe('Did you mean "predictions"?');
    const label = await failureOf(
      compareTexts(table('id,y,prediction', 'a,cat,dog', 'b,dog,dog'), table('id,prediction', 'a,cats', 'b,dog'), {
        task: 'multiclass',
      }),
    );
    expect(label.remedy).toContain('Did you mean "cat"?');
  });
});
