import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { type PageParts, reportPage } from '../../../src/report/page/page.ts';
import { bundlesFolder } from '../../e2e/relevo.ts';
import { binaryDetails, flipsOf, partsOf, regressionDetails, withSlices } from '../../report/page/parts.ts';
import { comparisonOf, reportOf } from '../../report/views.ts';
import { browserPath, needed, type OpenPage, openPage, startBrowser } from './chromium.ts';

jest.setTimeout(120_000);

const SLICES = 200;
const FLIPS = 5000;

(browserPath === undefined ? describe.skip : describe)(`the page in a browser${needed}`, () => {
  let browser: Browser;
  let script: string;
  let open: OpenPage | null = null;

  beforeAll(async () => {
    script = readFileSync(join(await bundlesFolder(), 'page/report.js'), 'utf8');
    browser = await startBrowser();
  });
  afterEach(async () => {
    const { complaints, requests } = open ?? { complaints: [], requests: [] };
    await open?.close();
    open = null;
    // Whatever a test does, the page complains of nothing and asks for nothing.
    expect({ complaints, requests }).toEqual({ complaints: [], requests: [] });
  });
  afterAll(() => browser?.close());

  const large = (more: Partial<PageParts> = {}): PageParts =>
    partsOf({
      report: reportOf(withSlices(comparisonOf('better'), SLICES)),
      details: regressionDetails(flipsOf(FLIPS)),
      script,
      ...more,
    });
  const show = async (parts = large(), options: Parameters<typeof openPage>[2] = {}) => {
    open = await openPage(browser, reportPage(parts), options);
    return open.page;
  };
  const texts = (selector: string) =>
    (open as OpenPage).page.$$eval(selector, nodes => nodes.map(node => node.textContent ?? ''));
  const visibleSlices = () => texts('#slices-table tbody tr:not([hidden]) th');

  test('draws its pictures, each with a name, a table and no style of its own', async () => {
    const page = await show();
    await page.waitForSelector('#versions-chart svg');
    const pictures = await page.$$eval('figure', figures =>
      figures.map(figure => ({
        id: figure.id,
        role: figure.querySelector('svg')?.getAttribute('role'),
        label: (figure.querySelector('svg')?.getAttribute('aria-label') ?? '') !== '',
        marks: figure.querySelectorAll('svg circle, svg path').length > 2,
        styles: figure.querySelectorAll('style').length,
        rows: figure.querySelectorAll('details tbody tr').length > 0,
      })),
    );
    expect(pictures.map(({ id }) => id)).toEqual(['residuals', 'errors', 'periods', 'versions-chart']);
    for (const picture of pictures) {
      expect(picture).toMatchObject({ role: 'img', label: true, marks: true, styles: 0, rows: true });
    }
  });

  test('draws probabilities beside what came true', async () => {
    const page = await show(large({ details: binaryDetails() }));
    await page.waitForSelector('#calibration svg');
    const models = await texts('#calibration tbody th');
    expect(models.filter(model => model === 'candidate')).toHaveLength(20);
  });

  test('sorts slices by any column, up, down and back, and says so to who listens', async () => {
    const page = await show();
    const before = await visibleSlices();
    expect(before).toHaveLength(SLICES);
    const header = page.locator('#slices-table thead th', { hasText: 'slice' }).first();
    await header.locator('button').click();
    expect(await header.getAttribute('aria-sort')).toBe('ascending');
    const up = await visibleSlices();
    expect(up.slice(0, 3)).toEqual(['shop = shop 0', 'shop = shop 1', 'shop = shop 2']);
    expect(up.at(-1)).toBe(`shop = shop ${SLICES - 1}`);
    await header.locator('button').click();
    expect(await header.getAttribute('aria-sort')).toBe('descending');
    expect(await visibleSlices()).toEqual([...up].reverse());
    await header.locator('button').click();
    expect(await header.getAttribute('aria-sort')).toBe('none');
    expect(await visibleSlices()).toEqual(before);
  });

  test('sorts by numbers as numbers, and what is not known last', async () => {
    const comparison = withSlices(comparisonOf('better'), 12);
    const metrics = comparison.metrics.map(row =>
      row.slice?.shop === 'shop 4' ? { ...row, improvement: null, interval: null, candidate: null } : row,
    );
    const page = await show(large({ report: reportOf({ ...comparison, metrics }) }));
    const wanted = metrics
      .filter(({ slice, improvement }) => slice !== null && improvement !== null)
      .sort((a, b) => (a.improvement as number) - (b.improvement as number))
      .map(({ slice }) => `shop = ${slice?.shop}`);
    const button = page.locator('#slices-table thead button', { hasText: 'change' });
    await button.click();
    expect(await visibleSlices()).toEqual([...wanted, 'shop = shop 4']);
    await button.click();
    expect(await visibleSlices()).toEqual([...wanted].reverse().concat('shop = shop 4'));
  });

  test('filters slices by name and result, and counts them aloud', async () => {
    const page = await show();
    await page.fill('#slices input', 'SHOP 19');
    const found = await visibleSlices();
    expect(found).toHaveLength(11);
    expect(await page.textContent('#slices output')).toBe(`11 of ${SLICES} slices`);
    await page.fill('#slices input', '');
    await page.selectOption('#slices select', 'worse');
    const results = await texts('#slices-table tbody tr:not([hidden]) td:last-child');
    expect(new Set(results)).toEqual(new Set(['worse']));
    expect(results.length).toBeGreaterThan(0);
    expect(await page.getAttribute('#slices output', 'aria-live')).toBe('polite');
  });

  test('browses flips a page at a time, filtered and sorted over all of them', async () => {
    const page = await show();
    const place = () => page.textContent('#rows .pages span');
    expect(await place()).toBe('1 to 50 of 5,000');
    await page.click('#rows [name=next]');
    expect([await place(), (await texts('#flips-table tbody th'))[0]]).toEqual(['51 to 100 of 5,000', 'row 50']);
    await page.click('#rows [name=last]');
    expect(await place()).toBe('4,951 to 5,000 of 5,000');
    expect(await page.isDisabled('#rows [name=next]')).toBe(true);
    await page.selectOption('#rows select', 'wrong');
    expect([await place(), await page.textContent('#rows output')]).toEqual([
      '1 to 50 of 2,500',
      '2,500 of 5,000 rows',
    ]);
    await page.fill('#rows input', 'row 4998');
    expect(await texts('#flips-table tbody th')).toEqual(['row 4998']);
    await page.fill('#rows input', 'nowhere');
    expect([await place(), await texts('#flips-table tbody th')]).toEqual(['0 to 0 of 0', []]);
    await page.fill('#rows input', '');
    await page.selectOption('#rows select', '');
    await page.locator('#flips-table thead button').first().click();
    expect((await texts('#flips-table tbody th')).slice(0, 3)).toEqual(['row 0', 'row 1', 'row 2']);
  });

  test('stays light with 200 slices and 5,000 flips: few nodes, and none made that is not shown', async () => {
    const page = await show();
    await page.waitForSelector('#versions-chart svg');
    expect(await page.evaluate('document.querySelectorAll("*").length')).toBeLessThan(9000);
    const counting = `window.moved = { added: 0, attributes: 0 };
      new MutationObserver(records => {
        for (const { addedNodes, type } of records) {
          moved.added += addedNodes.length;
          moved.attributes += Number(type === 'attributes');
        }
      }).observe(document.body, { childList: true, subtree: true, attributes: true });`;
    await page.evaluate(counting);
    const moved = async (): Promise<{ added: number; attributes: number }> =>
      page.evaluate(
        `new Promise(done => setTimeout(() => { const so = { ...moved }; moved.added = moved.attributes = 0; done(so); }))`,
      );
    await page.locator('#slices-table thead button').first().click();
    expect((await moved()).added).toBe(SLICES);
    await page.fill('#slices input', 'shop 7');
    expect((await moved()).attributes).toBeLessThanOrEqual(SLICES);
    await page.fill('#rows input', 'shop 3');
    // Fifty rows, and the texts of the two counts.
    expect((await moved()).added).toBeLessThanOrEqual(50 + 2);
    await page.locator('#flips-table thead button').last().click();
    expect((await moved()).added).toBeLessThanOrEqual(50 + 2);
  });

  test('is worked by keys alone', async () => {
    const page = await show();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    const reached = new Set<string>();
    for (;;) {
      await page.keyboard.press('Tab');
      const { name, outlined } = await page.evaluate<{ name: string; outlined: boolean }>(
        `(() => {
          const focused = document.activeElement;
          const outlined = getComputedStyle(focused).outlineStyle !== 'none';
          return { name: [focused.closest('section')?.id, focused.tagName].join(' '), outlined };
        })()`,
      );
      if (name.endsWith('BODY')) break;
      expect({ name, outlined }).toEqual({ name, outlined: true });
      reached.add(name);
    }
    const places = ['slices INPUT', 'slices SELECT', 'slices BUTTON', 'slices DIV', 'rows INPUT', 'rows BUTTON'];
    expect([...reached]).toEqual(expect.arrayContaining([...places, 'pictures SUMMARY', 'lineage SUMMARY']));
    await page.focus('#slices-table thead button');
    await page.keyboard.press('Enter');
    expect(await page.getAttribute('#slices-table thead th', 'aria-sort')).toBe('ascending');
    await page.keyboard.press('Space');
    expect(await page.getAttribute('#slices-table thead th', 'aria-sort')).toBe('descending');
    await page.focus('#rows [name=next]');
    await page.keyboard.press('Enter');
    expect(await page.textContent('#rows .pages span')).toBe('51 to 100 of 5,000');
  });

  test('names everything that a reader can work, and every table', async () => {
    const page = await show();
    const nameless = await page.evaluate<
      string[]
    >(`[...document.querySelectorAll('input, select, button, table, figure, section, nav, [role=region]')]
      .filter(e => !(e.labels?.length || e.textContent.trim() || e.getAttribute('aria-label') || e.caption))
      .map(e => e.outerHTML.slice(0, 80))`);
    expect(nameless).toEqual([]);
    const headless = await page.evaluate('document.querySelectorAll("th:not([scope])").length');
    expect(headless).toBe(0);
    const levels = await page.$$eval('h1, h2, h3', nodes => nodes.map(node => node.tagName));
    expect(levels[0]).toBe('H1');
    expect(levels.filter(level => level === 'H1')).toHaveLength(1);
  });

  test('is light or dark as the system is, or as its reader chooses', async () => {
    const page = await show(large(), { colorScheme: 'dark' });
    const paper = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(await paper()).toBe('rgb(20, 23, 28)');
    await page.click('button.theme');
    expect([await paper(), await page.textContent('button.theme')]).toEqual(['rgb(255, 255, 255)', 'Theme: light']);
    await page.click('button.theme');
    expect([await paper(), await page.textContent('button.theme')]).toEqual(['rgb(20, 23, 28)', 'Theme: dark']);
    await page.emulateMedia({ media: 'print' });
    expect(await paper()).toBe('rgb(255, 255, 255)');
  });

  test('does not scroll sideways on a telephone, nor on paper', async () => {
    const page = await show(large(), { viewport: { width: 390, height: 800 } });
    await page.waitForSelector('#versions-chart svg');
    const overflow = () => page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(await overflow()).toBe(0);
    await page.setViewportSize({ width: 690, height: 1000 });
    await page.emulateMedia({ media: 'print' });
    expect(await overflow()).toBe(0);
  });

  test('keeps foreign strings text', async () => {
    const evil = '<img src=x onerror=alert(1)></script><script>alert(2)</script><!--';
    const report = { ...reportOf(withSlices(comparisonOf('better'), 3, index => evil + index)), model: evil };
    const parts = large({ report, details: regressionDetails(flipsOf(4, index => evil + index)) });
    const page = await show({ ...parts, report: { ...report, baseline: { ...report.baseline, name: evil } } });
    await page.waitForSelector('#versions-chart svg');
    expect(await page.$$eval('img', images => images.length)).toBe(0);
    expect(await texts('#flips-table tbody th')).toEqual([0, 1, 2, 3].map(index => evil + index));
    expect(await visibleSlices()).toEqual([0, 1, 2].map(index => `shop = ${evil}${index}`));
    expect(await page.textContent('.top .name')).toBe(evil);
  });

  test('shows all but flips and pictures without its program', async () => {
    const page = await show(large(), { javaScriptEnabled: false });
    const visible = (selector: string): Promise<boolean> => page.locator(selector).first().isVisible();
    expect(await visible('h1')).toBe(true);
    expect(await visible('#slices-table .interval')).toBe(true);
    expect(await visible('#slices .controls')).toBe(false);
    expect(await visible('button.theme')).toBe(false);
    expect(await visible('noscript p')).toBe(true);
  });
});
