// Markdown as the demo draws it: what a person reads, aligned, and nothing of what is hidden.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { drawPage, widthOf, wrap } from '../../scripts/demo/page.ts';
import { listFiles, root } from '../repository.ts';

/** Surfaces without foreign text, which would be shown as it stands. */
const ours = listFiles(/^test\/report\/(faces|issues)\/(?!foreign).*\.md$/);

const plain = { columns: 100, paint: (_: string, text: string) => text };

describe('the demo', () => {
  test('aligns tables, closes folds and shows no marks', () => {
    const markdown = `<!-- relevo:comment {"v":1} -->
### ✅ sales: WAPE 8.1 % → 7.4 %

Proven on **1,460** rows of \`holdout.csv\`, see [the run](https://example.org).

| metric | v1 | change |
| :-- | --: | :-- |
| **wape** | 8.10 % | better |
| a \\| b | 1 | &lt; 3 |

<details><summary>Slices: 2 better</summary>

| slice | rows |
| --- | ---: |
| shop = Vigo | 365 |

</details>

- one
- two

> said before
`;
    expect(drawPage(markdown, plain)).toEqual([
      '✅ sales: WAPE 8.1 % → 7.4 %',
      '',
      'Proven on 1,460 rows of holdout.csv, see the run.',
      '',
      'metric      v1  change',
      'wape    8.10 %  better',
      'a | b        1  < 3',
      '',
      '▸ Slices: 2 better',
      '',
      '· one',
      '· two',
      '',
      '│ said before',
    ]);
    const opened = drawPage(markdown, { ...plain, opened: 'Slices' });
    expect(opened.slice(8, 11)).toEqual(['▾ Slices: 2 better', 'slice        rows', 'shop = Vigo   365']);
    expect(drawPage(markdown, plain, 'answer')).toHaveLength(3);
  });

  test.each(ours)('draws %s without HTML or marks', file => {
    const lines = drawPage(readFileSync(join(root, file), 'utf8'), plain);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join('\n')).not.toMatch(/<\/?[a-z]+>|<!--|\u200b|\]\(|\*\*|&[a-z]+;/);
  });

  test('breaks lines at spaces, and counts what a terminal shows', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(widthOf('✅ ok')).toBe(5);
    expect(widthOf('\u001b[1mbold\u001b[22m')).toBe(4);
  });
});
