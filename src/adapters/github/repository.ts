// The repository: its branches, commits, files and pull requests.
import type { CommitFacts, PullRequest, Repository, RepositoryFacts } from '../../ports/github.ts';
import { ask, type Need, statusOf } from './failure.ts';
import { home, type Place } from './place.ts';
import { shapePullRequest } from './pull-request.ts';

const reading: Need = { doing: 'read the repository', permission: 'contents', level: 'read' };
const readingPulls: Need = { doing: 'read pull requests', permission: 'pull-requests', level: 'read' };

/** One repository of GitHub. */
export class GitHubRepository implements Repository {
  readonly #place: Place;

  constructor(place: Place) {
    this.#place = place;
  }

  async facts(): Promise<RepositoryFacts> {
    const { client } = this.#place;
    const { data } = await ask(reading, () => client.rest.repos.get(home(this.#place)));
    const { id, owner, name, default_branch: defaultBranch, html_url: url } = data;
    return { id, owner: owner.login, name, defaultBranch, private: data.private, url };
  }

  async commit(ref: string): Promise<CommitFacts | null> {
    const { client } = this.#place;
    const data = await ask(reading, () =>
      unlessUnknown(client.rest.repos.getCommit({ ...home(this.#place), ref, per_page: 1 })),
    );
    if (data === null) return null;
    const { sha, commit, parents } = data;
    const at = commit.committer?.date ?? commit.author?.date ?? '';
    return { sha, tree: commit.tree.sha, parents: parents.map(parent => parent.sha), at };
  }

  async contains(ref: string, sha: string): Promise<boolean> {
    const { client } = this.#place;
    // Compared from the commit to the ref: the ref has it when nothing is behind. One commit a page, since none is looked at.
    const wanted = { ...home(this.#place), basehead: `${sha}...${ref}`, per_page: 1 };
    const data = await ask(reading, () => unlessUnknown(client.rest.repos.compareCommitsWithBasehead(wanted)));
    return data?.status === 'ahead' || data?.status === 'identical';
  }

  /** As JSON, since of a raw text that broke off on its way only an empty one would be seen. */
  async text(ref: string, path: string): Promise<string | null> {
    const { client } = this.#place;
    const wanted = { ...home(this.#place), ref, path };
    const file = await ask(reading, () => unlessUnknown(client.rest.repos.getContent(wanted)));
    // A folder is answered with a list; a link is followed, and a submodule is no text.
    if (file === null || Array.isArray(file) || file.type !== 'file') return null;
    const blob = 'content' in file && file.encoding === 'base64' ? file : await this.#blob(file.sha);
    return Buffer.from(blob.content, 'base64').toString('utf8');
  }

  /** Beyond a megabyte the content stands here only. */
  async #blob(sha: string): Promise<{ readonly content: string }> {
    const { client } = this.#place;
    return (await ask(reading, () => client.rest.git.getBlob({ ...home(this.#place), file_sha: sha }))).data;
  }

  async pullRequest(number: number): Promise<PullRequest | null> {
    const { client } = this.#place;
    const wanted = { ...home(this.#place), pull_number: number };
    const data = await ask(readingPulls, () => unlessUnknown(client.rest.pulls.get(wanted)));
    return data === null ? null : shapePullRequest(data, data.merged);
  }

  async pullRequestsOf(sha: string): Promise<readonly PullRequest[]> {
    const { client } = this.#place;
    const wanted = { ...home(this.#place), commit_sha: sha, per_page: 100 };
    const raw = await ask(readingPulls, () =>
      client
        .paginate(client.rest.repos.listPullRequestsAssociatedWithCommit, wanted)
        .catch((thrown: unknown) => (isUnknown(thrown) ? [] : Promise.reject(thrown))),
    );
    // The list also has pull requests that merely hold the commit among others.
    return raw
      .map(pull => shapePullRequest(pull, pull.merged_at !== null))
      .filter(({ headSha, mergeCommit }) => headSha === sha || mergeCommit === sha);
  }
}

/** A ref or commit that is not there is 404, and 422 where it could be none; an empty repository answers 409. */
const isUnknown = (thrown: unknown): boolean => [404, 409, 422].includes(statusOf(thrown) ?? 0);

async function unlessUnknown<T>(request: Promise<{ data: T }>): Promise<T | null> {
  return request.then(
    ({ data }) => data,
    (thrown: unknown) => {
      if (isUnknown(thrown)) return null;
      throw thrown;
    },
  );
}
