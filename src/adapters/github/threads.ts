// Comments of issues and pull requests.
import type { RestEndpointMethodTypes } from '@octokit/rest';
import type { Comment, Threads } from '../../ports/github.ts';
import { ask, type Need, unlessAbsent } from './failure.ts';
import { home, isSelf, type Place } from './place.ts';

type Raw = RestEndpointMethodTypes['issues']['createComment']['response']['data'];

const reading: Need = { doing: 'read comments', permission: 'pull-requests', level: 'read' };
const writing: Need = { doing: 'write comments', permission: 'pull-requests', level: 'write' };

/** The threads of one repository. */
export class GitHubThreads implements Threads {
  readonly #place: Place;

  constructor(place: Place) {
    this.#place = place;
  }

  async comments(number: number): Promise<readonly Comment[]> {
    const { client } = this.#place;
    const wanted = { ...home(this.#place), issue_number: number, per_page: 100 };
    const raw = await ask(reading, () => client.paginate(client.rest.issues.listComments, wanted));
    return raw.map(comment => this.#shape(comment)).sort((a, b) => a.id - b.id);
  }

  async write(number: number, body: string): Promise<Comment> {
    const { client } = this.#place;
    const comment = { ...home(this.#place), issue_number: number, body };
    return this.#shape((await ask(writing, () => client.rest.issues.createComment(comment))).data);
  }

  async rewrite(comment: number, body: string): Promise<Comment | null> {
    const { client } = this.#place;
    const change = { ...home(this.#place), comment_id: comment, body };
    const answer = await ask(writing, () => unlessAbsent(client.rest.issues.updateComment(change), null));
    return answer === null ? null : this.#shape(answer.data);
  }

  /** What is gone already is as it should be. */
  async remove(comment: number): Promise<void> {
    const { client } = this.#place;
    const wanted = { ...home(this.#place), comment_id: comment };
    await ask(writing, () => unlessAbsent(client.rest.issues.deleteComment(wanted), null));
  }

  #shape({ id, body, user, html_url: url }: Raw): Comment {
    return { id, body: body ?? '', isOurs: isSelf(this.#place, user?.login), author: user?.login ?? 'ghost', url };
  }
}
