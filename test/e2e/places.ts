// The two places where the App lives, as the tests know them: hosted, told by webhooks, and in the jobs of Actions. People do the
// same in both, and what everybody sees afterwards must be the same.
import { connect, placeOf } from '../github/client.ts';
import { appIsDone, type HostedApp } from './hosted-app.ts';
import type { ShopOnGitHub } from './shop-on-github.ts';
import { actJob, type Ran, startRun } from './workflow.ts';

/** Where the App acts, and how it is known that it has acted. */
export interface ActingPlace {
  /** A pull request's run to its end, and all that follows from it. */
  runPull(number: number): Promise<void>;
  runMain(): Promise<void>;
  /** A comment, and all that follows from it. */
  say(number: number, body: string, login: string): Promise<void>;
  /** The login that Relevo writes as. */
  readonly self: string;
}

/** The jobs of the workflow: what a run ends with, and one for a comment. */
export function inActions(shop: ShopOnGitHub): ActingPlace {
  const check = ({ act }: Ran): void => {
    if (act?.code !== 0) throw new Error(`The job failed: ${act?.log}${act?.stderr}`);
  };
  return {
    self: 'github-actions[bot]',
    runPull: async number => check(await shop.runPull(number)),
    runMain: async () => check(await shop.runMain()),
    say: async (number, body, login) => {
      await comment(shop, number, body, login);
      const payload = shop.hub.world.happenings.findLast(({ name }) => name === 'issue_comment')?.payload;
      const woken = await shop.running({ event: { name: 'issue_comment', payload } });
      const act = await actJob(woken, startRun(woken), 'app');
      if (act.code !== 0) throw new Error(`The job failed: ${act.log}${act.stderr}`);
    },
  };
}

/** The hosted App: webhooks tell it, and it has acted once it has done with a delivery and asks nothing more. */
export function hosted(
  shop: ShopOnGitHub,
  apps: readonly HostedApp[],
): ActingPlace & { readonly settle: () => Promise<void> } {
  const settle = () => settled(shop, apps);
  return {
    self: 'relevo[bot]',
    settle,
    runPull: async number => {
      await shop.runPull(number, { isHosted: true });
      await settle();
    },
    runMain: async () => {
      await shop.runMain({ isHosted: true });
      await settle();
    },
    say: async (number, body, login) => {
      await comment(shop, number, body, login);
      await settle();
    },
  };
}

async function comment({ hub, repository }: ShopOnGitHub, number: number, body: string, login: string): Promise<void> {
  const { rest } = connect(hub, hub.token({ kind: 'user', login }));
  await rest.issues.createComment({ ...placeOf(repository), issue_number: number, body });
}

async function settled({ hub }: ShopOnGitHub, apps: readonly HostedApp[]): Promise<void> {
  for (const app of apps) await appIsDone(hub, app);
}

/** What everybody sees: the ledger, releases, what is deployed, what was dispatched, what was said. */
export async function seen({ hub, repository, octokit }: ShopOnGitHub, numbers: readonly number[]) {
  const place = placeOf(repository);
  const ledger = await octokit.rest.repos.getContent({
    ...place,
    path: 'models/daily-sales/ledger.jsonl',
    ref: 'relevo',
    mediaType: { format: 'raw' },
  });
  const events = String(ledger.data)
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>);
  const { data: releases } = await octokit.rest.repos.listReleases(place);
  const { data: deployments } = await octokit.rest.repos.listDeployments({ ...place, environment: 'daily-sales' });
  const states = await Promise.all(
    deployments.map(async ({ id }) => {
      const { data } = await octokit.rest.repos.listDeploymentStatuses({ ...place, deployment_id: id });
      return data[0];
    }),
  );
  const comments = await Promise.all(
    numbers.map(async number => (await octokit.rest.issues.listComments({ ...place, issue_number: number })).data),
  );
  return {
    writers: [...new Set(events.map(({ writer }) => writer))],
    authors: [...new Set(comments.flat().map(({ user }) => user?.login))],
    events: events.map(({ event, version, origin }) => [event, version ?? origin]),
    releases: releases.map(({ tag_name, draft, prerelease, assets }) => ({
      tag_name,
      draft,
      prerelease,
      files: assets.length,
    })),
    deployments: deployments.map(({ payload }, index) => ({
      version: (payload as { version: number }).version,
      state: states[index]?.state,
      url: states[index]?.log_url ?? null,
    })),
    dispatched: hub.world.happenings
      .filter(({ name }) => name === 'repository_dispatch')
      .map(({ action, payload }) => [action, (payload.client_payload as { version: number }).version]),
    comments: comments.map(those => those.map(({ body }) => plainly(body ?? ''))),
  };
}

/** A comment's first lines without what differs from run to run. */
const plainly = (body: string): string =>
  body
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('<!--'))
    .slice(0, 1)
    .join('\n');
