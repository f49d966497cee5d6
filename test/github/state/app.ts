// GitHub Apps and where they are installed.
import type { Account } from './account.ts';
import type { Repository } from './repository.ts';
import type { Permissions } from './token.ts';

/** An App. */
export interface App {
  readonly id: number;
  /** May stand for the id in JSON Web Tokens. */
  readonly clientId: string;
  readonly slug: string;
  readonly name: string;
  readonly owner: Account;
  readonly permissions: Permissions;
  /** The events that its webhook is told. */
  readonly events: readonly string[];
  /** PEM of the key that its JSON Web Tokens are verified with; null for GitHub's own. */
  readonly publicKey: string | null;
  readonly createdAt: Date;
}

/** An App in an account. */
export interface Installation {
  readonly id: number;
  readonly app: App;
  readonly account: Account;
  readonly permissions: Permissions;
  /** null for all of the account's repositories. */
  readonly repositories: Repository[] | null;
  readonly createdAt: Date;
}

/** The login under which an App acts. */
export const botLogin = ({ slug }: App): string => `${slug}[bot]`;

/** The App that GITHUB_TOKENs belong to; its id is the real one. */
export const actionsApp: App = {
  id: 15368,
  clientId: 'Iv1.05c79e9ad1f6bdfa',
  slug: 'github-actions',
  name: 'GitHub Actions',
  owner: { id: 9919, login: 'github', type: 'Organization' },
  permissions: {},
  events: [],
  publicKey: null,
  createdAt: new Date('2018-07-30T09:30:17Z'),
};
