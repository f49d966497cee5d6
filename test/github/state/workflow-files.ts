// Workflow files may be changed only by tokens with the `workflows` permission, which GITHUB_TOKEN never has.
import { defaultHead, type Repository } from './repository.ts';
import type { Token } from './token.ts';

/** Whether a path is a workflow's. */
export const isWorkflowPath = (path: string): boolean => path.startsWith('.github/workflows/');

/** Whether a token is held to the rule and lacks the permission. */
export const lacksWorkflows = ({ kind, permissions }: Token): boolean =>
  (kind === 'actions' || kind === 'app') && permissions.workflows !== 'write';

function workflowTree({ objects }: Repository, commit: string | undefined): string | undefined {
  const tree = commit === undefined ? undefined : objects.treeOf(commit);
  return tree === undefined ? undefined : objects.at(tree, '.github/workflows')?.sha;
}

/** Whether a commit brings workflow files that differ from the default branch's. */
export function bringsWorkflows(repository: Repository, commit: string): boolean {
  const brought = workflowTree(repository, commit);
  return brought !== undefined && brought !== workflowTree(repository, defaultHead(repository));
}
