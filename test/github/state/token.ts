// Tokens: who acts with them, where, and with which permissions.
import type { Account } from './account.ts';
import type { Repository } from './repository.ts';

/** Levels of access, the least first. */
export type Level = 'read' | 'write' | 'admin';

/** Names of permissions, as GitHub's API writes them, and what is granted. */
export type Permissions = Readonly<Record<string, Level>>;

/** `actions`: a job's GITHUB_TOKEN; `app`: an installation's token; `jwt`: an App itself; `none`: nobody signed in. */
export type TokenKind = 'actions' | 'app' | 'user' | 'jwt' | 'none';

/** A token and what it stands for. */
export interface Token {
  readonly kind: TokenKind;
  readonly value: string;
  readonly actor: Account;
  /** Empty for users: what they may do is their role's matter. */
  readonly permissions: Permissions;
  /** Ids of the repositories that it reaches; null for all that its actor sees. */
  readonly repositories: readonly number[] | null;
  readonly expiresAt: Date | null;
  /** The App, for `app` and `jwt`. */
  readonly appId: number | null;
  readonly installationId: number | null;
}

/** Nobody. */
export const anonymous: Token = {
  kind: 'none',
  value: '',
  actor: { id: 0, login: 'anonymous', type: 'User' },
  permissions: {},
  repositories: null,
  expiresAt: null,
  appId: null,
  installationId: null,
};

/** A token's text: as long and as opaque as GitHub's, and different for every number. */
export function tokenText(kind: TokenKind, number: number): string {
  if (kind === 'user') return `ghp_${String(number).padStart(36, '0')}`;
  // GitHub's installation tokens grew to about 520 characters with dots: nobody may count on their form.
  const part = (length: number, seed: number) =>
    Array.from(
      { length },
      (_, index) => 'abcdefghijklmnopqrstuvwxyz0123456789_-'[(seed * 31 + index * 7 + number) % 38],
    ).join('');
  // The letters repeat after 38 numbers, so the number itself is in it too.
  const own = number.toString(36);
  return `ghs_${own}${part(36 - own.length, 1)}.${part(392, 2)}.${part(86, 3)}`;
}

/** Whether a token reaches a repository at all. */
export const reaches = ({ repositories }: Token, { id }: Repository): boolean =>
  repositories === null || repositories.includes(id);
