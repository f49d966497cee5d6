// A registry in a folder: what every registry does, and what only files can suffer.
import { join } from 'node:path';
import { openDirectoryRegistry } from '../../../src/adapters/registry/directory.ts';
import { newFolder } from './artifacts.ts';
import { describeRegistry } from './contract.ts';

describeRegistry('directory registry', async () => {
  const root = join(newFolder(), '.relevo');
  return { open: () => openDirectoryRegistry(root) };
});
