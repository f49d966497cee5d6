// The state of a stage, asked of the API and put so that a difference can be read.
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzip } from '../../src/adapters/github/unzip.ts';
import type { Stage } from './stage.ts';

/** What is released, deployed and dispatched, the oldest first. */
export async function stateOf({ octokit, place, hub }: Stage) {
  const { data: releases } = await octokit.rest.repos.listReleases(place);
  const { data: deployments } = await octokit.rest.repos.listDeployments(place);
  const deployed = await Promise.all(
    deployments.map(async ({ id, payload }) => {
      const { data } = await octokit.rest.repos.listDeploymentStatuses({ ...place, deployment_id: id });
      return `v${(payload as { version: number }).version} ${data[0]?.state}`;
    }),
  );
  return {
    releases: releases
      .map(({ tag_name, draft, assets }) => `${tag_name}${draft ? ' draft' : ''}, ${assets.length} files`)
      .sort(),
    deployments: deployed.reverse(),
    dispatched: hub.world.happenings
      .filter(({ name }) => name === 'repository_dispatch')
      .map(({ action, payload }) => `${action} v${(payload.client_payload as { version: number }).version}`),
  };
}

/** A pull request: whether it was merged, its files, and how the check on its head ended. */
export async function pullOf({ octokit, place }: Stage, number: number) {
  const { data: pull } = await octokit.rest.pulls.get({ ...place, pull_number: number });
  const { data: files } = await octokit.rest.pulls.listFiles({ ...place, pull_number: number });
  const { data: checks } = await octokit.rest.checks.listForRef({ ...place, ref: pull.head.sha });
  return {
    merged: pull.merged,
    files: files.map(({ filename }) => filename).sort(),
    check: checks.check_runs.map(({ conclusion }) => conclusion).join(),
  };
}

/** The page that the run of a branch left, as somebody downloads it. */
export async function pageOf({ octokit, place, folder }: Stage, branch: string, model: string): Promise<string> {
  const { data: runs } = await octokit.rest.actions.listWorkflowRunsForRepo({ ...place, branch });
  const uploads = await Promise.all(
    runs.workflow_runs.map(({ id }) => octokit.rest.actions.listWorkflowRunArtifacts({ ...place, run_id: id })),
  );
  const pages = uploads.flatMap(({ data }) => data.artifacts.filter(({ name }) => name === 'relevo-page'));
  const artifact_id = pages[0]?.id ?? 0;
  const zip = await octokit.rest.actions.downloadArtifact({ ...place, artifact_id, archive_format: 'zip' });
  const room = mkdtempSync(join(folder, 'page-'));
  const [path, into] = [join(room, 'page.zip'), join(room, 'page')];
  writeFileSync(path, Buffer.from(zip.data as ArrayBuffer));
  mkdirSync(into);
  await unzip({ path, name: 'the page', folder: into, maxBytes: 100_000_000 });
  return readFileSync(join(into, `${model}.html`), 'utf8');
}

/** The events of a model's ledger, the oldest first. */
async function eventsOf({ octokit, place }: Stage, model: string): Promise<Readonly<Record<string, unknown>>[]> {
  const { data } = await octokit.rest.repos.getContent({
    ...place,
    path: `models/${model}/ledger.jsonl`,
    ref: 'relevo',
    mediaType: { format: 'raw' },
  });
  return String(data)
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>);
}

/** Each event in two words: `promoted v1`, `evaluated push`, `degraded`. */
export const ledgerOf = async (stage: Stage, model: string): Promise<string[]> =>
  (await eventsOf(stage, model)).map(({ event, version, origin }) =>
    [event, version === undefined ? origin : `v${version}`].filter(word => word !== undefined).join(' '),
  );

/** Who wrote the ledger, and who wrote comments and issues but people. */
export async function writersOf(stage: Stage, model: string) {
  const { octokit, place } = stage;
  const { data: comments } = await octokit.rest.issues.listCommentsForRepo({ ...place, per_page: 100 });
  const bots = comments.flatMap(({ user }) => (user?.type === 'Bot' ? [user.login] : []));
  const events = await eventsOf(stage, model);
  return { ledger: [...new Set(events.map(({ writer }) => writer))], comments: [...new Set(bots)] };
}
