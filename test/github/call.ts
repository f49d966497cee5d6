// One request, as its handler sees it; and the routes that handlers are found by.
import type { Answer } from './answer.ts';
import type { Repository } from './state/repository.ts';
import type { Token } from './state/token.ts';
import type { World } from './state/world.ts';

/** A request that found its route, whose token is known and whose input fits GitHub's description. */
export interface Call {
  readonly world: World;
  /** The values of the path's placeholders, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The request's own address without its query, as the links of pages write it. */
  readonly self: string;
  readonly token: Token;
  readonly accept: string;
  readonly contentType: string;
  /** Whether the connection broke before all of the body was there; happens to uploads alone. */
  readonly isInterrupted: boolean;
  /** The body's bytes, for uploads. */
  readonly bytes: Buffer;
  /** The body, which fits the operation's schema. */
  json<Body>(): Body;
  /** The repository of the path. */
  readonly repository: Repository;
}

/** Methods in use. */
export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** An endpoint. */
export interface Route {
  readonly method: Method;
  /** As GitHub's description writes it. */
  readonly path: string;
  /**
   * Permissions, as GitHub's `x-accepted-github-permissions` header writes them: `;` between alternatives, `,` between
   * what is needed together. '' for what every token may do, `app` for what only an App itself may do.
   */
  readonly needs: string;
  /** Answered where uploads are taken, not at the API's address. */
  readonly isUpload?: true;
  readonly handle: (call: Call) => Answer | Promise<Answer>;
}
