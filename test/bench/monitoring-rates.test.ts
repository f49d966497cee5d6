// A small part of the simulated monitoring, the same every time: the promise is kept where it is made, and others break it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { atTheLimit } from '../../bench/monitoring-rates/at-the-limit.ts';
import { delaysOf, quantileOf } from '../../bench/monitoring-rates/delays.ts';
import { breaksPromise, type FalseAlarms, falseAlarmsOf } from '../../bench/monitoring-rates/false-alarms.ts';
import { driftDetectionMethod, otherRules, pageHinkley } from '../../bench/monitoring-rates/other-rules.ts';
import { recoveriesOf } from '../../bench/monitoring-rates/recoveries.ts';
import { type Rule, relevo } from '../../bench/monitoring-rates/rule.ts';
import { WatchedModel } from '../../bench/monitoring-rates/watched-model.ts';
import { History, unharmed, worldOf } from '../../bench/monitoring-rates/world.ts';
import { many, plain, shops, sticky } from '../../bench/monitoring-rates/worlds.ts';
import { readText, root } from '../repository.ts';

const RUNS = 5;

const ruleCalled = (name: string): Rule => otherRules.find(rule => rule.name === name) as Rule;
const alarmsOf = (rule: Rule, world = plain): FalseAlarms => falseAlarmsOf(world, [rule], RUNS)[0] as FalseAlarms;

describe('five years in which nothing gets worse', () => {
  test.each([plain, shops])('$name: fewer than one alarm', world => {
    const found = alarmsOf(relevo, world);
    expect(found.fiveYears).toBeLessThan(1);
    expect(breaksPromise(found)).toBe(false);
  });

  test.each(['daily z-test, 1 %', 'weeks beyond three sigma'])('%s alarms every few weeks', name => {
    const found = alarmsOf(ruleCalled(name));
    expect(found.fiveYears).toBeGreaterThan(15);
    expect(found.firstYear).toBe(1);
    expect(breaksPromise(found)).toBe(true);
  });

  test('with all means exactly on their limits, days that correlate break it only where that is forgotten', () => {
    const [asItIs, withoutTau] = falseAlarmsOf(sticky, atTheLimit(0.2), 3) as [FalseAlarms, FalseAlarms];
    expect(breaksPromise(asItIs)).toBe(false);
    expect(breaksPromise(withoutTau)).toBe(true);
    expect(withoutTau.fiveYears).toBeGreaterThan(2 * asItIs.fiveYears);
  });
});

describe('harm', () => {
  const medianOf = (factor: number, world = plain): number =>
    quantileOf(delaysOf(world, relevo, { factor, shop: null }, RUNS), 0.5);

  test('is told the sooner the larger it is, and the sooner the more rows there are', () => {
    const [small, large, manyRows] = [medianOf(1.6), medianOf(3), medianOf(1.6, many)];
    expect(large).toBeLessThan(30);
    expect(small).toBeGreaterThan(2 * large);
    expect(manyRows).toBeLessThan(small);
  });

  test('is dated, and ends when it ended', () => {
    const { delays, misdated, falsely } = recoveriesOf(many, 2, 3);
    expect(quantileOf(misdated, 0.5)).toBeLessThan(5);
    expect(delays).toHaveLength(3);
    expect(quantileOf(delays, 0.5)).toBeLessThan(100);
    expect(falsely).toBe(0);
  });
});

describe('what the simulations rest on', () => {
  test('twelve signals, held against a tenth more than the bound of what the holdout showed', () => {
    const model = new WatchedModel(plain, new History(plain, 'rests').holdout);
    const { accepted } = model.overall;
    expect(accepted?.mean).toBeCloseTo(0.2, 1);
    expect(accepted?.limit).toBeCloseTo(1.1 * (accepted?.bound ?? 0), 12);
    expect(model.signals).toBe(12);
  });

  test('a world’s mean is what it is said to be, whatever its days have in common', () => {
    const history = new History(sticky, 'mean');
    let [sum, rows] = [0, 0];
    for (let day = 0; day < 5000; day++) {
      const { losses } = history.next(unharmed);
      sum += losses.reduce((total, loss) => total + loss, 0);
      rows += losses.length;
    }
    expect(sum / rows).toBeCloseTo(0.2, 1);
    expect(Math.abs(sum / rows - 0.2)).toBeLessThan(0.01);
  });

  test('a history is the same every time', () => {
    expect(new History(shops, 'one').holdout.slice(0, 3)).toEqual(new History(shops, 'one').holdout.slice(0, 3));
    const other = worldOf('another name');
    expect(new History(other, 'one').holdout).not.toEqual(new History(plain, 'one').holdout);
  });

  test('DDM alarms when the error rate has risen by three deviations, and then starts again', () => {
    const see = driftDetectionMethod();
    const alternating = Array.from({ length: 200 }, (_, row) => see(row % 10 === 0 ? 1 : 0));
    expect(alternating).not.toContain(true);
    const wrong = Array.from({ length: 60 }, () => see(1));
    expect(wrong.indexOf(true)).toBeGreaterThan(5);
    expect(wrong.filter(Boolean)).toHaveLength(1);
  });

  test('Page–Hinkley alarms when the sum of what exceeds the mean so far has risen by λ', () => {
    const see = pageHinkley();
    for (let row = 0; row < 100; row++) expect(see(0)).toBe(false);
    const first = Array.from({ length: 100 }, () => see(1)).indexOf(true);
    // The sum of 100/(100 + k) reaches 50 after 66 rows; forgetting by 0.9999 and the lowest sum move it by a few.
    expect(first).toBeGreaterThan(60);
    expect(first).toBeLessThan(75);
  });
});

test('the quick mode prints a table, and puts it where the document has it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'relevo-rates-'));
  try {
    const document = join(folder, 'statistics.md');
    const before = readText('docs/statistics.md');
    writeFileSync(document, before);
    const args = ['scripts/run.mjs', 'bench/monitoring-rates.ts', '--quick', '--only', '4 rows', '--write', document];
    const printed = execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8', stdio: 'pipe' });
    const rows = printed.split('\n').filter(line => line.startsWith('|'));
    expect(rows).toHaveLength(2 + 1 + otherRules.length);
    expect(rows[2]).toMatch(/^\| \*\*Relevo\*\* \| /);
    const written = readFileSync(document, 'utf8');
    expect(written).toContain(printed.trim());
    const others = (text: string): string[] =>
      text.split('\n### ').filter(part => !part.includes('rules: 4 rows a day'));
    expect(others(written)).toEqual(others(before));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
