// What a person sees on GitHub's pages, read as a person's client reads them.
import type { Stage } from './stage.ts';

/** Something to look at: a comment, an issue, a check, a release. */
export interface Seen {
  readonly what: string;
  /** Its page. */
  readonly where: string;
  /** Markdown, as GitHub has it. */
  readonly body: string;
}

/** What Relevo wrote on a pull request or an issue, the newest last. */
export async function commentsOn({ octokit, place }: Stage, number: number): Promise<Seen[]> {
  const { data } = await octokit.rest.issues.listComments({ ...place, issue_number: number });
  return data
    .filter(({ user }) => user?.type === 'Bot')
    .map(({ body, html_url }) => ({ what: `a comment on #${number}`, where: html_url, body: body ?? '' }));
}

/** The comment that tells about a pull request; an error when there is none. */
export async function commentOn(stage: Stage, number: number): Promise<Seen> {
  const seen = (await commentsOn(stage, number)).at(0);
  if (seen === undefined) throw new Error(`Nobody wrote on #${number}.`);
  return seen;
}

/** The answer to a command: the comment that came last. */
export async function answerOn(stage: Stage, number: number): Promise<Seen> {
  const seen = (await commentsOn(stage, number)).at(-1);
  if (seen === undefined) throw new Error(`Nobody wrote on #${number}.`);
  return seen;
}

/** The check on a commit: what stands beside the button that merges. */
export async function checkOn({ octokit, place }: Stage, ref: string): Promise<Seen> {
  const { data } = await octokit.rest.checks.listForRef({ ...place, ref });
  const check = data.check_runs.find(({ name }) => name === 'relevo');
  if (check === undefined) throw new Error(`There is no check on ${ref}.`);
  return { what: 'the check', where: check.html_url ?? '', body: `**${check.conclusion}**: ${check.output.title}` };
}

/** A version's release. */
export async function releaseOf({ octokit, place }: Stage, tag: string): Promise<Seen> {
  const { data } = await octokit.rest.repos.getReleaseByTag({ ...place, tag });
  const files = data.assets.map(({ name, size }) => `- ${name}, ${Math.ceil(size / 1000)} kB`);
  return { what: `the release ${tag}`, where: data.html_url, body: files.join('\n') };
}

/** The issue about a model, the newest; null where none was ever opened. */
export async function issueOf({ octokit, place }: Stage): Promise<(Seen & { number: number; state: string }) | null> {
  const { data } = await octokit.rest.issues.listForRepo({ ...place, labels: 'relevo', state: 'all' });
  const issue = data.find(({ pull_request }) => pull_request === undefined);
  if (issue === undefined) return null;
  const { number, state, title, body, html_url: where } = issue;
  return { what: `the issue #${number}, ${state}`, where, body: body ?? title, number, state };
}

/** The pull request that a branch has open. */
export async function pullFrom({ octokit, place }: Stage, branch: string): Promise<Seen & { number: number }> {
  const { data } = await octokit.rest.pulls.list({ ...place, head: `${place.owner}:${branch}`, state: 'open' });
  const [pull] = data;
  if (pull === undefined) throw new Error(`${branch} has no open pull request.`);
  const { number, title, body, html_url: where } = pull;
  return { what: `the pull request #${number}`, where, body: `### ${title}\n\n${body ?? ''}`, number };
}

/** The version that is in production, as deployments have it; null before the first. */
export async function productionOf({ octokit, place }: Stage, model: string): Promise<number | null> {
  const { data } = await octokit.rest.repos.listDeployments({ ...place, environment: model });
  for (const { id, payload } of data) {
    const statuses = await octokit.rest.repos.listDeploymentStatuses({ ...place, deployment_id: id });
    if (statuses.data[0]?.state === 'success') return (payload as { version: number }).version;
  }
  return null;
}
