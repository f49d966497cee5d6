// The tables of inputs and outputs in README.md follow action.yml.
import { describe, expect, test } from '@jest/globals';
import { produceInputsTable, replaceTables } from '../../scripts/inputs-table.ts';
import { readText, root } from '../repository.ts';

const action = `
inputs:
  mode:
    description: >-
      This | that,
      over two lines.
    required: true
  config:
    description: A file.
    default: relevo.yml
outputs:
  valid:
    description: Whether.
`;

describe('the table of inputs', () => {
  test('is made from action.yml, between the markers, and nowhere else', () => {
    const readme = 'before\n<!-- inputs:begin -->\nold\n<!-- inputs:end -->\nafter\n';
    const made = replaceTables(readme, action);
    expect(made).toBe(`before
<!-- inputs:begin -->
| input    | what it does                  | default      |
| -------- | ----------------------------- | ------------ |
| \`mode\`   | This \\| that, over two lines. | required     |
| \`config\` | A file.                       | \`relevo.yml\` |

| output  | what it holds |
| ------- | ------------- |
| \`valid\` | Whether.      |
<!-- inputs:end -->
after
`);
    expect(replaceTables(made, action)).toBe(made);
  });

  test.each(['no markers', '<!-- inputs:end --> <!-- inputs:begin -->'])('%j is refused', readme => {
    expect(() => replaceTables(readme, action)).toThrow(
      'needs the lines <!-- inputs:begin --> and <!-- inputs:end -->',
    );
  });

  test('README.md holds it as action.yml has it now', () => {
    expect(produceInputsTable(root)).toEqual({ path: 'README.md', content: readText('README.md') });
  });
});
