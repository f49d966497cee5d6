// Everything that GitHub would keep.
import { type Account, actionsBot } from './account.ts';
import type { App, Installation } from './app.ts';
import type { Now } from './clock.ts';
import { type Cause, fateOf, type Happening } from './events.ts';
import { Ids } from './ids.ts';
import type { RefMove } from './ref-move.ts';
import { fullName, type Repository } from './repository.ts';
import type { Token } from './token.ts';
import type { Urls } from './urls.ts';

/** All accounts, repositories and tokens, and all that happened. */
export class World {
  readonly now: Now;
  readonly urls: Urls;
  /** The address under which bytes can be fetched for some minutes. */
  readonly sign: (content: Buffer, type: string) => string;
  readonly ids = new Ids();
  readonly accounts = new Map<string, Account>([[actionsBot.login, actionsBot]]);
  readonly repositories: Repository[] = [];
  readonly apps: App[] = [];
  readonly installations: Installation[] = [];
  readonly tokens = new Map<string, Token>();
  readonly happenings: Happening[] = [];
  /** Told about everything that happens, at once. */
  readonly listeners: ((happening: Happening) => void)[] = [];

  /** Told about branches and tags that moved: pull requests follow their branches. */
  readonly refWatchers: ((repository: Repository, move: RefMove, cause: Cause) => void)[] = [];

  constructor(now: Now, urls: Urls, sign: World['sign']) {
    this.now = now;
    this.sign = sign;
    this.urls = urls;
  }

  /** The account of a login; made when it is new. */
  account(login: string, type: Account['type'] = login.endsWith('[bot]') ? 'Bot' : 'User'): Account {
    const known = this.accounts.get(login.toLowerCase());
    if (known !== undefined) return known;
    const account: Account = { id: this.ids.next(), login, type };
    this.accounts.set(login.toLowerCase(), account);
    return account;
  }

  /** A repository by `owner/name`, in any case. */
  repository(name: string): Repository | undefined {
    return this.repositories.find(repository => fullName(repository).toLowerCase() === name.toLowerCase());
  }

  /** Records that something happened, and tells who listens. */
  emit(
    name: string,
    repository: Repository | null,
    payload: object,
    cause: Cause,
    installation: Installation | null = null,
  ): void {
    const action = 'action' in payload && typeof payload.action === 'string' ? payload.action : null;
    const fate = fateOf(name, action, cause, payload);
    const happening = {
      id: this.ids.next(),
      name,
      action,
      repository,
      installation,
      payload: { ...payload },
      cause,
      fate,
      at: this.now(),
    };
    this.happenings.push(happening);
    for (const listen of this.listeners) listen(happening);
  }
}
