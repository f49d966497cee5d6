// Opens a repository for one task: the ports of its GitHub, its ledger, and a folder for what is fetched.
import { createHash } from 'node:crypto';
import { GitHubLedger } from '../../adapters/github/ledger.ts';
import { LedgerBranch } from '../../adapters/github/ledger-branch.ts';
import type { GitHubClient } from '../../adapters/github/place.ts';
import { createGitHubPorts } from '../../adapters/github/ports.ts';
import { PublishedVersions } from '../../adapters/github/published-versions.ts';
import { openReleaseStorage } from '../../adapters/github/registry.ts';
import { RunTars } from '../../adapters/github/run-tars.ts';
import { pathPatterns } from '../../adapters/workspace.ts';
import { digestOf } from '../../core/digest.ts';
import { startRetrain } from '../../flows/retrain/start.ts';
import type { Clock, Log } from '../../ports.ts';
import type { Opened } from './perform.ts';
import type { Where } from './task.ts';

/** A repository, and as whom it is reached. */
export interface Opening {
  readonly where: Where;
  readonly client: GitHubClient;
  /** The login that the client's token writes as. */
  readonly self: string;
  /** The workflow that is started for a retraining. */
  readonly workflow: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly summarize: Opened['summarize'];
}

/** The repository, opened. */
export function openRepository({ where, client, self, workflow, clock, log, summarize }: Opening): Opened {
  const { owner, repo } = where;
  const place = { owner, repo, self, client };
  const ports = createGitHubPorts(client, place);
  const ledger = new GitHubLedger(new LedgerBranch(place), new PublishedVersions(place, ports.releases));
  const tars = new RunTars(ports.runs);
  return {
    ports: { ...ports, ledger, tars, storage: openReleaseStorage(ports), clock, log },
    sha256: text => digestOf(createHash('sha256').update(text, 'utf8').digest('hex')),
    summarize,
    patterns: pathPatterns,
    retrain: model => startRetrain(model, { workflow }, ports),
    close: () => tars.clear(),
  };
}
