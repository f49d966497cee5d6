// People: what they may do here, and how they are answered without words.
import type { People } from '../../ports/github.ts';
import { ask, type Need, unlessAbsent } from './failure.ts';
import { home, type Place } from './place.ts';

const asking: Need = { doing: 'ask what a person may do', permission: 'metadata', level: 'read' };
const reacting: Need = { doing: 'react to comments', permission: 'pull-requests', level: 'write' };

type Permission = Awaited<ReturnType<People['permission']>>;

const permissions: readonly Permission[] = ['admin', 'maintain', 'write', 'triage', 'read'];

/** The people of one repository. */
export class GitHubPeople implements People {
  readonly #place: Place;

  constructor(place: Place) {
    this.#place = place;
  }

  /** The role where it is one of GitHub's own, else what a custom role comes down to. Who is unknown may do nothing. */
  async permission(login: string): Promise<Permission> {
    const { client } = this.#place;
    const wanted = { ...home(this.#place), username: login };
    const request = () => unlessAbsent(client.rest.repos.getCollaboratorPermissionLevel(wanted), null);
    const answer = await ask(asking, request);
    const names = [answer?.data.role_name, answer?.data.permission];
    return permissions.find(permission => names.includes(permission)) ?? 'none';
  }

  /** GitHub itself keeps one reaction of a kind for each who reacts. */
  async react(comment: number, reaction: Parameters<People['react']>[1]): Promise<void> {
    const { client } = this.#place;
    const wanted = { ...home(this.#place), comment_id: comment, content: reaction };
    await ask(reacting, () => client.rest.reactions.createForIssueComment(wanted));
  }
}
