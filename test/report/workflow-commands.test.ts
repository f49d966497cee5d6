import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { disarmLine, fenceOutput } from '../../src/report/workflow-commands.ts';

describe('fenceOutput', () => {
  test('stops commands inside a group, and lets them through after it', () => {
    expect(fenceOutput('Training daily-sales', 'f3a9c0d1e2b4a596')).toEqual({
      before: ['::group::Training daily-sales', '::stop-commands::f3a9c0d1e2b4a596'],
      after: ['::f3a9c0d1e2b4a596::', '::endgroup::'],
    });
  });

  test('lets no title begin a line of its own', () => {
    const { before } = fenceOutput('50 %\n::set-env name=x::y', 'f3a9c0d1e2b4a596');
    expect(before[0]).toBe('::group::50 %25%0A::set-env name=x::y');
  });

  test.each(['', 'pause-logging', 'has blanks in it, many', 'f3a9c0d1e2b4a59\n'])('refuses the token %j', token => {
    expect(() => fenceOutput('Training', token)).toThrow(RangeError);
  });
});

/** Whether the runner would obey a line: `::` after blanks at its start, or the older `##[` anywhere. */
const isCommand = (line: string): boolean => /^\s*::/.test(line) || line.includes('##[');

describe('disarmLine', () => {
  test.each([
    ['::set-output name=a::b', ':\u200b:set-output name=a::b'],
    ['  ::error::x', '  :\u200b:error::x'],
    ['##[add-path]x', '#\u200b#[add-path]x'],
    ['note ##[group]x', 'note #\u200b#[group]x'],
    ['a\r::error::x', 'a ::error::x'],
    ['std::vector', 'std::vector'],
    ['epoch 1: loss 0.5', 'epoch 1: loss 0.5'],
  ])('%j becomes %j', (line, expected) => {
    expect(disarmLine(line)).toBe(expected);
  });

  test('leaves no command in any line', () => {
    const line = fc.string({
      unit: fc.constantFrom(':', ':', '#', '#', '[', ' ', '\t', '\r', '\n', 'a', '\u2028', '\ufeff'),
    });
    fc.assert(
      fc.property(line, text => {
        for (const part of disarmLine(text).split(/\r\n|[\r\n\u2028\u2029]/)) expect(isCommand(part)).toBe(false);
      }),
      { seed: 42, numRuns: 2000 },
    );
  });
});
