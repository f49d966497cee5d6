// Commands without a shell: words as a shell splits them, and everything that only a shell can do refused.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseCommand, splitCommand } from '../../src/config/command.ts';

describe('a text is split as a shell splits it', () => {
  const rows: readonly (readonly [text: string, argv: readonly string[]])[] = [
    ['node train.js', ['node', 'train.js']],
    ['  node\t train.js \n', ['node', 'train.js']],
    ["python train.py --name 'two words'", ['python', 'train.py', '--name', 'two words']],
    ['a "b c"d\'e f\'', ['a', 'b cde f']],
    ['a "say \\"hi\\" \\\\ \\n"', ['a', 'say "hi" \\ \\n']],
    ['a \\"b\\ c', ['a', '"b c']],
    ['a \'\' ""', ['a', '', '']],
    ["a '$HOME && *'", ['a', '$HOME && *']],
    ['a --x=1 b=2 c#d 100% e@f:g', ['a', '--x=1', 'b=2', 'c#d', '100%', 'e@f:g']],
    ['a "\\$HOME"', ['a', '$HOME']],
    ['a {} x{1}', ['a', '{}', 'x{1}']],
    ['Rscript modèle.R 模型', ['Rscript', 'modèle.R', '模型']],
  ];
  test.each(rows)('%s', (text, argv) => {
    expect(splitCommand(text)).toEqual({ ok: true, value: argv });
  });
});

/** A variable in braces; joined, because written out it looks like a slip in a template. */
const braced = ['$', '{HOME}'].join('');

describe('what only a shell can do is refused, with what to do instead', () => {
  const rows: readonly (readonly [text: string, found: string])[] = [
    ['a && b', '&&'],
    ['a || b', '||'],
    ['a | b', '|'],
    ['a; b', ';'],
    ['a & ', '&'],
    ['a > out', '>'],
    ['a >> out', '>>'],
    ['a 2>&1', '>&'],
    ['a < in', '<'],
    ['a <(b)', '<('],
    ['a $(b)', '$('],
    ['a `b`', '`'],
    ['(a)', '('],
    ['a *.csv', '*'],
    ['a data?.csv', '?'],
    ['a [ab]', '['],
    ['a x{1,2}', '{1,'],
    ['a ~/b', '~'],
    ['a # comment', '#'],
    ['A=1 b', 'A=1'],
    ['a $HOME', '$HOME'],
    [`a "${braced}"`, braced],
    ['a "$(b)"', 'command substitution'],
    ['a b$c', '$c'],
  ];
  test.each(rows)('%s', (text, found) => {
    const parsed = splitCommand(text);
    if (parsed.ok) throw new Error(`It was read as ${JSON.stringify(parsed.value)}.`);
    expect(parsed.mistakes).toHaveLength(1);
    expect(parsed.mistakes[0]?.message).toContain(found);
    expect(parsed.mistakes[0]?.hint).toMatch(/script|bash|train\.env/);
  });
});

test('a quote that is never closed is told', () => {
  for (const text of ["a 'b", 'a "b', 'a b\\']) expect(splitCommand(text)).toMatchObject({ ok: false });
});

test('a list is taken as it is, shell or not', () => {
  const argv = ['bash', '-c', 'a && b > "$RELEVO_OUTPUT"/c *'];
  expect(parseCommand(argv)).toEqual({ ok: true, value: argv });
});

test('a list of anything but texts is refused at its item', () => {
  expect(parseCommand(['python', 3, ['x'], 'y\0'])).toMatchObject({
    ok: false,
    mistakes: [
      { index: 1, hint: 'Put it in quotes: "3".' },
      { index: 2 },
      { index: 3, message: 'an argument cannot hold a NUL character' },
    ],
  });
  for (const raw of [[], [''], '', '  ', 3, null, { a: 1 }]) expect(parseCommand(raw)).toMatchObject({ ok: false });
});

describe('a predictor says where rows come from and predictions go', () => {
  const parse = (raw: unknown) => parseCommand(raw, { hasPlaceholders: true });

  test('by placeholders, alone or within an argument', () => {
    const argv = ['python', 'predict.py', '$MODEL', '$DATA', '$OUTPUT'];
    expect(parse(argv)).toEqual({ ok: true, value: argv });
    expect(parse(argv.join(' '))).toEqual({ ok: true, value: argv });
    expect(parse('p --in=$DATA "--out=$OUTPUT"')).toEqual({ ok: true, value: ['p', '--in=$DATA', '--out=$OUTPUT'] });
  });

  test('and is told when one is missing or mistaken', () => {
    expect(parse('python predict.py $MODEL')).toMatchObject({
      mistakes: [{ message: 'the command does not say where $DATA and $OUTPUT go' }],
    });
    expect(parse(['p', '$DTA', '$OUTPUT'])).toMatchObject({ mistakes: [{ nearest: '$DATA' }] });
    expect(parse('p $DTA $OUTPUT')).toMatchObject({ mistakes: [{ nearest: '$DATA' }] });
  });

  test('placeholders mean nothing elsewhere', () => {
    expect(parseCommand('train $MODEL')).toMatchObject({ ok: false });
  });
});

test('whatever words are quoted, the same words come back', () => {
  const quote = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;
  const words = fc.array(
    fc.string({ unit: 'grapheme' }).filter(word => !word.includes('\0')),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(words, rest => {
      expect(splitCommand(['program', ...rest].map(quote).join(' '))).toEqual({
        ok: true,
        value: ['program', ...rest],
      });
    }),
    { seed: 42, numRuns: 500 },
  );
});

test('any text is split or refused', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => {
      const parsed = splitCommand(text);
      expect(parsed.ok ? parsed.value.length : parsed.mistakes.length).toBeGreaterThan(0);
    }),
    { seed: 42, numRuns: 2000 },
  );
});
