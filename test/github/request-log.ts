// Every request, in the order of arrival.
import type { TokenKind } from './state/token.ts';

/** A request and what became of it. */
export interface LoggedRequest {
  readonly method: string;
  /** As it was asked for, with its query. */
  readonly path: string;
  /** The endpoint's path as GitHub's description writes it; null when there is no such endpoint. */
  readonly endpoint: string | null;
  readonly token: TokenKind;
  readonly login: string;
  readonly body: unknown;
  /** null when the connection was cut. */
  readonly status: number | null;
}

/** The requests so far. */
export class RequestLog {
  readonly all: LoggedRequest[] = [];

  /** How many requests there were; of one method, or to one path, if asked. */
  count(method?: string, path?: RegExp): number {
    return this.matching(method, path).length;
  }

  /** How many requests could have changed something. */
  get writes(): number {
    return this.all.filter(({ method }) => method !== 'GET').length;
  }

  /** The requests of a method and to a path. */
  matching(method?: string, path?: RegExp): LoggedRequest[] {
    return this.all.filter(
      request => (method ?? request.method) === request.method && path?.test(request.path) !== false,
    );
  }

  /** One line a request: `GET /repos/o/r 200`. */
  lines(): string[] {
    return this.all.map(({ method, path, status }) => `${method} ${path} ${status ?? 'cut'}`);
  }

  /** Forgets them. */
  clear(): void {
    this.all.length = 0;
  }
}
