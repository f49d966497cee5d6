// What a look says of rows and files that are not as they should be.
import { describe, expect, test } from '@jest/globals';
import { noRows } from '../../src/flows/monitor/log-rows.ts';
import { inertTerminal } from '../../src/report/inert.ts';
import type { Watch } from '../../src/report/watch-schema.ts';
import { inputSentences } from '../../src/report/watch-words.ts';

const rows: Watch['rows'] = {
  ...noRows(),
  counted: 0,
  duplicates: 0,
  corrected: 0,
  late_rows: 0,
  late_labels: 0,
  changed_days: 0,
};
const files: Watch['files'] = { matched: 9, read: 9, new: 9, appended: 0, rewritten: [], vanished: [] };
const said = (more: Partial<Watch['rows']>, others: Partial<Watch['files']> = {}): string[] =>
  inputSentences({ rows: { ...rows, ...more }, files: { ...files, ...others } }, inertTerminal);

describe('what is odd about the input', () => {
  test('is nothing where nothing is', () => {
    expect(said({ read: 900, counted: 800 })).toEqual([]);
  });

  test.each<[Partial<Watch['rows']>, string]>([
    [
      { late_rows: 2 },
      '2 rows came after their day was counted, and change nothing; a day is counted once rows of a later one are there, or a day after its end',
    ],
    [
      { late_labels: 7 },
      '7 labels came after their day was counted, and change nothing; a longer `label_timeout` waits for them',
    ],
    [{ changed_days: 3 }, '3 days changed after being counted, which changes nothing'],
    [{ duplicates: 12, corrected: 4 }, '12 rows came again by their id, 4 of them corrected'],
    [{ other_versions: 1000 }, '1,000 rows of other versions do not count against this one'],
    [{ future: 2 }, '2 rows lie in the future, and wait; check the clock that stamps them'],
    [{ before_promotion: 5 }, '5 rows are older than the promotion of this version, and do not count'],
    [{ without_time: 5 }, '5 rows have no time, and do not count; log when each was predicted'],
    [{ without_prediction: 5 }, '5 rows have no prediction, and do not count; log what was predicted'],
  ])('%j', (more, sentence) => {
    expect(said(more)).toEqual([sentence]);
  });

  test('names files, some of many, and lets them do nothing to the terminal', () => {
    const rewritten = ['logs/a.csv', 'logs/\u001b[2Jb.csv', 'logs/c.csv', 'logs/d.csv', 'logs/e.csv'];
    expect(said({}, { rewritten, vanished: ['logs/z.csv'] })).toEqual([
      'changed since they were read: logs/a.csv, logs/\ufffd[2Jb.csv, logs/c.csv and 2 more',
      'vanished: logs/z.csv',
    ]);
  });
});
