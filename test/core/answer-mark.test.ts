// The mark by which an answer is known again.
import { describe, expect, test } from '@jest/globals';
import { readAnswerMark, writeAnswer } from '../../src/core/answer-mark.ts';
import { named } from './ledger-fixtures.ts';

const mark = { comment: 7, isDone: false, at: '2026-05-11T10:00:00.000Z', from: { shop: named('event'), other: null } };

describe('an answer', () => {
  test('is read as it was written, whatever GitHub does to its line ends', () => {
    const body = writeAnswer(mark, 'Working on it.');
    expect(readAnswerMark(body)).toEqual(mark);
    expect(readAnswerMark(body.replaceAll('\n', '\r\n'))).toEqual(mark);
  });

  test('keeps only what can be production', () => {
    const from = { '../x': named('event'), shop: 'nonsense', __proto__: null };
    expect(readAnswerMark(writeAnswer({ ...mark, from: from as never }, ''))).toEqual({ ...mark, from: {} });
  });

  test.each([
    '',
    'text',
    ` ${writeAnswer(mark, '')}`,
    '<!-- relevo:answer {} -->',
    '<!-- relevo:answer nonsense} -->',
    writeAnswer({ ...mark, at: 'yesterday' }, ''),
    writeAnswer({ ...mark, comment: '7' as never }, ''),
  ])('without a whole mark is none: %s', body => {
    expect(readAnswerMark(body)).toBeNull();
  });
});
