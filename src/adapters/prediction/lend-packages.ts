// Lets a copy of an artifact find the packages that are installed in the project: as links, in the copy's own node_modules.
import { mkdir, readdir, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { exists } from '../system.ts';

const NODE_MODULES = 'node_modules';

/**
 * Links every package that code in `project` would find into `folder`, the nearest first, as Node itself looks for them. Nothing
 * happens when the copy has packages of its own, or lies in the project, where Node finds them anyway.
 */
export async function lendPackages(folder: string, project: string): Promise<void> {
  const isInside = !relative(project, folder).startsWith('..');
  if (isInside || (await exists(join(folder, NODE_MODULES)))) return;
  for (const ancestor of ancestorsOf(project)) await linkAll(join(ancestor, NODE_MODULES), join(folder, NODE_MODULES));
}

function ancestorsOf(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...ancestorsOf(above)];
}

/** Packages with a scope lie one folder deeper. */
async function linkAll(from: string, into: string): Promise<void> {
  const names = await readdir(from).catch(() => []);
  if (names.length > 0) await mkdir(into, { recursive: true });
  for (const name of names) {
    if (name.startsWith('@')) await linkAll(join(from, name), join(into, name));
    else if (!name.startsWith('.')) await link(join(from, name), join(into, name));
  }
}

async function link(target: string, path: string): Promise<void> {
  try {
    // On Windows a junction needs no rights; elsewhere the kind is ignored.
    await symlink(target, path, 'junction');
  } catch (thrown) {
    // A nearer folder has it already.
    if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown;
  }
}
