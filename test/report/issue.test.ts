// What people see in the issue of a model, situation by situation, in files that people can read: test/report/issues. To write
// them anew after a change, run this test with WRITE_FACES=1 and review the difference.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { duplicateText, issueText } from '../../src/report/issue.ts';
import { changeComment } from '../../src/report/issue-comment.ts';
import { dayWords, monthsWords, quantity, shortDay } from '../../src/report/issue-figures.ts';
import { readIssueMark, tellsEvent } from '../../src/report/issue-mark.ts';
import { signalTable } from '../../src/report/issue-table.ts';
import type { SignalView } from '../../src/report/issue-view.ts';
import { named } from '../core/ledger-fixtures.ts';
import { issueSituations, overlong, vigo, withForeign, worse } from './issue-views.ts';

const folder = new URL('issues/', import.meta.url);

test.each(Object.entries(issueSituations))('%s', (name, view) => {
  const { title, body } = issueText(view, ['overall wape']);
  const change = view.status === 'recovered' ? 'recovered' : name.includes('slice') ? 'more' : 'returned';
  const comment = changeComment(view, change, { event: named('event'), fresh: [view.leading.id] });
  const seen = `> **${title}**\n\n${body}\n\n---\n\n${comment}\n`;
  const file = new URL(`${name}.md`, folder);
  if (process.env.WRITE_FACES === '1') writeFileSync(file, seen);
  expect(seen).toBe(readFileSync(file, 'utf8'));
});

test('what is beyond its promise without proof is neither worse nor fine, and stands before what is fine', () => {
  const fine = worse.signals.map((signal): SignalView => ({ ...signal, state: 'fine', since: null }));
  const kept = fine.map((signal, index) => (index === 0 ? signal : { ...signal, now: signal.promised?.value ?? null }));
  const rows = signalTable({ signals: kept.reverse(), until: '2025-07-20', acknowledged: [] }).split('\n').slice(2);
  expect(rows.map(row => row.split('|').at(-2)?.trim())).toEqual(['not proven', ...kept.slice(1).map(() => 'fine')]);
});

test('no file is left of a situation that is gone', () => {
  const files = readdirSync(folder).map(file => file.replace(/\.md$/, ''));
  expect(files.sort()).toEqual(Object.keys(issueSituations).sort());
});

describe('the mark', () => {
  test('tells again what was written, whatever the signals are called', () => {
    const told = ['a --> b', '<!-- x', '“é”', '//'];
    const { body } = issueText(worse, told);
    expect(readIssueMark(body)).toEqual({ model: 'daily-sales', state: 'worse', told: [...told].sort() });
    expect(readIssueMark(duplicateText('daily-sales', 3))).toEqual({
      model: 'daily-sales',
      state: 'duplicate',
      told: [],
    });
    expect(body.slice(0, body.indexOf('-->'))).not.toMatch(/[<>](?!!--)|https?:/);
  });

  test.each(['', 'x', '<!-- relevo:issue', '<!-- relevo:issue {"v":2} -->', '<!-- relevo:issue {"v":1,"model":1} -->'])(
    '%j is none',
    body => {
      expect(readIssueMark(body)).toBeNull();
    },
  );

  test('a comment tells one event', () => {
    const body = changeComment(worse, 'returned', { event: named('one'), fresh: [] });
    expect(tellsEvent(body, named('one'))).toBe(true);
    expect(tellsEvent(body, named('other'))).toBe(false);
    expect(tellsEvent('tells nothing', named('one'))).toBe(false);
  });
});

const rendered = (markdown: string): string =>
  micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });

/** Mentions and references outside code, and every link and tag that is not ours. */
function harm(markdown: string): string[] {
  const html = rendered(markdown.replace(/^<!--.*?-->/, ''));
  const read = html.replace(/<code>[^<]*<\/code>|<pre>[\s\S]*?<\/pre>/g, '');
  const tags = [...html.matchAll(/<(\/?[a-z!][a-z0-9-]*)[^>]*>/gi)].map(([, name]) => name as string);
  const ours = /^\/?(?:h3|p|table|thead|tbody|tr|th|td|strong|code|pre|details|summary|sub|ul|li|em)$/;
  return [
    ...(read.match(/@[\w-]|#\d|\bGH-\d|:\w+:/g) ?? []),
    ...tags.filter(name => !ours.test(name)),
    ...(markdown.match(/^\s*\/relevo.*$/gm) ?? []),
  ];
}

describe('foreign text', () => {
  test('is inert in the body, the comments and the title', () => {
    const text = fc.string({
      unit: fc.constantFrom(...'ab1 @#:/\\`*_{}[]()<>+-.!|~$=&;"\'\n\t\r'.split('')),
      maxLength: 40,
    });
    fc.assert(
      fc.property(
        fc.oneof(text, fc.constantFrom('@octocat', '#1', 'GH-1', '<!-- -->', '</details>', '/relevo ack')),
        foreign => {
          const view = withForeign(foreign);
          const { title, body } = issueText(view, [foreign]);
          expect(harm(body)).toEqual([]);
          expect(readIssueMark(body)?.told).toEqual([foreign]);
          expect(title).not.toMatch(/@\w|#\d|GH-\d|[\n\r`]/);
          for (const change of ['returned', 'more', 'recovered'] as const) {
            expect(harm(changeComment(view, change, { event: named('event'), fresh: [foreign] }))).toEqual([]);
          }
        },
      ),
      { seed: 42, numRuns: 300 },
    );
  });

  test('every row keeps its five cells', () => {
    const { body } = issueText(withForeign('a | b \\| c ` | `'), []);
    const html = rendered(body.replace(/^<!--.*?-->/, ''));
    const [table = ''] = /<table>[\s\S]*?<\/table>/.exec(html) ?? [];
    const rows = [...table.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row = '']) => row.match(/<t[hd]/g)?.length);
    expect(new Set(rows)).toEqual(new Set([5]));
  });
});

test('a thousand signals with long names fit, the first worse ones shown', () => {
  const view = overlong();
  const { title, body } = issueText(
    view,
    view.signals.map(({ id }) => id),
  );
  expect(body.length).toBeLessThanOrEqual(65_000);
  expect(title.length).toBeLessThanOrEqual(256);
  expect(readIssueMark(body)?.told.length).toBeGreaterThan(100);
  expect(body).toMatch(/And \d+ more signals/);
  const told = changeComment(view, 'more', { event: named('event'), fresh: view.signals.map(({ id }) => id) });
  expect(told.length).toBeLessThanOrEqual(65_000);
});

describe('figures', () => {
  test.each([
    [0.118, 'percent', '11.8 %'],
    [0.08, 'percent', '8.0 %'],
    [0.0034, 'percent', '0.34 %'],
    [1.5, 'percent', '150 %'],
    [0, 'percent', '0.0 %'],
    [1015.4, 'number', '1,015'],
    [0.0123, 'number', '0.0123'],
    [-4, 'number', '−4'],
    [4, 'rows', '4 a day'],
    [9 * 3_600_000, 'duration', '9 hours'],
    [3 * 86_400_000, 'duration', '3 days'],
    [2, 'columns', '2'],
    [1e-12, 'number', '1.00e−12'],
    [null, 'percent', '–'],
  ] as const)('%p in %s is %s', (value, unit, text) => {
    expect(quantity(value, unit)).toBe(text);
  });

  test('days carry a year only when it is another', () => {
    expect(dayWords('2025-07-03', '2025-12-31')).toBe('3 July');
    expect(dayWords('2024-12-30', '2025-01-02')).toBe('30 December 2024');
    expect(shortDay('2025-07-03')).toBe('3 Jul');
    expect(monthsWords('2025-04-28', '2025-07-21')).toBe('April to July');
    expect(monthsWords('2024-11-28', '2025-01-21')).toBe('November 2024 to January');
    expect(monthsWords('2025-07-01', '2025-07-21')).toBe('July');
  });
});

test('what lies below the bound of a slice that leads is named with its metric', () => {
  expect(issueText({ ...worse, leading: vigo }, []).title).toBe(
    'daily-sales got worse: WAPE of shop = Vigo 8.0 % → 19.1 % since about 1 July',
  );
});
