// Where a model's retraining pull request stands, and what its branch is called.
import type { ModelConfig } from '../../config/config.ts';
import type { PullRequest } from '../../ports/github.ts';
import type { RetrainView } from '../../report/issue-view.ts';
import type { TrustedPorts } from '../trusted-ports.ts';
import { branchOf, holds } from '../trusted-runs.ts';

/**
 * One branch a model: its pull request is brought up to date rather than followed by another. Git cannot keep a branch
 * `relevo/…` beside the ledger's branch `relevo`.
 */
export const retrainBranch = (model: string): string => `relevo-retrain/${model}`;

type Ports = Pick<TrustedPorts, 'repository' | 'proposals'>;

/** The open pull request; or a branch that nobody was let open one for; or neither. */
export async function retrainStanding(model: ModelConfig, ports: Ports): Promise<RetrainView> {
  if (model.data.refresh === null) return { kind: 'none', can: false };
  const branch = retrainBranch(model.name);
  const pulls = await ports.proposals.from(branch);
  const open = openOf(pulls);
  const facts = await ports.repository.facts();
  const { url, defaultBranch } = facts;
  if (open !== undefined) return { kind: 'pull-request', number: open.number, url: `${url}/pull/${open.number}` };
  const head = await ports.repository.commit(`heads/${branch}`);
  const isDone =
    head === null ||
    pulls.some(({ headSha }) => headSha === head.sha) ||
    (await holds(await branchOf(facts, ports), head.sha, ports));
  return isDone ? { kind: 'none', can: true } : branchView(branch, { url, defaultBranch });
}

/** Of several the lowest, as of everything that may be made twice. */
export const openOf = (pulls: readonly PullRequest[]): PullRequest | undefined =>
  pulls.findLast(({ state }) => state === 'open');

/** The page that opens a pull request with a click. */
export const branchView = (branch: string, at: { url: string; defaultBranch: string }): RetrainView => ({
  kind: 'branch',
  branch,
  compareUrl: `${at.url}/compare/${at.defaultBranch}...${branch}?expand=1`,
});
