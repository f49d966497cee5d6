// Everything of GitHub that trusted flows use, through one client.
import type { GitHubPorts } from '../../ports/github.ts';
import { GitHubChecks } from './checks.ts';
import { GitHubDeployments } from './deployments.ts';
import { GitHubDispatches } from './dispatches.ts';
import { GitHubIssues } from './issues.ts';
import { GitHubPeople } from './people.ts';
import type { GitHubClient, Place } from './place.ts';
import { GitHubProposals } from './proposals.ts';
import { GitHubReleases } from './releases.ts';
import { GitHubRepository } from './repository.ts';
import { GitHubRuns } from './runs.ts';
import { GitHubThreads } from './threads.ts';

/** The ports of one repository; `self` is the login that the client's token writes as. */
export function createGitHubPorts(client: GitHubClient, where: Omit<Place, 'client'>): GitHubPorts {
  const place: Place = { ...where, client };
  return {
    repository: new GitHubRepository(place),
    runs: new GitHubRuns(place),
    threads: new GitHubThreads(place),
    checks: new GitHubChecks(place),
    releases: new GitHubReleases(place),
    deployments: new GitHubDeployments(place),
    dispatches: new GitHubDispatches(place),
    issues: new GitHubIssues(place),
    people: new GitHubPeople(place),
    proposals: new GitHubProposals(place),
  };
}
