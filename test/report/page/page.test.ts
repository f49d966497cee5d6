import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { reportPage } from '../../../src/report/page/page.ts';
import { comparisonOf, reportOf } from '../views.ts';
import { flipsOf, partsOf, regressionDetails, withSlices } from './parts.ts';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64');
const part = (page: string, pattern: RegExp): string => pattern.exec(page)?.[1] ?? '';
const dataOf = (page: string) => JSON.parse(part(page, /<script type="application\/json" id="data">(.*?)<\/script>/s));

describe('the page of a run', () => {
  test('begins with the answer, as every surface does', () => {
    const page = reportPage(partsOf());
    expect(part(page, /<h1>(.*?)<\/h1>/)).toMatch(/^daily-sales: WAPE .* → .*, merging makes it v12$/);
    expect(part(page, /<p class="lead">(.*?)<\/p>/)).toContain('points better (90 %:');
    expect(part(page, /<title>(.*?)<\/title>/)).toContain('merging makes it v12');
  });

  test('admits its own program and style, and nothing else', () => {
    const page = reportPage(partsOf({ script: 'document.title += "é";' }));
    const policy = part(page, /Content-Security-Policy" content="(.*?)"/).split('; ');
    expect(policy).toEqual([
      "default-src 'none'",
      `script-src 'sha256-${hashOf(part(page, /<script>(.*?)<\/script>/s))}'`,
      `style-src 'sha256-${hashOf(part(page, /<style>(.*?)<\/style>/s))}'`,
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    expect(page).not.toMatch(/<[^>]+ (style|on\w+)=/);
    expect(page).not.toMatch(/(src|href)="(?!#|data:)/);
  });

  test('refuses a program that would end its own element', () => {
    expect(() => reportPage(partsOf({ script: 'x = "</script>"' }))).toThrow('would end its own element');
  });

  test('keeps foreign strings text, in elements, attributes and data', () => {
    const evil = '</script></td><img src=x onerror=alert(1)>"\'&\u202e\u0000';
    const comparison = withSlices(comparisonOf('better'), 2, () => evil);
    const report = { ...reportOf(comparison, { model: evil }), run: { ...reportOf(null).run, branch: evil, by: evil } };
    const page = reportPage(partsOf({ report, details: regressionDetails(flipsOf(3, () => evil)) }));
    expect(page).not.toContain('<img');
    expect(page).not.toContain('\u202e');
    expect(page.match(/<\/script>/g)).toHaveLength(2);
    expect(dataOf(page).flips.rows[0][0][0]).toBe('</script></td><img src=x onerror=alert(1)>"\'&\ufffd\ufffd');
  });

  test('names no row unless rows may be named', () => {
    const details = regressionDetails(flipsOf(20, index => `secret-${index}`));
    const worst = [{ kind: 'right_to_wrong' as const, id: { customer: 'secret-worst' }, change: 3 }];
    const comparison = comparisonOf('better');
    const report = reportOf({ ...comparison, flips: { ...comparison.flips, worst } });
    expect(reportPage(partsOf({ report, details, rows: 'ids' }))).toContain('secret-7');
    const page = reportPage(partsOf({ report, details, rows: 'none' }));
    expect(page).not.toContain('secret');
    expect(page).not.toContain('customer');
    expect(dataOf(page).flips).toBeNull();
    expect(page).toContain('<code>report: { rows: ids }</code> in relevo.yml would list them here.');
  });

  test('without the rows says why, and lists the flips that the report itself names', () => {
    const worst = [{ kind: 'right_to_wrong' as const, id: { date: '2025-03-04' }, change: 3 }];
    const comparison = comparisonOf('better');
    const report = reportOf({ ...comparison, flips: { ...comparison.flips, worst } });
    const page = reportPage(partsOf({ report, missing: 'the holdout in this checkout is another one' }));
    expect(page).toContain('Without the rows themselves, because the holdout in this checkout is another one');
    expect(dataOf(page)).toMatchObject({
      charts: [{ kind: 'versions' }],
      flips: { columns: ['date'], hasTarget: false },
    });
  });

  test('of a training that failed tells what to do, with its last lines', () => {
    const failure = { code: 'train-failed', what: 'It ended.', why: 'Exit code 1.', remedy: 'Mend `train.js`.' };
    const training = { ...reportOf(null).training, how: 'failed' as const, last_lines: ['  at <anonymous>', 'bad'] };
    const page = reportPage(partsOf({ report: reportOf(null, { failure, training }) }));
    expect(page).toContain('Mend <code>train.js</code>.');
    expect(page).toContain('<pre>  at &lt;anonymous&gt;\nbad</pre>');
    expect(page).not.toContain('id="metrics"');
  });

  test('holds every section once, each linked by its title', () => {
    const report = reportOf(withSlices(comparisonOf('better'), 3));
    const page = reportPage(partsOf({ report, details: regressionDetails(flipsOf(3)) }));
    const ids = [...page.matchAll(/<section id="(\w+)"/g)].map(([, id]) => id);
    expect(ids).toEqual(['metrics', 'slices', 'rows', 'pictures', 'policy', 'lineage', 'versions']);
    expect([...page.matchAll(/<a href="#(\w+)"/g)].map(([, id]) => id)).toEqual(ids);
    const all = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(all).size).toBe(all.length);
  });
});
