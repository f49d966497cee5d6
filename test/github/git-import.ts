// Takes the commits of a real git repository in, as a push would.
import { execFileSync } from 'node:child_process';
import type { GitType } from './state/git-format.ts';
import type { GitObjects } from './state/git-objects.ts';

const git = (folder: string, args: readonly string[], input?: string): Buffer =>
  execFileSync('git', ['-C', folder, ...args], { input: input ?? '', maxBuffer: 2 ** 30 });

/** Copies everything that a branch of a local repository reaches; tells the id at its end. */
export function importBranch(objects: GitObjects, folder: string, branch: string): string {
  const listed = git(folder, ['rev-list', '--objects', branch]).toString('utf8').split('\n');
  const ids = listed.map(line => line.slice(0, 40)).filter(id => id !== '' && objects.find(id) === undefined);
  const bytes = git(folder, ['cat-file', '--batch'], `${ids.join('\n')}\n`);
  for (let at = 0; ids.length > 0 && at < bytes.length; ) {
    const end = bytes.indexOf('\n', at);
    const [id, type, size] = bytes.toString('utf8', at, end).split(' ');
    const content = bytes.subarray(end + 1, end + 1 + Number(size));
    if (objects.add(type as GitType, Buffer.from(content)) !== id) throw new Error(`git's ${id} has another id here.`);
    at = end + 2 + Number(size);
  }
  return git(folder, ['rev-parse', `${branch}^{commit}`])
    .toString('utf8')
    .trim();
}
