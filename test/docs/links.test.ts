// Every relative link in a Markdown file leads to a file of this repository, and every anchor to a heading.
import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { listFiles, readText, root } from '../repository.ts';
import { listAnchors, listLinks } from './markdown.ts';

// What people see on GitHub is kept as Markdown beside its tests; it links as GitHub does, and holds hostile names.
const files = listFiles(/\.md$/).filter(file => !/^(?:dist|test\/report)\//.test(file));

/** Why a link of a file leads nowhere, or nothing when it leads somewhere. */
function findFault(file: string, link: string): string | undefined {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? file : normalize(join(dirname(file), decodeURIComponent(path)));
  if (target.startsWith('..')) return `${link} leaves the repository`;
  if (!existsSync(join(root, target))) return `${link} leads to nothing`;
  if (anchor !== undefined && !listAnchors(readText(target)).includes(anchor)) return `${link} names no heading`;
  return undefined;
}

const isRelative = (link: string) => !/^[a-z][a-z0-9+.-]*:/i.test(link);

describe('links', () => {
  test('the front page is among the files', () => {
    expect(files).toEqual(expect.arrayContaining(['README.md', 'docs/architecture.md']));
  });

  test.each(files)('%s', file => {
    const faults = listLinks(readText(file))
      .filter(isRelative)
      .flatMap(link => findFault(file, link) ?? []);
    expect(faults).toEqual([]);
  });

  test.each([
    ['docs/none.md', 'docs/none.md leads to nothing'],
    ['#no-such-heading', '#no-such-heading names no heading'],
    ['docs/architecture.md#none', 'docs/architecture.md#none names no heading'],
    ['../elsewhere.md', '../elsewhere.md leaves the repository'],
  ])('%s would be found', (link, fault) => {
    expect(listLinks(`a [link](${link}) and \`[none](${link})\``)).toEqual([link]);
    expect(findFault('README.md', link)).toBe(fault);
  });
});
