// Issues. GitHub keeps the old text of an issue whose new one is too long, and answers as if all were well.
import type { RestEndpointMethodTypes } from '@octokit/rest';
import { fail } from '../../errors.ts';
import type { Issue, Issues } from '../../ports/github.ts';
import { ask, type Need } from './failure.ts';
import { home, isSelf, type Place } from './place.ts';

type Raw =
  | RestEndpointMethodTypes['issues']['get']['response']['data']
  | RestEndpointMethodTypes['issues']['listForRepo']['response']['data'][number];

const reading: Need = { doing: 'read issues', permission: 'issues', level: 'read' };
const writing: Need = { doing: 'write issues', permission: 'issues', level: 'write' };

/** The issues of one repository. */
export class GitHubIssues implements Issues {
  readonly #place: Place;

  constructor(place: Place) {
    this.#place = place;
  }

  async list(label: string): Promise<readonly Issue[]> {
    const { client } = this.#place;
    const wanted = { ...home(this.#place), labels: label, state: 'all' as const, per_page: 100 };
    const raw = await ask(reading, () => client.paginate(client.rest.issues.listForRepo, wanted));
    return raw
      .filter(issue => issue.pull_request === undefined)
      .map(issue => this.#shape(issue))
      .filter(({ isOurs }) => isOurs)
      .sort((a, b) => b.number - a.number);
  }

  async create(issue: Parameters<Issues['create']>[0]): Promise<Issue> {
    const { client } = this.#place;
    const { title, body } = issue;
    const wanted = { ...home(this.#place), title, body, labels: [...issue.labels], assignees: [...issue.assignees] };
    return this.#shape((await ask(writing, () => client.rest.issues.create(wanted))).data);
  }

  async update(number: number, change: Parameters<Issues['update']>[1]): Promise<Issue> {
    const { client } = this.#place;
    const wanted = { ...home(this.#place), issue_number: number };
    await ask(writing, () => client.rest.issues.update({ ...wanted, ...change }));
    const issue = this.#shape((await ask(reading, () => client.rest.issues.get(wanted))).data);
    if (change.body !== undefined && !isSameText(issue.body, change.body)) {
      throw fail('github-text-dropped', { issue: number, bytes: Buffer.byteLength(change.body) });
    }
    return issue;
  }

  #shape(raw: Raw): Issue {
    return {
      number: raw.number,
      title: raw.title,
      body: raw.body ?? '',
      state: raw.state === 'closed' ? 'closed' : 'open',
      isOurs: isSelf(this.#place, raw.user?.login),
      closedBy: raw.closed_by?.login ?? null,
      closedAt: raw.closed_at,
      url: raw.html_url,
    };
  }
}

/** GitHub may store other line ends than it was sent. */
function isSameText(one: string, other: string): boolean {
  const plain = (text: string) => text.replaceAll('\r\n', '\n').trim();
  return plain(one) === plain(other);
}
