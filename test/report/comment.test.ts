import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { planComment } from '../../src/report/comment.ts';
import type { ModelView, PullRequestView } from '../../src/report/pull-request-view.ts';
import { isRelevoComment, readComment } from '../../src/report/sticky-comment.ts';
import { situations } from './situations.ts';
import { comparisonOf, modelOf, pullOf, reportOf } from './views.ts';

const run = (id: number, attempt = 1): ModelView['run'] => ({
  id,
  attempt,
  url: `https://github.com/o/r/actions/runs/${id}`,
});

/** One model's result, told by one run about one head. */
const tells = (model: string, name: string, by = run(100), head = 'a'.repeat(40)): PullRequestView =>
  pullOf([modelOf(reportOf(comparisonOf(name), { model }), { run: by })], { known: null, head });

/** The comment after some runs have told, one after the other. */
function commentAfter(...views: readonly PullRequestView[]): string {
  let body: string | null = null;
  for (const view of views) {
    const plan = planComment(body, view);
    if ('body' in plan) body = plan.body;
  }
  return body ?? '';
}

const linesOf = (body: string): string[] =>
  [...body.matchAll(/^(?:### |- )(?=[^`\s]+ (?:.*: |\d+ models))(.*)$/gmu)].map(([, line]) => line as string);

describe('one comment of several runs', () => {
  test('a second model is laid beside the first, worst first', () => {
    const body = commentAfter(tells('sales', 'better'), tells('returns', 'worse', run(101)));
    expect(linesOf(body)).toEqual([
      '❌ 2 models: 1 fails, 1 passes',
      '❌ returns: WAPE 6.922 % → 8.022 %, merging keeps v11',
      '✅ sales: WAPE 6.92 % → 6.31 %, merging makes it v12',
    ]);
    expect(readComment(body)?.map(({ name, run }) => [name, run])).toEqual([
      ['returns', 101],
      ['sales', 100],
    ]);
  });

  test('of one model the newest run and attempt stays, whoever finishes last', () => {
    const newest = tells('sales', 'worse', run(102, 2));
    for (const older of [run(101, 9), run(102, 1)]) {
      expect(planComment(commentAfter(newest), tells('sales', 'better', older))).toEqual({ kind: 'unchanged' });
    }
    for (const newer of [run(102, 2), run(102, 3), run(103)]) {
      expect(planComment(commentAfter(newest), tells('sales', 'better', newer)).kind).toBe('update');
    }
  });

  test('in whichever order runs finish, the comment is the same', () => {
    const views = [
      tells('sales', 'worse', run(100), '1'.repeat(40)),
      tells('sales', 'better', run(103), '2'.repeat(40)),
      tells('returns', 'undecided', run(101), '1'.repeat(40)),
      tells('returns', 'identical', run(101, 2), '1'.repeat(40)),
      tells('stock', 'a slice broken', run(104), '2'.repeat(40)),
    ];
    const wanted = commentAfter(...views);
    fc.assert(
      fc.property(fc.shuffledSubarray(views, { minLength: views.length }), order => {
        expect(commentAfter(...order)).toBe(wanted);
      }),
      { seed: 1, numRuns: 20 },
    );
    expect(linesOf(wanted)).toEqual([
      '❌ 3 models: 1 fails, 1 passes, 1 unchanged',
      '❌ stock: better on average, worse for shop = Vigo; merging keeps v11',
      '✅ sales: WAPE 6.92 % → 6.31 %, merging makes it v12',
      '➖ returns: predicts exactly what v11 does; merging changes nothing *(of an earlier push)*',
    ]);
  });

  test('told again, nothing is written, whatever GitHub makes of line ends', () => {
    for (const make of Object.values(situations)) {
      const view = make();
      const body = commentAfter({ ...view, models: view.models.map(model => ({ ...model, touched: true })) });
      expect(planComment(body, view)).toEqual({ kind: 'unchanged' });
      expect(planComment(body.replaceAll('\n', '\r\n'), view)).toEqual({ kind: 'unchanged' });
    }
  });

  test('an earlier push is named until its model is told again', () => {
    const body = commentAfter(tells('sales', 'better'), tells('returns', 'worse', run(101), 'b'.repeat(40)));
    expect(linesOf(body)[2]).toBe('✅ sales: WAPE 6.92 % → 6.31 %, merging makes it v12 *(of an earlier push)*');
    const again = planComment(body, tells('sales', 'better', run(102), 'b'.repeat(40)));
    expect('body' in again && again.body).not.toContain('earlier push');
  });

  test('a model that the config no longer has goes', () => {
    const body = commentAfter(tells('sales', 'better'), tells('returns', 'worse', run(101)));
    const plan = planComment(body, { ...tells('sales', 'better', run(102)), known: ['sales'] });
    expect('body' in plan && linesOf(plan.body)).toEqual(['✅ sales: WAPE 6.92 % → 6.31 %, merging makes it v12']);
  });

  test('a config that was mended goes, and one that broke stands first', () => {
    const broken = (situations['config-invalid'] as () => PullRequestView)();
    const config = broken.config && { ...broken.config, run: run(101) };
    const body = commentAfter(tells('sales', 'better'), { ...broken, config });
    expect(linesOf(body)).toEqual([
      '💥 2 models: 1 config cannot be read, 1 passes',
      '💥 relevo.yml: 2 problems, so no model was evaluated',
      expect.stringMatching(/^✅ sales: /),
    ]);
    expect(
      linesOf(commentAfter(tells('sales', 'better'), { ...broken, config }, tells('sales', 'better', run(102)))),
    ).toEqual([expect.stringMatching(/^✅ sales: /)]);
  });

  test('the details of another run stay as they were', () => {
    const one = commentAfter(tells('sales', 'a slice broken'));
    const both = commentAfter(tells('sales', 'a slice broken'), tells('returns', 'better', run(101)));
    const [part] = readComment(one) ?? [];
    expect(readComment(both)?.find(({ name }) => name === 'sales')).toEqual(part);
    expect(part?.body).toContain('<details><summary>Slices:');
  });
});

describe('a comment that people changed', () => {
  const ours = commentAfter(tells('sales', 'better'), tells('returns', 'worse', run(101)));

  test.each([
    ['its marks are gone', ours.replace(/<!-- relevo:part 1 -->/, '')],
    ['its mark is no JSON', ours.replace('"v":1', 'v:1')],
    ['its mark is of another version', ours.replace('"v":1', '"v":2')],
    ['a line is gone', ours.replace(/^- .*\n/m, '')],
    ['the end is gone', ours.slice(0, 300)],
    ['it is empty', ''],
  ])('%s: it is written anew with what is known', (_, body) => {
    const plan = planComment(body, tells('stock', 'better', run(102)));
    expect('body' in plan && linesOf(plan.body)).toEqual([expect.stringMatching(/^✅ stock: /)]);
    expect(plan.kind).toBe('update');
  });

  test('whatever it is, it is read or not, and never breaks anything', () => {
    const cut = fc.nat({ max: ours.length });
    fc.assert(
      fc.property(cut, cut, fc.string({ maxLength: 20 }), (from, to, added) => {
        const body = ours.slice(0, from) + added + ours.slice(to);
        const plan = planComment(body, tells('sales', 'better', run(102)));
        expect(['update', 'unchanged']).toContain(plan.kind);
        if ('body' in plan) expect(readComment(plan.body)).not.toBeNull();
      }),
      { seed: 3, numRuns: 60 },
    );
  });

  test('only what begins with the mark looks like ours', () => {
    expect(isRelevoComment(ours)).toBe(true);
    expect(isRelevoComment(`Look: ${ours}`)).toBe(false);
  });
});

describe('no comment', () => {
  const quiet = (name: string, more: Partial<ModelView> = {}): string => {
    const report = reportOf(comparisonOf(name));
    return planComment(null, pullOf([modelOf(report, { touched: false, ...more })])).kind;
  };
  const known = { ...reportOf(null).training, how: 'known' as const };

  test('where nothing about models changed', () => {
    expect(quiet('identical')).toBe('none');
    expect(quiet('worse', { standing: { kind: 'not-trained', when: 'label' } })).toBe('none');
    const report = reportOf(comparisonOf('worse'), { training: known });
    expect(quiet('worse', { standing: { kind: 'reported', report, stale: null } })).toBe('none');
    expect(planComment(null, pullOf([])).kind).toBe('none');
  });

  test('but one where anything did', () => {
    expect(quiet('identical', { touched: true })).toBe('create');
    expect(quiet('better')).toBe('create');
    const report = reportOf(comparisonOf('identical'), { training: known });
    expect(quiet('identical', { standing: { kind: 'reported', report, stale: { now: 'v12' } } })).toBe('create');
    expect(quiet('identical', { effect: { kind: 'withheld', reason: 'Frozen.', remedy: null } })).toBe('create');
  });

  test('but where there is one, it is kept right', () => {
    const before = commentAfter(tells('daily-sales', 'better'));
    const view = pullOf([modelOf(reportOf(comparisonOf('identical')), { touched: false })]);
    expect(planComment(before, view).kind).toBe('update');
  });
});
