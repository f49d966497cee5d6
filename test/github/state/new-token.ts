// Tokens as they are handed out.
import { actionsBot } from './account.ts';
import type { Installation } from './app.ts';
import { addInstallationToken, type TokenBounds } from './new-app.ts';
import type { Repository } from './repository.ts';
import { type Permissions, type Token, tokenText } from './token.ts';
import type { World } from './world.ts';

/** A token that somebody needs. */
export type NewToken =
  | {
      /** A job's GITHUB_TOKEN. */
      readonly kind: 'actions';
      readonly repository: Repository;
      /** What the job's `permissions:` say; reading contents by default. */
      readonly permissions?: Permissions;
      /** Whether the job runs for a fork's pull request, or for Dependabot: nothing can be written then. */
      readonly isForFork?: boolean;
    }
  | ({ readonly kind: 'app'; readonly installation: Installation } & TokenBounds)
  | { readonly kind: 'user'; readonly login: string };

/** Hands out a token. */
export function addToken(world: World, wanted: NewToken): string {
  if (wanted.kind === 'app') return addInstallationToken(world, wanted.installation, wanted).value;
  const value = tokenText(wanted.kind, world.ids.next());
  const common = { kind: wanted.kind, value, expiresAt: null, appId: null, installationId: null };
  const token: Token =
    wanted.kind === 'user'
      ? { ...common, actor: world.account(wanted.login), permissions: {}, repositories: null }
      : { ...common, actor: actionsBot, permissions: jobPermissions(wanted), repositories: [wanted.repository.id] };
  world.tokens.set(value, token);
  return value;
}

function jobPermissions(wanted: NewToken & { readonly kind: 'actions' }): Permissions {
  // No job can be given this one, whatever its YAML says.
  const { workflows: _, ...permissions } = wanted.permissions ?? { contents: 'read' };
  if (wanted.isForFork !== true) return permissions;
  return Object.fromEntries(Object.keys(permissions).map(name => [name, 'read' as const]));
}
