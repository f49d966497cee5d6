import { expect, test } from '@jest/globals';
import { findHistories } from '../../src/core/histories.ts';

const model = (name: string, ...was: string[]) => ({ name, was });

test('a model continues its own ledger, or that of a name that it had', () => {
  const models = [model('a'), model('b', 'old-b', 'older-b'), model('c', 'nobody'), model('new')];
  const { ledgersOf, left } = findHistories(models, [], ['a', 'older-b', 'c']);
  expect([...ledgersOf]).toEqual([
    ['a', ['a']],
    ['b', ['older-b']],
    ['c', ['c']],
  ]);
  expect(left).toEqual([]);
});

test('that of its present name comes first where there are several', () => {
  const { ledgersOf } = findHistories([model('b', 'older-b', 'old-b')], [], ['b', 'old-b', 'older-b']);
  expect(ledgersOf.get('b')).toEqual(['b', 'older-b', 'old-b']);
});

test('what no model continues is left, unless the config says that it ended', () => {
  expect(findHistories([model('a')], ['ended'], ['a', 'ended', 'gone']).left).toEqual(['gone']);
});
