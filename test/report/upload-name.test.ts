// Which uploads are opened for a model.
import { expect, test } from '@jest/globals';
import { isUploadFor } from '../../src/report/upload-name.ts';

test.each([
  ['relevo-watch', true],
  ['relevo-watch-sales', true],
  ['relevo-watch-returns,sales', true],
  ['relevo-watch-returns sales', true],
  ['relevo-watch-sales-2', false],
  ['relevo-watch-returns', false],
  ['relevo-watcher', false],
  ['relevo-refresh-sales', false],
])('%s', (name, expected) => {
  expect(isUploadFor('sales', 'relevo-watch', name)).toBe(expected);
});
