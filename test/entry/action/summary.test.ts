// The job summary tells the answer first, and what stands in a config can do nothing in it.
import { describe, expect, test } from '@jest/globals';
import { inert, renderSummary } from '../../../src/entry/action/summary.ts';

describe('renderSummary', () => {
  test('lists the models of a valid config', () => {
    expect(renderSummary({ file: 'relevo.yml', models: ['a', 'b'], problems: [] })).toBe(
      '<h3>✅ <code>relevo.yml</code> is valid</h3>\n<ul>\n<li><code>a</code></li>\n<li><code>b</code></li>\n</ul>\n',
    );
  });

  test('shows a row a problem', () => {
    const problems = [
      { line: 3, key: 'models.a.task', message: 'is missing' },
      { line: undefined, key: '', message: 'holds no model' },
    ];
    expect(
      renderSummary({ file: 'x/relevo.yml', models: [], problems }),
    ).toBe(`<h3>❌ <code>x/relevo.yml</code> has 2 problems</h3>
<table>
<tr><th>line</th><th>key</th><th>problem</th></tr>
<tr><td>3</td><td><code>models.a.task</code></td><td><code>is missing</code></td></tr>
<tr><td></td><td><code></code></td><td><code>holds no model</code></td></tr>
</table>
`);
  });

  test('stays far below the mebibyte that GitHub takes, and counts what it left out', () => {
    const problem = { line: 1, key: '"'.repeat(5000), message: '"'.repeat(5000) };
    const text = renderSummary({ file: 'relevo.yml', models: [], problems: Array(1000).fill(problem) });
    expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
    expect(text).toContain('has 1000 problems');
    expect(text).toContain('<p>800 more are in the log.</p>');
  });
});

describe('inert', () => {
  test.each([
    ['@team #1 https://example.org', '<code>@team #1 https://example.org</code>'],
    [
      '</code><img src="x" onerror="y">',
      '<code>&lt;/code&gt;&lt;img src=&quot;x&quot; onerror=&quot;y&quot;&gt;</code>',
    ],
    ['&lt;', '<code>&amp;lt;</code>'],
    ['a\n\n# b\r\nc', '<code>a # b c</code>'],
    ['a\u001b[31mb\u202ec\u2028d', '<code>a [31mb c d</code>'],
    ['**a** | `b` [c](d)', '<code>**a** | `b` [c](d)</code>'],
  ])('%j', (text, shown) => {
    expect(inert(text)).toBe(shown);
  });
});
