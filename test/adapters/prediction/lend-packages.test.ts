import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { lendPackages } from '../../../src/adapters/prediction/lend-packages.ts';
import { makeFolder } from '../../e2e/relevo.ts';

const packageFile = (version: string) => `{ "version": "${version}" }`;

describe('lendPackages', () => {
  test('links the packages of a project and of the folders above it, the nearest first', async () => {
    const root = makeFolder({
      'repository/node_modules/shared/package.json': packageFile('1'),
      'repository/node_modules/@scope/one/package.json': packageFile('1'),
      'repository/node_modules/.cache/x': '',
      'repository/models/sales/node_modules/shared/package.json': packageFile('2'),
      'repository/models/sales/node_modules/@scope/two/package.json': packageFile('2'),
      'copy/predict.js': '',
    });
    await lendPackages(join(root, 'copy'), join(root, 'repository/models/sales'));
    const lent = join(root, 'copy/node_modules');
    expect(readdirSync(lent)).toEqual(expect.arrayContaining(['@scope', 'shared']));
    expect(existsSync(join(lent, '.cache'))).toBe(false);
    expect(readlinkSync(join(lent, 'shared'))).toBe(join(root, 'repository/models/sales/node_modules/shared'));
    expect(readdirSync(join(lent, '@scope')).sort()).toEqual(['one', 'two']);
  });

  test('leaves a copy alone that has packages of its own, or lies in the project', async () => {
    const root = makeFolder({
      'project/node_modules/shared/package.json': packageFile('1'),
      'project/copy/predict.js': '',
      'copy/node_modules/own/package.json': packageFile('1'),
    });
    await lendPackages(join(root, 'copy'), join(root, 'project'));
    await lendPackages(join(root, 'project/copy'), join(root, 'project'));
    expect(readdirSync(join(root, 'copy/node_modules'))).toEqual(['own']);
    expect(readdirSync(join(root, 'project/copy'))).toEqual(['predict.js']);
  });
});
