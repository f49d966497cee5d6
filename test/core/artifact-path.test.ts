// Which paths an artifact may hold.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { faultOfPath, findCollision } from '../../src/core/artifact-path.ts';

describe('a path', () => {
  test.each([
    'a',
    'model/weights.bin',
    'code/.env',
    'größe/ñ 🎉.json',
    'nullable.txt',
    'com10',
    'console/con fig',
    'a-b_c (1).js',
    `${'x'.repeat(255)}/y`,
  ])('%s can stand in an artifact', path => {
    expect(faultOfPath(path)).toBeUndefined();
  });

  test.each([
    ['/etc/passwd', 'it is absolute'],
    ['', 'it has an empty part'],
    ['a//b', 'it has an empty part'],
    ['a/', 'it has an empty part'],
    ['..', 'it leaves the folder'],
    ['a/../../b', 'it leaves the folder'],
    ['./a', 'it has a part that is only a dot'],
    ['C:/a', 'it has a character that Windows refuses'],
    ['a\\..\\b', 'it has a character that Windows refuses'],
    ['file.txt:stream', 'it has a character that Windows refuses'],
    ['a*', 'it has a character that Windows refuses'],
    ['a\nb', 'it has a control character'],
    ['a\u0000b', 'it has a control character'],
    ['a\u0085b', 'it has a control character'],
    ['a./b', 'it has a part that ends in a dot or space'],
    ['a ', 'it has a part that ends in a dot or space'],
    ['CON', 'it has a part that Windows reserves'],
    ['lib/nul.tar.gz', 'it has a part that Windows reserves'],
    ['Lpt1', 'it has a part that Windows reserves'],
    ['com²', 'it has a part that Windows reserves'],
    ['aux .txt', 'it has a part that Windows reserves'],
    ['\ud800', 'it is not valid Unicode'],
    [`${'ñ'.repeat(128)}`, 'it has a part longer than 255 bytes'],
    [`${'x/'.repeat(512)}y`, 'it is longer than 1024 bytes'],
  ])('%j cannot', (path, fault) => {
    expect(faultOfPath(path)).toEqual(expect.stringContaining(fault));
  });

  test('that is accepted never leaves the folder', () => {
    const part = fc.oneof(fc.constantFrom('..', '.', '', 'a', 'b', '\\', 'C:'), fc.string({ maxLength: 4 }));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), parts => {
        const path = parts.join('/');
        if (faultOfPath(path) !== undefined) return;
        const url = new URL(path.split('/').map(encodeURIComponent).join('/'), 'file:///folder/');
        expect(decodeURIComponent(url.pathname)).toBe(`/folder/${path}`);
      }),
      { seed: 42, numRuns: 5000 },
    );
  });
});

describe('paths', () => {
  test.each([
    ['of different names', ['a', 'b', 'a.txt', 'c/a', 'c/b']],
    ['of files in one folder', ['lib/a', 'lib/b', 'lib/deep/a', 'lib/deep/b']],
    ['that begin alike', ['lib', 'library/a', 'lib.js']],
  ])('%s do not collide', (_, paths) => {
    expect(findCollision(paths)).toBeUndefined();
  });

  test.each<[string, string[], string[]?]>([
    ['equal', ['a', 'a']],
    ['letter case', ['Model.json', 'model.json']],
    ['the case of a folder', ['Lib/a', 'lib/b'], ['Lib', 'lib/b']],
    ['the case of a folder below', ['x/Lib/a', 'x/lib/b'], ['x/Lib', 'x/lib/b']],
    ['composed and decomposed letters', ['gr\u00f6\u00dfe', 'gro\u0308\u00dfe']],
    ['case beyond ASCII', ['STRASSE', 'straße']],
    ['the final sigma', ['ΟΔΟΣ', 'οδος']],
    ['the Kelvin sign', ['\u212a', 'k']],
    ['a ligature', ['ﬁle', 'file']],
    ['a file and a folder of one name', ['a', 'a/b']],
    ['a file and a folder in another case', ['lib/a', 'LIB'], ['LIB', 'lib/a']],
  ])('of one meaning somewhere collide: %s', (_, paths, found = paths) => {
    expect(findCollision(paths)).toEqual(found);
    expect(findCollision([...paths].reverse())).toBeDefined();
  });
});
