// What a GitHub App may reach: it proves who it is by its private key, and gets a token for an hour an installation.
import { createPrivateKey, createSign, type KeyObject } from 'node:crypto';
import { fail } from '../../errors.ts';
import type { Clock } from '../../ports.ts';
import { type ClientOptions, createClient } from './client.ts';
import { ask, type Need } from './failure.ts';
import type { GitHubClient } from './place.ts';

/** Who the App is. */
export interface AppIdentity {
  readonly appId: string;
  /** PEM, as GitHub gives it; with `\n` written out, or in base64, as environments need it. */
  readonly privateKey: string;
}

/** A repository in which the App is installed. */
export interface Installed {
  readonly owner: string;
  readonly repo: string;
  readonly installation: number;
}

interface Granted {
  readonly token: string;
  readonly until: number;
}

/** GitHub takes ten minutes at most, and its clock may be ahead. */
const LIFE_SECONDS = 540;
const AHEAD_SECONDS = 60;
/** A token that ends sooner is not begun with. */
const LEAST_LEFT_MS = 10 * 60_000;

const proving: Need = { doing: 'act as the App', permission: 'metadata', level: 'read' };

/** The App's access; tokens are kept until shortly before they end. */
export class AppAccess {
  readonly #appId: string;
  readonly #key: KeyObject;
  readonly #options: ClientOptions;
  readonly #clock: Clock;
  readonly #tokens = new Map<number, Promise<Granted>>();
  #login: Promise<string> | null = null;

  constructor({ appId, privateKey }: AppIdentity, options: ClientOptions, clock: Clock) {
    this.#appId = appId;
    this.#key = readKey(privateKey);
    this.#options = options;
    this.#clock = clock;
  }

  /** The login that the App writes as: `relevo[bot]`. */
  login(): Promise<string> {
    this.#login ??= this.#askLogin();
    this.#login.catch(() => {
      this.#login = null;
    });
    return this.#login;
  }

  /** A client for the repositories of an installation. */
  async client(installation: number): Promise<GitHubClient> {
    const known = await this.#tokens.get(installation)?.catch(() => null);
    if (known != null && known.until - this.#clock.now().getTime() > LEAST_LEFT_MS)
      return createClient(known.token, this.#options);
    const asking = this.#askToken(installation);
    this.#tokens.set(installation, asking);
    return createClient((await asking).token, this.#options);
  }

  /** Every repository that the App is installed in. */
  async repositories(): Promise<readonly Installed[]> {
    const app = this.#asApp();
    const installations = await ask(proving, () => app.paginate(app.rest.apps.listInstallations, { per_page: 100 }));
    const found: Installed[] = [];
    for (const { id, suspended_at: suspended } of installations) {
      if (suspended == null) found.push(...(await this.#repositoriesOf(id)));
    }
    return found;
  }

  async #repositoriesOf(installation: number): Promise<Installed[]> {
    const client = await this.client(installation);
    const listed = await ask(proving, () =>
      client.paginate(client.rest.apps.listReposAccessibleToInstallation, { per_page: 100 }),
    );
    return listed
      .filter(({ archived, disabled }) => !archived && !disabled)
      .map(({ owner, name }) => ({ owner: owner.login, repo: name, installation }));
  }

  async #askLogin(): Promise<string> {
    const { data } = await ask(proving, () => this.#asApp().rest.apps.getAuthenticated());
    if (data?.slug === undefined) throw fail('github-token', { doing: proving.doing });
    return `${data.slug}[bot]`;
  }

  async #askToken(installation: number): Promise<Granted> {
    const wanted = { installation_id: installation };
    const { data } = await ask(proving, () => this.#asApp().rest.apps.createInstallationAccessToken(wanted));
    return { token: data.token, until: Date.parse(data.expires_at) };
  }

  #asApp(): GitHubClient {
    return createClient(this.#proof(), this.#options);
  }

  /** A JSON Web Token (RFC 7519) signed with RS256, as GitHub asks for it. */
  #proof(): string {
    const seconds = Math.floor(this.#clock.now().getTime() / 1000);
    const claims = { iat: seconds - AHEAD_SECONDS, exp: seconds + LIFE_SECONDS, iss: this.#appId };
    const signed = [{ alg: 'RS256', typ: 'JWT' }, claims].map(part => base64Url(JSON.stringify(part))).join('.');
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(this.#key, 'base64url')}`;
  }
}

const base64Url = (text: string): string => Buffer.from(text).toString('base64url');

function readKey(text: string): KeyObject {
  const pem = text.includes('BEGIN') ? text.replaceAll('\\n', '\n') : Buffer.from(text, 'base64').toString('utf8');
  try {
    return createPrivateKey(pem);
  } catch (thrown) {
    throw fail('app-credentials', { name: 'PRIVATE_KEY', reason: 'it is no private key in PEM' }, thrown);
  }
}
