import { describe, expect, jest, test } from '@jest/globals';
import type { Comparison } from '../../src/core/comparison.ts';
import { checkFace } from '../../src/report/check.ts';
import { planComment } from '../../src/report/comment.ts';
import { fitted } from '../../src/report/fitting.ts';
import { modelSection } from '../../src/report/model-section.ts';
import type { ModelView, PullRequestView } from '../../src/report/pull-request-view.ts';
import type { Report } from '../../src/report/report-schema.ts';
import { readComment } from '../../src/report/sticky-comment.ts';
import { bytesOf, jobSummary } from '../../src/report/summary.ts';
import { poisoned } from './poison.ts';
import { rendered, skeleton } from './rendered.ts';
import { situations } from './situations.ts';
import { comparisonOf, modelOf, pullOf, reportOf } from './views.ts';

// Monstrous comments are written many times over; nothing here is a measurement.
jest.setTimeout(240_000);

const source = { file: 'relevo.yml', lineOf: () => 1 };

const repeated = <Item>(items: readonly Item[], size: number, change: (item: Item, index: number) => Item): Item[] =>
  Array.from({ length: size }, (_, index) => change(items[index % items.length] as Item, index));

/** A comparison as large as comparisons get, and larger: so many slices, rows, checks, metrics and warnings. */
function huge(size: number): Comparison {
  const comparison = comparisonOf('a slice broken');
  const { metrics, flips, checks } = comparison;
  const overall = metrics.filter(({ slice }) => slice === null);
  const slices = metrics.filter(({ slice }) => slice !== null);
  const [primary, ...others] = overall;
  const [first, ...more] = checks;
  if (primary === undefined || first === undefined) throw new Error('no such case');
  return {
    ...comparison,
    metrics: [
      primary,
      ...repeated(others, size, (row, index) => ({ ...row, metric: `quantile(0.${index})` })),
      ...repeated(slices, size, (row, index) => ({ ...row, slice: { shop: `shop ${index}` } })),
    ],
    flips: {
      ...flips,
      worst: repeated(flips.worst, 25 * size, (flip, index) => ({ ...flip, id: { id: String(index) } })),
    },
    checks: [first, ...repeated(more, size, (check, index) => ({ ...check, name: `${check.name} ${index}` }))],
    warnings: Array.from({ length: size }, (_, count) => ({
      code: 'few-units' as const,
      message: `Something about ${count} rows. `.repeat(20),
      count,
    })),
  };
}

const hugeReport = (size: number, more: Partial<Report> = {}): Report => reportOf(huge(size), more);
const ids: ModelView['settings'] = { inconclusive: 'neutral', rows: 'ids' };

const bodyOf = (view: PullRequestView): string => {
  const plan = planComment(null, view);
  if (!('body' in plan)) throw new Error('no comment');
  return plan.body;
};

/** What people call things when they mean harm: long, and each character at its longest. */
const monstrous = (text: string): string => `${text}<&#@:|*`.repeat(700);

const crowds: Readonly<Record<string, () => PullRequestView>> = {
  'one model with 200 slices and 5,000 flips': () => pullOf([modelOf(hugeReport(200), { settings: ids })]),
  'one model with 5,000 slices, checks, metrics and warnings': () => pullOf([modelOf(hugeReport(5000))]),
  '50 models': () =>
    pullOf(
      Array.from({ length: 50 }, (_, index) => modelOf(hugeReport(40, { model: `model-${index}` }), { settings: ids })),
    ),
  '256 models': () =>
    pullOf(
      Array.from({ length: 256 }, (_, index) => modelOf(reportOf(comparisonOf('better'), { model: `model-${index}` }))),
    ),
  'monstrous names': () => poisoned(pullOf([modelOf(hugeReport(60), { settings: ids })]), monstrous),
  '20 monstrous models': () =>
    poisoned(
      pullOf(Array.from({ length: 20 }, (_, index) => modelOf(hugeReport(8, { model: `model-${index}` })))),
      monstrous,
    ),
  'a monstrous failure': () => {
    const view = (situations['did-not-train'] as () => PullRequestView)();
    return poisoned(view, monstrous);
  },
  'a config with 500 monstrous problems': () => {
    const view = (situations['config-invalid'] as () => PullRequestView)();
    const problems = repeated(view.config?.problems ?? [], 500, problem => problem);
    return poisoned({ ...view, config: view.config && { ...view.config, problems } }, monstrous);
  },
};

describe('whatever comes, it fits', () => {
  test.each(Object.keys(crowds))('%s', name => {
    const view = (crowds[name] as () => PullRequestView)();
    const body = bodyOf(view);
    expect(body.length).toBeLessThanOrEqual(65_000);
    expect(readComment(body)).not.toBeNull();
    const { title, summary, text } = checkFace(view, source);
    expect(title.length).toBeLessThanOrEqual(255);
    expect(bytesOf(summary)).toBeLessThanOrEqual(65_535);
    expect(bytesOf(text ?? '')).toBeLessThanOrEqual(65_535);
    expect(bytesOf(jobSummary(view))).toBeLessThanOrEqual(2 ** 20);
    // Nothing was cut in its middle.
    for (const markdown of [body, summary, text ?? '']) {
      const tags = skeleton(rendered(markdown));
      const opened = tags.filter(tag => tag === '<details>').length;
      expect(tags.filter(tag => tag === '</details>')).toHaveLength(opened);
    }
  });

  test('the first line is there when nothing else has room', () => {
    const body = bodyOf((crowds['256 models'] as () => PullRequestView)());
    expect(body.match(/^- ✅ model-\d+: WAPE/gm)?.length).toBeGreaterThan(200);
  });

  test('models that have no room are the best ones, and are counted', () => {
    const view = poisoned((crowds['256 models'] as () => PullRequestView)(), text => `${text}: ${'long '.repeat(60)}`);
    const worst = modelOf(reportOf(comparisonOf('worse'), { model: 'zebra' }));
    const body = bodyOf({ ...view, models: [...view.models, worst] });
    expect(body.length).toBeLessThanOrEqual(65_000);
    expect(body).toContain('### ❌ 257 models: 1 fails, ');
    expect(body).toContain('- ❌ zebra: WAPE');
    expect(body).toMatch(/^- … and \d+ more models, none of them worse$/m);
  });

  test('what another run told is shortened too', () => {
    const long = modelOf(hugeReport(150, { model: 'a' }), { settings: ids });
    const first = bodyOf(pullOf([long], { known: null }));
    const plan = planComment(first, pullOf([{ ...long, model: 'b' }], { known: null }));
    const body = 'body' in plan ? plan.body : '';
    expect(body.length).toBeLessThanOrEqual(65_000);
    expect(readComment(body)?.map(({ name }) => name)).toEqual(['a', 'b']);
  });
});

describe('the ladder', () => {
  const view = modelOf(hugeReport(300), { settings: ids });
  const bodies = modelSection(view, pullOf([view])).bodies.map(form => form());
  const rung = (index: number): string => `${bodies[index]?.open}\n\n${bodies[index]?.folds}`;
  const rowsOf = (index: number, cell: RegExp): number => (rung(index).match(cell) ?? []).length;
  const slices = /^\| shop = shop \d+ /gm;
  const flips = /^\| id = \d+ /gm;

  test('each form is shorter than the one before', () => {
    const lengths = bodies.map((_, index) => rung(index).length);
    expect([...lengths].sort((a, b) => b - a)).toEqual(lengths);
    expect(new Set(lengths).size).toBe(6);
  });

  test('fewer rows, then no names of rows, then no folds, then no table, then nothing', () => {
    expect(bodies.map((_, index) => rowsOf(index, slices))).toEqual([200, 30, 10, 0, 0, 0]);
    expect(bodies.map((_, index) => rowsOf(index, flips))).toEqual([40, 10, 0, 0, 0, 0]);
    expect(bodies.map(({ folds }) => folds.includes('<details>'))).toEqual([true, true, true, false, false, false]);
    expect(bodies.map(({ open }) => /^\| \*\*wape\*\* +\|/m.test(open))).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(bodies.map(({ open }) => open.includes('0.78 points better (90 %:'))).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
    ]);
    expect(bodies.at(-1)).toEqual({ open: '', folds: '' });
  });

  test('what is cut is counted', () => {
    expect(rung(0)).toContain('… and 100 more, none worse than these.');
    expect(rung(1)).toContain('… and 270 more, none worse than these.');
    expect(bodies[3]?.open).toMatch(/… and \d+ more\./);
  });

  test('the longest part is shortened first', () => {
    const mark = { name: '', kind: 'model', head: '', run: 1, attempt: 1, gravity: 'passes' } as const;
    const parts = [
      { mark, line: '', forms: ['aaaa', 'a', ''].map(form => () => form) },
      { mark, line: '', forms: ['bbbbbbbb', 'bbb', ''].map(form => () => form) },
    ];
    const within = (most: number): string =>
      fitted(parts, {
        most,
        measure: text => text.length,
        write: (shown, left) => `${shown.map(({ body }) => body).join('')}${left === 0 ? '' : left}`,
      });
    expect([12, 11, 7, 6, 4, 3, 1, 0].map(within)).toEqual([
      'aaaabbbbbbbb',
      'aaaabbb',
      'aaaabbb',
      'abbb',
      'abbb',
      'a',
      'a',
      '',
    ]);
  });
});
