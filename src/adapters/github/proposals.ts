// Branches and pull requests of our own, by git data: several files in one commit, without a checkout.
import { readFile, stat } from 'node:fs/promises';
import { fail } from '../../errors.ts';
import type { PullRequest } from '../../ports/github.ts';
import type { Proposals, ProposedFile } from '../../ports/proposals.ts';
import { MOST_FILE_BYTES } from '../../report/refresh-document.ts';
import { unlessMissing } from '../registry/durable.ts';
import { ask, isUncertain, type Need, saidBy, statusOf } from './failure.ts';
import { home, type Place } from './place.ts';
import { shapePullRequest } from './pull-request.ts';

const writing: Need = { doing: 'write a branch', permission: 'contents', level: 'write' };
const reading: Need = { doing: 'read pull requests', permission: 'pull-requests', level: 'read' };
const opening: Need = { doing: 'open a pull request', permission: 'pull-requests', level: 'write' };

/** Branches and pull requests of one repository. */
export class GitHubProposals implements Proposals {
  readonly #place: Place;

  constructor(place: Place) {
    this.#place = place;
  }

  async from(branch: string): Promise<readonly PullRequest[]> {
    const { client, owner } = this.#place;
    const wanted = { ...home(this.#place), head: `${owner}:${branch}`, state: 'all' as const, per_page: 100 };
    const raw = await ask(reading, () => client.paginate(client.rest.pulls.list, wanted));
    return raw.map(pull => shapePullRequest(pull, pull.merged_at !== null)).sort((a, b) => b.number - a.number);
  }

  async commit({ branch, parent, message, files, instead }: Parameters<Proposals['commit']>[0]): Promise<string> {
    const { client } = this.#place;
    const where = home(this.#place);
    const blobs: { path: string; mode: '100644'; type: 'blob'; sha: string }[] = [];
    for (const file of files) {
      blobs.push({ path: file.path, mode: '100644', type: 'blob', sha: await this.#blob(file) });
    }
    const sha = await ask(writing, async () => {
      const { data: before } = await client.rest.git.getCommit({ ...where, commit_sha: parent });
      const { data: tree } = await client.rest.git.createTree({ ...where, base_tree: before.tree.sha, tree: blobs });
      if (tree.sha === before.tree.sha) return parent;
      const there = instead ? await this.#tip(branch) : null;
      if (there?.tree === tree.sha && there.parent === parent) return there.sha;
      const made = await client.rest.git.createCommit({ ...where, message, tree: tree.sha, parents: [parent] });
      return made.data.sha;
    });
    if (sha !== parent) await this.#point(branch, sha, instead);
    return sha;
  }

  /** What the branch ends with; null where there is no such branch. */
  async #tip(branch: string): Promise<{ sha: string; tree: string; parent: string | null } | null> {
    const { client } = this.#place;
    const ref = `heads/${branch}`;
    const answer = await client.rest.repos.getCommit({ ...home(this.#place), ref }).catch((thrown: unknown) => {
      // For a name that is none, 422.
      if ([404, 422].includes(statusOf(thrown) ?? 0)) return null;
      throw thrown;
    });
    if (answer === null) return null;
    const { sha, commit, parents } = answer.data;
    return { sha, tree: commit.tree.sha, parent: parents[0]?.sha ?? null };
  }

  async #blob({ path, file }: ProposedFile): Promise<string> {
    const { client } = this.#place;
    const size = (await unlessMissing(stat(file), null))?.size;
    if (size === undefined) throw fail('file-not-found', { path });
    if (size > MOST_FILE_BYTES) throw fail('retrain-too-large', { what: path, bytes: size, most: MOST_FILE_BYTES });
    const content = (await readFile(file)).toString('base64');
    const blob = { ...home(this.#place), content, encoding: 'base64' };
    return (await ask(writing, () => client.rest.git.createBlob(blob))).data.sha;
  }

  async #point(branch: string, sha: string, force: boolean): Promise<void> {
    const { client } = this.#place;
    const moved = { ...home(this.#place), ref: `heads/${branch}`, sha, force };
    await ask(writing, async () => {
      try {
        await client.rest.git.updateRef(moved);
      } catch (thrown) {
        // 422: `Reference does not exist`, and also for a push that is refused.
        if (!force || statusOf(thrown) !== 422 || !/does not exist/i.test(saidBy(thrown))) throw thrown;
        await client.rest.git.createRef({ ...home(this.#place), ref: `refs/heads/${branch}`, sha });
      }
    });
  }

  async open({ branch, title, body }: Parameters<Proposals['open']>[0]): Promise<PullRequest | null> {
    const { client } = this.#place;
    const { data } = await ask(reading, () => client.rest.repos.get(home(this.#place)));
    const wanted = { ...home(this.#place), head: branch, base: data.default_branch, title, body };
    try {
      const { data: made } = await client.rest.pulls.create(wanted);
      return shapePullRequest(made, false);
    } catch (thrown) {
      if (statusOf(thrown) === 403 && /not permitted to create or approve pull requests/i.test(saidBy(thrown)))
        return null;
      // Somebody else opened it at the same moment, or the answer to our own request was lost.
      const isMaybeThere = isUncertain(thrown) || /already exists/i.test(saidBy(thrown));
      const there = isMaybeThere ? (await this.from(branch)).find(({ state }) => state === 'open') : undefined;
      if (there !== undefined) return there;
      return ask(opening, () => Promise.reject(thrown));
    }
  }

  async rewrite(number: number, text: Parameters<Proposals['rewrite']>[1]): Promise<void> {
    const { client } = this.#place;
    await ask(opening, () => client.rest.pulls.update({ ...home(this.#place), pull_number: number, ...text }));
  }
}
