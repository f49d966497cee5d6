// The model card: front matter as model hubs read it, the numbers with their intervals, what is open, and where it came from.
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { modelCard } from '../../src/report/model-card.ts';
import type { Report } from '../../src/report/report-schema.ts';
import { comparisonOf, HEAD, reportOf } from './views.ts';

const frontMatterOf = (card: string): unknown => parse(card.split('---\n')[1] ?? '');

const sectionsOf = (card: string): string[] => [...card.matchAll(/^##+ (.*)$/gm)].map(([, title]) => title ?? '');

describe('the card of a candidate', () => {
  const report = reportOf(comparisonOf('a slice broken'));
  const card = modelCard(report);

  test('begins with a model-index of every metric, as it was computed', () => {
    const metrics = (report.comparison?.metrics ?? [])
      .filter(({ slice }) => slice === null)
      .map(({ metric, candidate }) => ({ type: metric, value: candidate }));
    expect(metrics.length).toBeGreaterThan(1);
    const holdout = report.data.find(({ part }) => part === 'holdout');
    expect(frontMatterOf(card)).toEqual({
      library_name: 'relevo',
      tags: ['relevo', 'regression'],
      'model-index': [
        {
          name: 'daily-sales',
          results: [
            {
              task: { type: 'tabular-regression' },
              dataset: { name: holdout?.path, type: holdout?.path, revision: report.digests.holdout },
              metrics,
            },
          ],
        },
      ],
    });
  });

  test('tells metrics with intervals, slices, limits, data and lineage', () => {
    expect(sectionsOf(card)).toEqual(['Evaluation', 'Slices, worst first', 'Limits', 'Data', 'Lineage']);
    expect(card).toMatch(/^\| \*\*wape\*\* .* \d.* to \d/m);
    expect(card).toMatch(/^\| shop = Vigo /m);
    expect(card).toMatch(/^## Limits\n\n- .*Vigo/m);
    for (const { path } of report.data) expect(card).toContain(`| ${path} `);
    expect(card).toContain(`commit \`${HEAD}\``);
    for (const digest of [report.digests.training, report.digests.comparison]) expect(card).toContain(`\`${digest}\``);
  });
});

test('a model that was not evaluated says so, and claims no metric', () => {
  const card = modelCard(reportOf(null));
  expect(card).toContain('It was not evaluated.');
  expect(frontMatterOf(card)).toEqual({ library_name: 'relevo', tags: ['relevo', 'regression'] });
});

test('foreign names break out of neither front matter nor table', () => {
  const whole = reportOf(comparisonOf('better'));
  const data = whole.data.map(each => ({ ...each, path: 'a"\n---\n| <img src=x> @team #1' })) as Report['data'];
  const card = modelCard({ ...whole, data });
  expect(Object.keys(frontMatterOf(card) as object)).toEqual(['library_name', 'tags', 'model-index']);
  const body = card.split('\n---\n').slice(1).join('\n---\n');
  expect(body).not.toMatch(/<img|@team|#1/);
  expect(sectionsOf(card)).toContain('Lineage');
});
