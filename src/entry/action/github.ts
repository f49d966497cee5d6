// GitHub as the Action reaches it: a client with the job's token, the ports on it, and the registry.
import { createClient } from '../../adapters/github/client.ts';
import { createGitHubPorts } from '../../adapters/github/ports.ts';
import { openGitHubLedger, openReleaseStorage } from '../../adapters/github/registry.ts';
import { ReleaseBlobs } from '../../adapters/github/release-blobs.ts';
import { RunBlobs } from '../../adapters/github/run-blobs.ts';
import { RunTars } from '../../adapters/github/run-tars.ts';
import type { BlobSource } from '../../adapters/registry/layered-blobs.ts';
import type { ModelConfig } from '../../config/config.ts';
import type { Decision } from '../../core/decision.ts';
import type { Digest } from '../../core/digest.ts';
import { foldState } from '../../core/model-state.ts';
import { parseReleaseTag } from '../../core/release-text.ts';
import { fail } from '../../errors.ts';
import { promoteOnGitHub } from '../../flows/promote-on-github.ts';
import type { Standing, TrustedPorts } from '../../flows/trusted-ports.ts';
import { runNumber } from '../../flows/trusted-runs.ts';
import type { Repository } from '../../ports/github.ts';
import type { Proposals } from '../../ports/proposals.ts';
import type { Ledger, LedgerReading } from '../../ports.ts';
import type { Job } from './job.ts';

/** Whom a job's token writes as. */
const SELF = 'github-actions[bot]';

/** The registry as a job may read it that can write nothing. */
export interface ReadRegistry {
  readonly ledger: Ledger;
  /** Where artifacts of a model are found, by all its names: its releases, then what its runs uploaded. */
  readonly blobsOf: (names: readonly string[]) => readonly BlobSource[];
  /** A text file at a commit, for a checkout without its history. */
  readonly text: (commit: string, path: string) => Promise<string | null>;
  /** Which pull requests brought a commit. */
  readonly pulls: Pick<Repository, 'pullRequest' | 'pullRequestsOf'>;
  readonly proposals: Pick<Proposals, 'from'>;
  readonly clear: () => Promise<void>;
}

function connect(token: string, { env, event, log }: Job) {
  const { GITHUB_API_URL: baseUrl } = env;
  const client = createClient(token, { log, ...(baseUrl === undefined ? {} : { baseUrl }) });
  const where = { owner: event.owner, repo: event.repo, self: SELF };
  const ports = createGitHubPorts(client, where);
  return { ports, ledger: openGitHubLedger(client, where, ports) };
}

/** A job that only reads is about one moment: what it read first holds until its end. */
function asReadFirst(ledger: Ledger): Ledger {
  const readings = new Map<string, Promise<LedgerReading>>();
  return {
    models: () => ledger.models(),
    read: model => {
      const reading = readings.get(model) ?? ledger.read(model);
      readings.set(model, reading);
      return reading;
    },
    append: addition => ledger.append(addition),
    report: (model, digest) => ledger.report(model, digest),
    watch: model => ledger.watch(model),
  };
}

/** Opens the registry for reading. */
export function readRegistry(token: string, job: Job): ReadRegistry {
  const { ports, ledger: live } = connect(token, job);
  const ledger = asReadFirst(live);
  const tars = new RunTars(ports.runs);
  return {
    ledger,
    blobsOf: names => [
      new ReleaseBlobs({
        releases: ports.releases,
        draft: null,
        holds: tag => names.includes(parseReleaseTag(tag)?.model ?? ''),
      }),
      new RunBlobs(tars, async digest => (await Promise.all(names.map(name => runsOf(name, digest, ledger)))).flat()),
    ],
    text: (commit, path) => ports.repository.text(commit, path),
    proposals: ports.proposals,
    pulls: ports.repository,
    clear: () => tars.clear(),
  };
}

/** The runs that the ledger names for an artifact or for predictions, the latest first. */
async function runsOf(model: string, digest: Digest, ledger: Ledger): Promise<number[]> {
  const { runs } = foldState((await ledger.read(model)).entries);
  const made = runs.filter(({ judged }) => judged.artifact === digest || judged.predictions === digest);
  const numbers = made.map(({ judged }) => runNumber(judged.run)).filter(number => number !== null);
  return [...new Set(numbers.reverse())];
}

/** Ports of the job that may write, and how what it fetched goes away. */
export interface Trusted {
  readonly ports: TrustedPorts;
  readonly standing: Standing;
  readonly clear: () => Promise<void>;
}

/** Opens everything that may write. */
export function openTrusted({ token, takesOver }: { token: string; takesOver: boolean }, job: Job): Trusted {
  const { ports, ledger } = connect(token, job);
  const tars = new RunTars(ports.runs);
  const { workflow } = job.event;
  if (workflow === null) throw fail('job-environment', { name: 'GITHUB_WORKFLOW_REF' });
  return {
    ports: { ...ports, ledger, tars, storage: openReleaseStorage(ports), clock: { now: job.now }, log: job.log },
    standing: { writer: 'actions', takesOver, workflow },
    clear: () => tars.clear(),
  };
}

/** Decides about one model on the default branch, and carries it out. */
export const decideWith =
  ({ ports, standing }: Trusted) =>
  (model: ModelConfig): Promise<Decision> =>
    promoteOnGitHub({ model, standing, command: null }, ports);
