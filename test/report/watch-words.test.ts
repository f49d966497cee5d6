// The words of a look where a column's value is empty, where a feature changed and its mean did not, and for old rows.
import { expect, test } from '@jest/globals';
import { signalViews } from '../../src/report/watch-issue.ts';
import type { Watch } from '../../src/report/watch-schema.ts';
import { driftSentence, inputSentences, signalName } from '../../src/report/watch-words.ts';
import { worse } from '../flows/watch-documents.ts';

const itself = (text: string): string => text;

/** A look of which only these fields matter. */
const lookWith = (fields: Partial<Watch>): Watch => fields as Watch;

test('an empty value of a slice is named, wherever it is told', () => {
  const signal = { ...worse('region = '), slice: { column: 'region', value: '' } };
  expect(signalName(signal, itself)).toBe('region = (empty)');
  expect(signalViews(lookWith({ signals: [signal] })).map(({ name }) => name)).toEqual(['region = (empty)']);
});

test('a feature whose mean stayed has changed, not moved by nothing', () => {
  const shifted = {
    feature: 'size',
    state: 'shifted',
    before: 170,
    now: 170.1,
    deviations: 0.01,
    label: null,
  } as Watch['drift'][number];
  const empty = { ...shifted, feature: 'shop', label: { value: '', before: 0.1, now: 0.3 } };
  expect(driftSentence(lookWith({ drift: [shifted, empty], state: 'healthy' }), itself)).toBe(
    'Shifted: size (changed), shop ((empty) 10 % → 30 %).',
  );
});

test('that all rows are from before the promotion is told', () => {
  const rows = { counted: 0, before_promotion: 60 } as Watch['rows'];
  const files = { rewritten: [], vanished: [] } as unknown as Watch['files'];
  expect(inputSentences(lookWith({ rows, files }), itself)).toEqual([
    '60 rows are older than the promotion of this version, and do not count',
  ]);
});
