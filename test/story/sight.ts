// What a person sees on GitHub's pages, read as a person's client reads them.
import type { Stage } from './stage.ts';

/** Something to look at: a comment, an issue, a check, a release. */
export interface Seen {
  readonly what: string;
  /** Markdown, as GitHub has it. */
  readonly body: string;
  /** `answer`: what stands before the first table is enough; `whole` by default. */
  readonly much?: 'whole' | 'answer';
  /** How the summary of a fold begins that a reader opens. */
  readonly opened?: string;
}

/** What Relevo wrote on a pull request or an issue, the oldest first. */
export async function commentsOn({ octokit, place }: Stage, number: number): Promise<Seen[]> {
  const { data } = await octokit.rest.issues.listComments({ ...place, issue_number: number });
  return data
    .filter(({ user }) => user?.type === 'Bot')
    .map(({ body, user }) => ({ what: `${user?.login} on #${number}`, body: body ?? '' }));
}

/** The comment that tells about a pull request: the first. */
export const commentOn = async (stage: Stage, number: number): Promise<Seen> =>
  there((await commentsOn(stage, number)).at(0), `a comment on #${number}`);

/** The answer to a command, or the word about an issue: what was written last. */
export const answerOn = async (stage: Stage, number: number): Promise<Seen> =>
  there((await commentsOn(stage, number)).at(-1), `a comment on #${number}`);

/** What somebody wrote, as everybody sees it. */
export const said = (login: string, number: number, body: string): Seen => ({ what: `${login} on #${number}`, body });

/** The check on a commit: what stands beside the button that merges. */
export async function checkOn({ octokit, place }: Stage, ref: string): Promise<Seen & { conclusion: string | null }> {
  const { data } = await octokit.rest.checks.listForRef({ ...place, ref });
  const { conclusion, output } = there(
    data.check_runs.find(({ name }) => name === 'relevo'),
    `a check on ${ref}`,
  );
  return { what: 'the check beside the merge button', body: `**${conclusion}**: ${output.title}`, conclusion };
}

/** A version's release. */
export async function releaseOf({ octokit, place }: Stage, tag: string): Promise<Seen> {
  const { data } = await octokit.rest.repos.getReleaseByTag({ ...place, tag });
  const files = data.assets.map(({ name, size }) => `${name.slice(0, 12)}….tar, ${Math.ceil(size / 1000)} kB`);
  return { what: `the release ${tag}, with ${files.join(', and ')}`, body: data.body ?? '', much: 'answer' };
}

/** An issue as it is. */
export interface SeenIssue extends Seen {
  readonly number: number;
  readonly state: string;
}

/** The issue about a model, the newest; null where none was ever opened. */
export async function issueOf({ octokit, place }: Stage): Promise<SeenIssue | null> {
  const { data } = await octokit.rest.issues.listForRepo({ ...place, labels: 'relevo', state: 'all' });
  const issue = data.find(({ pull_request }) => pull_request === undefined);
  if (issue === undefined) return null;
  const { number, state, title, body } = issue;
  return { what: `the issue #${number}, ${state}`, body: body ?? title, number, state };
}

/** The issue, where there must be one. */
export const theIssue = async (stage: Stage): Promise<SeenIssue> => there(await issueOf(stage), 'an issue');

/** The pull request that a branch has open. */
export async function pullFrom({ octokit, place }: Stage, branch: string): Promise<Seen & { number: number }> {
  const { data } = await octokit.rest.pulls.list({ ...place, head: `${place.owner}:${branch}`, state: 'open' });
  const { number, title, body } = there(data[0], `an open pull request of ${branch}`);
  return { what: `the pull request #${number}`, body: `### ${title}\n\n${body ?? ''}`, number };
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

/** Stories go on from what is there. */
function there<Value>(value: Value | undefined | null, what: string): Value {
  if (value === undefined || value === null) throw new Error(`There should be ${what}.`);
  return value;
}
