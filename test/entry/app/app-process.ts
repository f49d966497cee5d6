// A process of the hosted App on the local GitHub, within this one, that can be made to die right after a write: whatever it
// asks from then on fails, and nothing of it is left but what it wrote.
import type { Octokit } from '@octokit/rest';
import { AppAccess } from '../../../src/adapters/github/app-access.ts';
import type { GitHubClient } from '../../../src/adapters/github/place.ts';
import { createJsonLog } from '../../../src/entry/app/json-log.ts';
import { openRepository } from '../../../src/entry/app/open-repository.ts';
import { type Reach, type Served, serve } from '../../../src/entry/app/serve.ts';
import type { AppOnGitHub } from '../../e2e/hosted-app.ts';
import { connect, type Place } from '../../github/client.ts';
import type { GitHub } from '../../github/server.ts';
import { settingOf } from './webhooks.ts';

/** How one process lives. */
export interface Life {
  /** Writes that it lives to make. */
  readonly writes?: number;
  /** The one repository that its look at the start is about. */
  readonly place: Place;
}

/** A process, and how it fared. */
export interface AppProcess extends Served {
  readonly isDead: boolean;
  /** Resolves when it dies. */
  readonly died: Promise<void>;
  /** Writes that it made. */
  readonly made: number;
  /** What went wrong in it, before it died. */
  readonly errors: readonly unknown[];
}

class Death extends Error {}

interface Fate {
  left: number;
  made: number;
  isDead: boolean;
  readonly die: () => void;
}

const clock = { now: () => new Date() };
const log = { step: () => undefined, output: () => undefined };

/** Starts one; it looks at the repository at once, as a server does. */
export async function startProcess(hub: GitHub, on: AppOnGitHub, life: Life): Promise<AppProcess> {
  let die: () => void = () => undefined;
  const died = new Promise<void>(resolve => {
    die = resolve;
  });
  const fate: Fate = { left: life.writes ?? Number.POSITIVE_INFINITY, made: 0, isDead: false, die };
  let looked: () => void = () => undefined;
  const look = new Promise<void>(resolve => {
    looked = resolve;
  });
  const errors: unknown[] = [];
  const identity = { appId: String(on.app.id), privateKey: on.privateKey };
  // Waits of a second are a millisecond here.
  const access = new AppAccess(identity, { baseUrl: hub.url, log, secondMs: 1 }, clock);
  const reach: Reach = {
    repositories: async () => {
      const found = (await access.repositories()).filter(({ repo }) => repo === life.place.repo);
      setTimeout(looked);
      return found;
    },
    open: async ({ where }) =>
      openRepository({
        where,
        client: mortal(await plain(hub, await access.client(where.installation ?? 0)), fate),
        self: await access.login(),
        workflow: '.github/workflows/model.yml',
        clock,
        log,
        summarize: async () => undefined,
      }),
  };
  const setting = settingOf({ ...identity, webhookSecret: on.secret, baseUrl: hub.url });
  const quiet = createJsonLog({ write: () => true }, clock);
  const told = { ...quiet, error: (_: string, thrown: unknown) => void (fate.isDead || errors.push(thrown)) };
  const served = await serve(setting, { log: told, clock, reach });
  await look;
  return {
    ...served,
    died,
    get isDead() {
      return fate.isDead;
    },
    get made() {
      return fate.made;
    },
    errors,
  };
}

/** GitHub's own client with the same token: waiting and repeating are tested elsewhere, and take time. */
async function plain(hub: GitHub, client: GitHubClient): Promise<Octokit> {
  const { token } = (await (client as Octokit).auth()) as { token: string };
  return connect(hub, token);
}

/** A client that counts what it writes, and fails for ever after its last write, whose answer it never sees. */
function mortal(client: Octokit, fate: Fate): GitHubClient {
  client.hook.wrap('request', async (request, options) => {
    if (fate.isDead) throw new Death();
    const answer = await request(options);
    if (options.method === 'GET') return answer;
    fate.made += 1;
    fate.left -= 1;
    if (fate.left <= 0) {
      fate.isDead = true;
      fate.die();
      throw new Death();
    }
    return answer;
  });
  return client;
}
