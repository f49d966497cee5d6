// Times from the bytes of cells are those that `parseTime` reads, or none.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { TimeBytes } from '../../../src/adapters/rows/time-bytes.ts';
import { parseTime } from '../../../src/core/time-text.ts';

const read = (text: string, reader = new TimeBytes()): number => {
  const bytes = Buffer.from(`<${text}>`);
  return reader.read(bytes, 1, bytes.length - 1);
};

test('every moment that programs write is read, with dates remembered or not', () => {
  const reader = new TimeBytes();
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }), date => {
      const iso = date.toISOString();
      for (const text of [iso, iso.slice(0, 10), iso.slice(0, 19), `${iso.slice(0, 19)}Z`, iso.replace('T', ' ')]) {
        expect([text, read(text, reader)]).toEqual([text, parseTime(text)]);
        expect([text, read(text)]).toEqual([text, parseTime(text)]);
      }
    }),
    { seed: 3 },
  );
});

test('nothing is read that is no time, nor what is written another way', () => {
  const others = [
    '',
    '2024',
    '1700000000',
    '1700000000T10:00:00',
    '2024-02-30',
    '2024-02-30T10:00:00',
    '2024-05-31T24:00:00',
  ];
  const written = [
    '2024-05-31T10:00',
    '2024-05-31T10:00:00+02:00',
    '2024-05-31T10:00:00.5',
    '2024-05-31T10:60:00Z',
    '2024-05-31x10:00:00',
  ];
  for (const text of [...others, ...written]) expect([text, read(text)]).toEqual([text, Number.NaN]);
});

test('any text at all is read as parseTime reads it, or left to it', () => {
  const characters = fc.constantFrom(...'0123456789-:T.Z ');
  fc.assert(
    fc.property(
      fc.string({ unit: characters, maxLength: 26 }),
      fc.constantFrom('', '2024-05-31', '2024-05-31T18:30:'),
      (text, before) => {
        const time = read(before + text);
        if (!Number.isNaN(time)) expect([before + text, time]).toEqual([before + text, parseTime(before + text)]);
      },
    ),
    { seed: 5, numRuns: 2000 },
  );
});
