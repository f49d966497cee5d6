// A registry on GitHub: what every registry does, through the API of a local GitHub.
import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { type GitHub, startGitHub } from '../../github/server.ts';
import { describeRegistry } from '../registry/contract.ts';
import { describeStorage } from '../registry/storage-contract.ts';
import { makePlace } from './place.ts';

let hub: GitHub;
beforeAll(async () => {
  hub = await startGitHub();
});
afterAll(async () => {
  expect(hub.violations).toEqual([]);
  await hub.close();
});

const make = async () => {
  const { open } = makePlace(hub);
  return { open: () => open({ contents: 'write' }) };
};

describeRegistry('GitHub registry', make);

describe('the storage of a GitHub registry', () => describeStorage(make));
