// Workflow files may be changed only by tokens with the `workflows` permission, which GITHUB_TOKEN never has.
import type { TreeFile } from './git-objects.ts';
import { defaultHead, type Repository } from './repository.ts';
import type { Token } from './token.ts';

/** Whether a path is a workflow's. */
export const isWorkflowPath = (path: string): boolean => path.startsWith('.github/workflows/');

/** Whether a token is held to the rule and lacks the permission. */
export const lacksWorkflows = ({ kind, permissions }: Token): boolean =>
  (kind === 'actions' || kind === 'app') && permissions.workflows !== 'write';

function workflowFiles({ objects }: Repository, commit: string | undefined): ReadonlyMap<string, TreeFile> {
  const tree = commit === undefined ? undefined : objects.treeOf(commit);
  const folder = tree === undefined ? undefined : objects.at(tree, '.github/workflows');
  return folder === undefined ? new Map() : objects.files(folder.sha);
}

/** Whether a commit adds or changes workflow files, compared with the default branch. */
export function bringsWorkflows(repository: Repository, commit: string): boolean {
  const known = workflowFiles(repository, defaultHead(repository));
  return [...workflowFiles(repository, commit)].some(([path, { sha }]) => known.get(path)?.sha !== sha);
}
