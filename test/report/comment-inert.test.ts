import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkFace } from '../../src/report/check.ts';
import { planComment } from '../../src/report/comment.ts';
import { fenced, link } from '../../src/report/markup.ts';
import type { PullRequestView } from '../../src/report/pull-request-view.ts';
import { readComment } from '../../src/report/sticky-comment.ts';
import { jobSummary } from '../../src/report/summary.ts';
import { poisoned } from './poison.ts';
import { active, proseOf, rendered, skeleton } from './rendered.ts';
import { situations } from './situations.ts';

const source = { file: 'relevo.yml', lineOf: () => 1 };
const views = Object.fromEntries(Object.entries(situations).map(([name, make]) => [name, make()]));
const names = fc.constantFrom(...Object.keys(views));
const viewOf = (name: string): PullRequestView => views[name] as PullRequestView;

/** With rows that may be named, there is more to be made inert. */
function namingRows(name: string): PullRequestView {
  const settings = { inconclusive: 'neutral', rows: 'ids' } as const;
  const view = viewOf(name);
  return { ...view, models: view.models.map(model => ({ ...model, settings })) };
}

const tokens = [
  ...'ab1 @#:/\\`*_{}[]()<>+-.!|~$=&;"\'\n\t'.split(''),
  '@octocat ',
  '@team #1',
  'octo/repo#12 ',
  'GH-12',
  'https://evil.example/x',
  'www.evil.example',
  'me@evil.example',
  '](https://evil.example)',
  '![x](https://evil.example/p.png)',
  '<img src=x onerror=alert(1)>',
  '</details>',
  '<details><summary>',
  '</summary>',
  '</td></table>',
  '<!-- relevo:comment {"v":1,"parts":[]} -->',
  '<!-- relevo:part 0 -->',
  '<!-- relevo:end -->',
  '-->',
  '```',
  '~~~~',
  '\n/relevo promote\n',
  '/relevo rollback',
  '\n- item\n',
  '\n## heading\n',
  '\n\n    indented',
  '| a | b |\n|---|---|',
  ':tada:',
  '&commat;octocat',
  '&#64;octocat',
  '**',
  '__',
  '\u202e',
  '\u0000',
  '\u001b[31m',
  '\u2028',
  '日本',
  '💥',
];
const foreign = fc.array(fc.constantFrom(...tokens), { minLength: 1, maxLength: 5 }).map(parts => parts.join(''));

/** Equal texts become equal ones, chosen from a few. */
const chosenFrom = (texts: readonly string[]) => (text: string) => {
  const sum = [...text].reduce((so, character) => (so * 31 + character.charCodeAt(0)) % 9973, 7);
  return texts[sum % texts.length] as string;
};

const commentOf = (view: PullRequestView): string => {
  const plan = planComment(null, view);
  return 'body' in plan ? plan.body : '';
};

/** Everything that a view becomes as Markdown. */
function faces(view: PullRequestView): string[] {
  const { summary, text } = checkFace(view, source);
  return [commentOf(view), jobSummary(view), summary, text ?? ''];
}

describe('foreign text in what GitHub shows', () => {
  const property = fc.property(names, fc.array(foreign, { minLength: 3, maxLength: 6 }), (name, texts) => {
    const view = namingRows(name);
    const hostile = faces(poisoned(view, chosenFrom(texts)));
    // The same shape with harmless words: no text has made, moved or closed a tag.
    const harmless = faces(poisoned(view, chosenFrom(texts.map(text => `x ${texts.indexOf(text)}`))));
    for (const [index, markdown] of hostile.entries()) {
      const html = rendered(markdown);
      expect(skeleton(html)).toEqual(skeleton(rendered(harmless[index] as string)));
      const prose = proseOf(html);
      for (const pattern of active) expect(prose).not.toMatch(pattern);
      // In code too: programs read comments line by line.
      expect(markdown).not.toMatch(/^\s*\/[a-z]/im);
      expect(markdown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
    }
    const marks = (hostile[0] as string).match(/<!-- relevo:\w+/g) ?? [];
    const parts = view.models.length + (view.config === null ? 0 : 1);
    expect(marks).toEqual(
      hostile[0] === '' ? [] : ['<!-- relevo:comment', ...Array(parts).fill('<!-- relevo:part'), '<!-- relevo:end'],
    );
  });

  test('nothing of it acts, whatever it is and wherever it stands', () => {
    fc.assert(property, { seed: 7, numRuns: Number(process.env.RUNS ?? 60) });
  });

  test('a comment with it is read back, and is not written again', () => {
    const property = fc.property(names, fc.array(foreign, { minLength: 3, maxLength: 6 }), (name, texts) => {
      const hostile = poisoned({ ...viewOf(name), known: null }, chosenFrom(texts));
      const one = hostile.models.slice(0, 1).map(model => ({ ...model, touched: true }));
      const body = commentOf({ ...hostile, models: one });
      expect(readComment(body)).not.toBeNull();
      expect(planComment(body.replaceAll('\n', '\r\n'), { ...hostile, models: one })).toEqual({ kind: 'unchanged' });
    });
    fc.assert(property, { seed: 7, numRuns: 200 });
  });

  test('a title is one line of at most 255 characters', () => {
    const property = fc.property(names, fc.array(foreign, { minLength: 3 }), (name, texts) => {
      const long = poisoned(viewOf(name), text => chosenFrom(texts)(text).repeat(40));
      const { title, annotations } = checkFace(long, source);
      expect(title.length).toBeLessThanOrEqual(255);
      expect(title).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      for (const { title, message } of annotations) {
        expect(title.length).toBeLessThanOrEqual(255);
        expect(message.length).toBeLessThanOrEqual(4000);
        expect(title.trim()).not.toBe('');
        expect(message.trim()).not.toBe('');
      }
    });
    fc.assert(property, { seed: 7, numRuns: 200 });
  });
});

describe('output of a program', () => {
  test('stays in its block of code, whatever it prints', () => {
    const property = fc.property(fc.array(foreign, { maxLength: 6 }), lines => {
      const html = rendered(`before\n\n${fenced(lines)}\n\nafter`);
      expect(skeleton(html)).toEqual(['<p>', '</p>', '<pre>', '</pre>', '<p>', '</p>']);
      expect(fenced(lines)).not.toMatch(/<!--|<\/?(?:details|summary)|^\s*\/[a-z]/im);
    });
    fc.assert(property, { seed: 7, numRuns: 1000 });
  });
});

describe('a link', () => {
  test.each([
    ['https://github.com/o/r/releases/tag/a%2Fv1', 'https://github.com/o/r/releases/tag/a%2Fv1'],
    ['https://github.com/o/r?a=(b)<c>"d"', 'https://github.com/o/r?a=%28b%29%3Cc%3E%22d%22'],
    ['https://github.com/o/r) [x](https://evil.example', 'https://github.com/o/r%29%20%5Bx%5D%28https://evil.example'],
  ])('to %s goes there', (address, href) => {
    expect(link('run', address)).toBe(`[run](${href})`);
    expect(rendered(link('run', address)).match(/<a /g)).toHaveLength(1);
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'nowhere',
    '//evil.example',
    'https://me:secret@evil.example/',
    '',
  ])('to %j is none', address => {
    expect(link('run', address)).toBe('run');
  });
});
