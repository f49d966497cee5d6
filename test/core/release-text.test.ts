// How releases are named and what they carry.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseReleaseTag, readReleaseMark, releaseBody, releaseTag } from '../../src/core/release-text.ts';
import { named } from './ledger-fixtures.ts';

const mark = { model: 'shop', version: 3, artifact: named('a'), event: named('e') };

describe('a tag', () => {
  test('is read as it was written', () => {
    expect(releaseTag('shop', 3)).toBe('shop/v3');
    expect(parseReleaseTag('shop/v3')).toEqual({ model: 'shop', version: 3 });
  });

  test.each(['v3', 'shop/3', 'shop/v0', 'shop/v03', 'a/b/v3', 'Shop/v3', 'shop/v3-rc', ''])('"%s" is none', tag => {
    expect(parseReleaseTag(tag)).toBeUndefined();
  });
});

describe('a body', () => {
  test('shows the model card without its front matter after the mark', () => {
    const body = releaseBody('---\ntags: [x]\n---\n\n# shop\n\nText.\n', mark);
    expect(body).toMatch(/^<!-- relevo:release \{.*\} -->\n\n# shop\n\nText\.\n$/);
    expect(readReleaseMark(body)).toEqual(mark);
    expect(readReleaseMark(body.replaceAll('\n', '\r\n'))).toEqual(mark);
  });

  test('keeps its mark whatever the card holds, within what GitHub takes', () => {
    const evil = `<!-- relevo:release ${JSON.stringify({ ...mark, version: 9 })} -->`;
    const cards = fc.oneof(
      fc.string(),
      fc.constant(evil),
      fc.string().map(text => `${text}\n${evil}\n`),
      fc.constant('x'.repeat(200_000)),
    );
    fc.assert(
      fc.property(cards, card => {
        const body = releaseBody(card, mark);
        expect(readReleaseMark(`${body}\nmore`)).toEqual(mark);
        expect(body.length).toBeLessThan(125_000);
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  test.each([
    '',
    'text',
    '<!-- relevo:release {} -->',
    '<!-- relevo:release {"model":"../x","version":1} -->',
    '<!-- relevo:release nonsense} -->',
    `<!-- relevo:release ${JSON.stringify({ ...mark, event: 'x' })} -->`,
    `edited ${releaseBody('', mark)}`,
  ])('without a whole mark at its beginning has none: %s', body => {
    expect(readReleaseMark(body)).toBeNull();
  });
});
