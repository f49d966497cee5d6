// A repository of a local GitHub, and the adapter as a job's token has it.
import { createClient } from '../../../src/adapters/github/client.ts';
import type { GitHubClient } from '../../../src/adapters/github/place.ts';
import { createGitHubPorts } from '../../../src/adapters/github/ports.ts';
import { openGitHubRegistry } from '../../../src/adapters/github/registry.ts';
import type { Registry } from '../../../src/adapters/registry/directory.ts';
import type { GitHubPorts } from '../../../src/ports/github.ts';
import type { Storage } from '../../../src/ports.ts';
import type { GitHub } from '../../github/server.ts';
import type { Repository } from '../../github/state/repository.ts';
import type { Permissions } from '../../github/state/token.ts';

/** What Relevo's second job is given. */
export const actRights: Permissions = {
  contents: 'write',
  pull_requests: 'write',
  issues: 'write',
  checks: 'write',
  deployments: 'write',
  actions: 'write',
};

/** A repository and ways into it. */
export interface PlaceUnderTest {
  readonly repository: Repository;
  readonly owner: string;
  readonly repo: string;
  /** What the client told that it waits for. */
  readonly steps: string[];
  /** Another way in, as another process would have it. */
  open(permissions?: Permissions): Opened;
}

/** The adapter with one client. */
export interface Opened extends Registry {
  readonly storage: Storage;
  readonly client: GitHubClient;
  readonly ports: GitHubPorts;
}

/** The draft that artifacts go into. */
export const draft = { tag: 'daily-sales/v1', name: 'daily-sales v1', body: 'A draft.', commit: 'main' };

let made = 0;

/** A new repository with one commit; `secondMs` is how long the client's seconds last. */
export function makePlace(
  hub: GitHub,
  wanted: Partial<Parameters<GitHub['createRepository']>[0]> = {},
): PlaceUnderTest {
  made += 1;
  const where = { owner: 'octo', repo: `models-${made}`, self: 'github-actions[bot]' };
  const files = { 'README.md': 'models\n' };
  const repository = hub.createRepository({ files, ...wanted, owner: where.owner, name: where.repo });
  const steps: string[] = [];
  const open = (permissions = actRights): Opened => {
    const token = hub.token({ kind: 'actions', repository, permissions });
    const log = { step: (text: string) => void steps.push(text) };
    const client = createClient(token, { baseUrl: hub.url, log, secondMs: 1 });
    const ports = createGitHubPorts(client, where);
    const shelf = { releases: ports.releases, draft, holds: (tag: string) => tag === draft.tag };
    return { client, ports, ...openGitHubRegistry(client, where, shelf) };
  };
  return { repository, owner: where.owner, repo: where.repo, steps, open };
}
