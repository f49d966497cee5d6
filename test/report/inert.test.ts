import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { inertMarkdown, inertMarkdownSentence, inertTerminal, inertTerminalSentence } from '../../src/report/inert.ts';

const rendered = (markdown: string): string =>
  micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });

const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };

/** What a reader sees of one paragraph; undefined where Markdown made more of it than a paragraph of text. */
function shownAs(markdown: string): string | undefined {
  const [, text] = /^<p>([^<]*)<\/p>$/.exec(rendered(`x ${markdown} x`)) ?? [];
  return text?.replace(/&(?:lt|gt|quot|amp);/g, entity => entities[entity] ?? entity).slice(2, -2);
}

const visible = (text: string): string => text.replaceAll('\u200b', '').replace(/\s+/g, ' ').trim();

const hostile = [
  '@octocat',
  'a@b.example',
  '#1',
  'octo/repo#12',
  'GH-12',
  'https://evil.example/x',
  'www.evil.example',
  '[click](https://evil.example)',
  '![pixel](https://evil.example/p.png)',
  '[ref]: https://evil.example',
  '<https://evil.example>',
  '<img src=x onerror=alert(1)>',
  '<!-- relevo:comment -->',
  '<details><summary>',
  '</td></table><script>',
  '`code`',
  '**bold** _it_ ~~gone~~',
  '| a | b |',
  '|---|',
  '# heading',
  '- [ ] task',
  '1. one',
  '> quote',
  '```js',
  '~~~',
  '    indented',
  '***',
  '===',
  '&copy; &#64;octocat',
  '\\',
  'trailing\\',
  '$x^2$',
  ':tada:',
  '[^1]',
  '/relevo promote',
  '::error::stop',
];

describe('foreign text in Markdown', () => {
  test.each(hostile)('%s is plain text', text => {
    expect(visible(shownAs(inertMarkdown(text)) ?? 'more than text')).toBe(visible(text));
    const alone = rendered(inertMarkdown(text));
    expect(alone).toMatch(/^<p>[^<]*<\/p>$/);
  });

  test.each(hostile)('%s does not leave its cell', text => {
    const table = `| a | b |\n| - | - |\n| ${inertMarkdown(text)} | 2 |`;
    const cells = [...rendered(table).matchAll(/<td>([^<]*)<\/td>/g)].map(([, cell]) => cell);
    expect(cells).toHaveLength(2);
    expect(cells[1]).toBe('2');
  });

  test('mentions, references and emoji are parted by a space of no width', () => {
    expect(shownAs(inertMarkdown('@octocat #1 GH-12 :tada:'))).toBe('@\u200boctocat #\u200b1 GH-\u200b12 :\u200btada:');
  });

  test('whatever it is, it stays one cell of text', () => {
    const text = fc.string({
      unit: fc.constantFrom(...'ab1 @#:/\\`*_{}[]()<>+-.!|~$=&;"\'\n\t\r'.split('')),
      maxLength: 30,
    });
    fc.assert(
      fc.property(text, written => {
        const row = `| ${inertMarkdown(written)} | end |`;
        expect(rendered(`| a | b |\n| - | - |\n${row}`)).toMatch(/<td>[^<]*<\/td>\s*<td>end<\/td>/);
        expect(visible(shownAs(inertMarkdown(written)) ?? 'more than text')).toBe(visible(written));
      }),
      { seed: 42, numRuns: 2000 },
    );
  });
});

describe('foreign text on a terminal', () => {
  test.each([
    ['\u001b[31mred\u001b[0m', '�[31mred�[0m'],
    ['\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007', '�]8;;https://evil.example�link�]8;;�'],
    ['a\rb', 'a b'],
    ['a\nb', 'a b'],
    ['a\u0008\u0008b', 'a��b'],
    ['\u009b2J', '�2J'],
    ['\u202eevil', '�evil'],
    ['\u2066x\u2069\u200f\u061c', '�x���'],
    ['a\u2028b', 'a b'],
    ['Vigo', 'Vigo'],
    ['A Coruña 日本', 'A Coruña 日本'],
    ['::set-output name=x::y', ':\u200b:set-output name=x::y'],
    ['std::vector', 'std::vector'],
    ['##[error]x', '#\u200b#[error]x'],
  ])('%j reads %j', (text, shown) => {
    expect(inertTerminal(text)).toBe(shown);
    expect(inertTerminalSentence(text)).toBe(shown);
  });

  test('a megabyte is cut to what a line can hold', () => {
    expect([...inertTerminal('é'.repeat(2 ** 20))]).toHaveLength(120);
    expect([...inertTerminalSentence('é'.repeat(2 ** 20))]).toHaveLength(1000);
    expect(inertMarkdown('a'.repeat(200))).toBe(`${'a'.repeat(119)}…`);
    expect(inertMarkdownSentence('a'.repeat(900))).toHaveLength(900);
  });
});
