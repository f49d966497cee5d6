// GitHub's own client, pointed at a local GitHub.
import { Octokit } from '@octokit/rest';
import type { GitHub } from './server.ts';
import { fullName, type Repository } from './state/repository.ts';

/** What every call in a repository needs. */
export type Place = { readonly owner: string; readonly repo: string };

/** A client with a token, or without one. Its complaints are not printed: tests look at what is thrown. */
export function connect({ url }: GitHub, auth?: string): Octokit {
  const silent = () => undefined;
  return new Octokit({ auth, baseUrl: url, log: { debug: silent, info: silent, warn: silent, error: silent } });
}

/** The parameters that name a repository. */
export function placeOf(repository: Repository): Place {
  const [owner = '', repo = ''] = fullName(repository).split('/');
  return { owner, repo };
}

/** What a client's refusal says. */
export interface Refused {
  readonly status: number;
  readonly message: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Waits for a call to be refused. */
export async function refusal(call: Promise<unknown>): Promise<Refused> {
  try {
    await call;
  } catch (error) {
    const { status, message, response } = error as { status: number; message: string; response?: { headers: object } };
    return { status, message, headers: { ...response?.headers } };
  }
  throw new Error('The call was not refused.');
}
