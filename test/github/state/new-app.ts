// Apps as they are registered and installed.
import { generateKeyPairSync } from 'node:crypto';
import { accountShape } from '../shapes/account.ts';
import { installationShape, shortRepositoryShape } from '../shapes/installation.ts';
import { type App, botLogin, type Installation } from './app.ts';
import { byPerson } from './events.ts';
import type { Repository } from './repository.ts';
import { type Permissions, type Token, tokenText } from './token.ts';
import type { World } from './world.ts';

/** An App that is registered. */
export interface NewApp {
  readonly slug: string;
  readonly owner: string;
  readonly permissions: Permissions;
  readonly events: readonly string[];
}

/** An App, and the key that only its operator has. */
export interface RegisteredApp {
  readonly app: App;
  /** PEM. */
  readonly privateKey: string;
}

/** Registers an App. */
export function addApp(world: World, { slug, owner, permissions, events }: NewApp): RegisteredApp {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const id = world.ids.next();
  const app: App = {
    id,
    clientId: `Iv23li${String(id).padStart(14, '0')}`,
    slug,
    name: slug,
    owner: world.account(owner),
    permissions: { metadata: 'read', ...permissions },
    events,
    publicKey,
    createdAt: world.now(),
  };
  world.apps.push(app);
  world.account(botLogin(app));
  return { app, privateKey };
}

/** Installs an App in an account: in some of its repositories, or in all, those to come among them. */
export function install(
  world: World,
  app: App,
  login: string,
  repositories: readonly Repository[] | null,
): Installation {
  const account = world.account(login);
  const installation: Installation = {
    id: world.ids.next(),
    app,
    account,
    permissions: app.permissions,
    repositories: repositories === null ? null : [...repositories],
    createdAt: world.now(),
  };
  world.installations.push(installation);
  tellInstallation(world, installation, 'created');
  return installation;
}

/** Removes an App from an account; its tokens end at once. */
export function uninstall(world: World, installation: Installation): void {
  world.installations.splice(world.installations.indexOf(installation), 1);
  for (const [value, token] of world.tokens) if (token.installationId === installation.id) world.tokens.delete(value);
  tellInstallation(world, installation, 'deleted');
}

function tellInstallation(world: World, installation: Installation, action: string): void {
  const sender = accountShape(world.urls, installation.account);
  const payload = {
    action,
    installation: installationShape(world, installation),
    repositories: reach(world, installation).map(shortRepositoryShape),
    requester: null,
    sender,
  };
  world.emit('installation', null, payload, byPerson(installation.account), installation);
}

/** Lets an installation see more repositories. */
export function extendInstallation(world: World, installation: Installation, added: readonly Repository[]): void {
  installation.repositories?.push(...added);
  const payload = {
    action: 'added',
    installation: installationShape(world, installation),
    repository_selection: 'selected',
    repositories_added: added.map(shortRepositoryShape),
    repositories_removed: [],
    requester: null,
    sender: accountShape(world.urls, installation.account),
  };
  world.emit('installation_repositories', null, payload, byPerson(installation.account), installation);
}

/** The repositories that an installation sees. */
export const reach = (world: World, { repositories, account }: Installation): readonly Repository[] =>
  repositories ?? world.repositories.filter(({ owner }) => owner.id === account.id);

/** What an installation's token is to be held to, if to less than the installation. */
export interface TokenBounds {
  readonly permissions?: Permissions;
  readonly repositories?: readonly Repository[];
}

const hour = 3_600_000;

/** Hands out an installation's token. */
export function addInstallationToken(world: World, installation: Installation, bounds: TokenBounds = {}): Token {
  const { id, app } = installation;
  const token: Token = {
    kind: 'app',
    value: tokenText('app', world.ids.next()),
    actor: world.account(botLogin(app)),
    permissions: { metadata: 'read', ...(bounds.permissions ?? installation.permissions) },
    get repositories() {
      return (bounds.repositories ?? reach(world, installation)).map(repository => repository.id);
    },
    expiresAt: new Date(world.now().getTime() + hour),
    appId: app.id,
    installationId: id,
  };
  world.tokens.set(token.value, token);
  return token;
}
