// `relevo report` in projects of every task: what the page holds of rows is what the report counted of them.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { BrowserData } from '../../src/report/page/browser-data.ts';
import { browserPath, needed, openPage, startBrowser } from '../entry/page/chromium.ts';
import { config, makeProject, type Project, salesTable, trainBy, uniform } from './shop-project.ts';

jest.setTimeout(240_000);

const naming = config.replace('    policy:', '    report: { rows: ids }\n    policy:');

/** Has the page written, and reads it. */
async function write(
  project: Project,
  target: string,
  file = `${target}.html`,
): Promise<{ page: string; data: BrowserData }> {
  const { code, stdout, stderr } = await project.relevo('report', target, '--output', file);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(new RegExp(`, is in ${file}: open it in a browser.\\n$`));
  const page = readFileSync(join(project.folder, file), 'utf8');
  const [, json = 'null'] = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page) ?? [];
  return { page, data: JSON.parse(json) };
}

describe('the page of a run of daily sales', () => {
  let project: Project;
  let flips: { right_to_wrong: number; wrong_to_right: number };
  beforeAll(async () => {
    project = await makeProject({ 'relevo.yml': naming });
    await project.evaluate();
    await project.relevo('promote', 'daily-sales');
    project.commit('train.js', trainBy(['shop', 'weekday']));
    flips = (await project.evaluate()).report.comparison?.flips ?? { right_to_wrong: 0, wrong_to_right: 0 };
  });

  test('lists exactly the flips that the report counted, with what was true and what both said', async () => {
    const { page, data } = await write(project, 'daily-sales');
    expect(page).toContain('<title>daily-sales: WAPE');
    const { columns, rows, baseline } = data.flips ?? { columns: [], rows: [], baseline: '' };
    expect([columns, baseline]).toEqual([['date', 'shop'], 'v1']);
    expect(rows.filter(([, , , , change]) => change > 0)).toHaveLength(flips.right_to_wrong);
    expect(rows.filter(([, , , , change]) => change < 0)).toHaveLength(flips.wrong_to_right);
    const [names = [], target = '', before = '', after = '', change = 0] = rows[0] ?? [];
    expect(project.read('data/holdout.csv')).toMatch(new RegExp(`^${names.join(',')},\\d,${target}$`, 'm'));
    const off = (said: string): number => Math.abs(Number(said) - Number(target));
    expect(off(after) - off(before)).toBeCloseTo(change, 0);
    expect(data.charts.map(({ kind }) => kind)).toEqual(['residuals', 'errors', 'periods', 'versions']);
    const shown = data.charts[0]?.series[1]?.points.reduce((sum, { rows: some }) => sum + (some ?? 0), 0);
    expect(shown).toBe(420);
  });

  test('of the first version is against the best constant', async () => {
    const { page, data } = await write(project, 'v1');
    expect(page).toContain('first version, beats the best constant');
    expect(data.charts[0]?.series.map(({ name }) => name)).toEqual(['the best constant', 'candidate']);
  });

  test('never takes the place of a file that is there', async () => {
    await write(project, 'daily-sales', 'twice.html');
    const again = await project.relevo('report', 'daily-sales', '--output', 'twice.html');
    expect(again.code).toBe(2);
    expect(again.stderr).toContain('twice.html exists already and was left as it is.');
  });

  test('of no run is an error that says so, and leaves no file', async () => {
    const { code, stderr } = await project.relevo('report', 'v9', '--output', 'none.html');
    expect([code, existsSync(join(project.folder, 'none.html'))]).toEqual([2, false]);
    expect(stderr).toContain('v9');
  });

  test('without the holdout of the run shows what the report holds, and says so', async () => {
    const copy = project.copy();
    copy.write('data/holdout.csv', salesTable('2025-04-09', 105, 3));
    const { page, data } = await write(copy, 'daily-sales', 'copy.html');
    expect(page).toContain(
      'because the holdout in this checkout is another one: this page shows what the report alone',
    );
    expect(data.charts.map(({ kind }) => kind)).toEqual(['versions']);
    expect(data.flips?.rows.length).toBeGreaterThan(0);
    expect(data.flips?.hasTarget).toBe(false);
  });

  test('under other rules says so', async () => {
    const copy = project.copy();
    copy.write('relevo.yml', naming.replace('2%', '3%'));
    expect((await write(copy, 'daily-sales', 'copy.html')).page).toContain('because relevo.yml has other rules by now');
  });

  test('holds no row’s name or number when rows are not to be named', async () => {
    const copy = project.copy();
    copy.write('relevo.yml', naming.replace('rows: ids', 'rows: none'));
    const { page, data } = await write(copy, 'daily-sales', 'copy.html');
    expect(data.flips).toBeNull();
    expect(data.charts.map(({ kind }) => kind)).toEqual(['residuals', 'errors', 'periods', 'versions']);
    for (const { series } of data.charts.slice(0, 1)) {
      for (const { points } of series) for (const { rows } of points) expect(rows).toBeGreaterThanOrEqual(10);
    }
    const dates = [...new Set(project.read('data/holdout.csv').match(/^2025-\d\d-\d\d/gm))].slice(1, -1);
    const named = dates.filter(date => dataOnly(page).includes(date));
    expect(named).toEqual([]);
  });
});

/** The page without the table of its periods, which name stretches of time and no row. */
const dataOnly = (page: string): string => page.replace(/<figure id="periods"[\s\S]*?<\/figure>/, '');

/** Rows of three kinds by their size, and a predictor that knows them most of the time. */
function kindsTable(rows: number, kinds: readonly string[]): string {
  const chance = uniform(5);
  const lines = Array.from({ length: rows }, () => {
    const size = Math.round(chance() * 90);
    const true_ = chance() < 0.85 ? size : chance() * 90;
    return `${size},${kinds[Math.min(kinds.length - 1, Math.floor((true_ / 90) * kinds.length))]}`;
  });
  return `size,kind\n${lines.join('\n')}\n`;
}

const tasks = {
  binary: {
    holdout: 'target: kind, positive: big',
    kinds: ['small', 'big'],
    predict: 'size => 0.1 + (0.8 * size) / 90',
  },
  multiclass: {
    holdout: 'target: kind',
    kinds: ['ant', 'cat', 'dog'],
    predict: `size => {
      const best = Math.min(2, Math.floor(size / 30));
      const p = [0, 1, 2].map(kind => (kind === best ? 0.6 + (size % 30) / 100 : (0.4 - (size % 30) / 100) / 2));
      return { prediction: ['ant', 'cat', 'dog'][best], 'p:ant': p[0], 'p:cat': p[1], 'p:dog': p[2] };
    }`,
  },
};

describe('the page of a run with classes', () => {
  test.each(Object.entries(tasks))('%s: flips and calibration', async (task, { holdout, kinds, predict }) => {
    const project = await makeProject({
      'relevo.yml': `models:
  daily-sales:
    task: ${task}
    train: { command: node train.js }
    predict: { module: predict.js }
    holdout: { data: data/holdout.csv, ${holdout} }
    report: { rows: ids }
`,
      'train.js': "import { writeFileSync } from 'node:fs';\nwriteFileSync(process.env.RELEVO_OUTPUT + '/a', 'a');\n",
      'predict.js': `const of = ${predict};\nexport const predict = ({ rows }) => rows.map(({ size }) => of(size));\n`,
      'data/holdout.csv': kindsTable(400, kinds),
    });
    const { report } = await project.evaluate();
    expect(report.failure).toBeNull();
    const { data } = await write(project, 'daily-sales');
    const { right_to_wrong: worse = 0, wrong_to_right: better = 0 } = report.comparison?.flips ?? {};
    expect(data.flips?.rows).toHaveLength(worse + better);
    expect(data.flips?.columns).toEqual(['relevo_row']);
    expect(data.charts[0]?.kind).toBe('calibration');
    const points = data.charts[0]?.series.find(({ side }) => side === 'candidate')?.points ?? [];
    expect(points.reduce((sum, { rows }) => sum + (rows ?? 0), 0)).toBe(400);
    expect(points.length).toBeGreaterThan(5);
    for (const { x, y, low, high } of points) {
      expect(x).toBeGreaterThan(0);
      expect((low ?? 1) <= y && y <= (high ?? 0)).toBe(true);
    }
  });
});

(browserPath === undefined ? describe.skip : describe)(`in a browser${needed}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  test('a real page complains of nothing, asks for nothing and browses its rows', async () => {
    const project = await makeProject({ 'relevo.yml': naming });
    await project.evaluate();
    const { page: text, data } = await write(project, 'daily-sales');
    const { page, complaints, requests, close } = await openPage(browser, text);
    await page.waitForSelector('#residuals svg circle');
    const all = data.flips?.rows.length.toLocaleString('en');
    expect(await page.textContent('#rows output')).toBe(`${all} rows`);
    await page.fill('#rows input', 'vigo');
    expect(
      await page.$$eval('#flips-table tbody td:nth-child(2)', cells => cells.map(cell => cell.textContent)),
    ).not.toContain('Lugo');
    expect({ complaints, requests }).toEqual({ complaints: [], requests: [] });
    await close();
  });
});
