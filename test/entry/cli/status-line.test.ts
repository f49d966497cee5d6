// The line at a terminal: it comes when something takes its time, and is gone before anything else is written.
import { beforeEach, expect, jest, test } from '@jest/globals';
import { countRows } from '../../../src/entry/cli/count-rows.ts';
import { LiveLine } from '../../../src/entry/cli/status-line.ts';
import { seen } from '../../e2e/terminal.ts';

let written: string;
let time: number;
let line: LiveLine;
const raw = {
  write(text: string) {
    written += text;
    return true;
  },
};

beforeEach(() => {
  jest.useFakeTimers();
  written = '';
  time = 0;
  line = new LiveLine({ stderr: raw, columns: 50, now: () => new Date(time), dim: text => text });
});

/** Lets time pass, and whatever waits for it happen. */
function pass(ms: number): void {
  time += ms;
  jest.advanceTimersByTime(ms);
}

test('what is done at once shows nothing', () => {
  line.begin('packaging');
  pass(400);
  line.end();
  expect(written).toBe('');
});

test('what takes longer is told with its seconds, and gone at the end', () => {
  line.begin('packaging');
  pass(1000);
  expect(seen(written)).toEqual(['  packaging · 1 s']);
  pass(2000);
  expect(seen(written)).toEqual(['  packaging · 3 s']);
  pass(130_000);
  expect(seen(written)).toEqual(['  packaging · 2 min 13 s']);
  line.end();
  const whole = written;
  pass(5000);
  expect([seen(written), written]).toEqual([[''], whole]);
});

test('how far it is, a few times a second', async () => {
  line.begin('reading history.csv');
  const table = {
    name: 'history.csv',
    columns: async () => [],
    digest: async () => '',
    async *read() {
      for (let firstRow = 0; firstRow < 4000; firstRow += 1000) {
        time += 400;
        yield { rows: 1000, firstRow, columns: new Map(), lineOf: (index: number) => index };
      }
    },
  };
  for await (const batch of countRows(table, line).read(new Map())) expect(batch.rows).toBe(1000);
  expect(seen(written)).toEqual(['  reading history.csv · 2 s · 4,000 rows']);
  const before = written;
  time += 50;
  line.tell('4,001 rows');
  expect(written).toBe(before);
});

test('other lines take its place, and the answer ends it', () => {
  const [stderr, stdout] = [line.above(raw), line.until(raw)];
  line.begin('training');
  pass(1000);
  stderr.write('  | epoch 1\n');
  expect(seen(written)).toEqual(['  | epoch 1', '']);
  pass(1000);
  expect(seen(written)).toEqual(['  | epoch 1', '  training · 2 s']);
  stdout.write('pass\n');
  pass(5000);
  expect(seen(written)).toEqual(['  | epoch 1', 'pass', '']);
});

test('it never wraps, and foreign names cannot drive the terminal', () => {
  line.begin(`reading a\u001b[2J${'b'.repeat(100)}`);
  pass(1000);
  const [shown = ''] = seen(written);
  expect(shown).toHaveLength(49);
  expect(shown).toContain('a\\u001b[2Jb');
});
