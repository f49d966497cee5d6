// How many requests a token has left in its hour.
import { Refusal } from './answer.ts';
import type { Now } from './state/clock.ts';
import type { Token, TokenKind } from './state/token.ts';

const hour = 3_600_000;
const minute = 60_000;

/** GitHub's number of requests a minute that may make something. */
const creationsAMinute = 80;

/** GitHub's own numbers an hour. */
export const hourly: Readonly<Record<TokenKind, number>> = {
  actions: 1000,
  app: 5000,
  user: 5000,
  jwt: 5000,
  none: 60,
};

/** What a token used of its hour. */
export interface Usage {
  readonly limit: number;
  readonly used: number;
  readonly remaining: number;
  /** Seconds since 1970. */
  readonly reset: number;
}

/** Requests that make something are held to a pace of their own. */
const secondaryMessage =
  'You have exceeded a secondary rate limit and have been temporarily blocked from content creation. Please retry your request again later.';

/** Counts requests by token; all jobs of a repository share one count, as do all tokens of an installation. */
export class RateLimit {
  readonly #windows = new Map<string, { used: number; end: number }>();
  readonly #creations: number[] = [];
  readonly #now: Now;
  readonly #limits: Readonly<Record<TokenKind, number>>;
  readonly #isEnforced: boolean;

  constructor(now: Now, isEnforced: boolean, limits: Partial<Record<TokenKind, number>> = {}) {
    this.#now = now;
    this.#limits = { ...hourly, ...limits };
    this.#isEnforced = isEnforced;
  }

  /** Counts a request, unless nothing is left. */
  count(token: Token): Usage {
    const window = this.#window(token);
    if (window.used < this.#limits[token.kind] || !this.#isEnforced) {
      window.used += 1;
      return this.usage(token);
    }
    const message = `API rate limit exceeded for ${token.kind === 'user' ? 'user' : 'installation'} ID ${token.actor.id}.`;
    throw new Refusal(403, message, {}, rateHeaders(this.usage(token)));
  }

  /** Counts a request that makes something, unless there were too many in the last minute. */
  countCreation(): void {
    if (!this.#isEnforced) return;
    const now = this.#now().getTime();
    while (this.#creations.length > 0 && this.#creations[0]! <= now - minute) this.#creations.shift();
    if (this.#creations.length >= creationsAMinute)
      throw new Refusal(403, secondaryMessage, {}, { 'retry-after': '60' });
    this.#creations.push(now);
  }

  /** What a token used so far. */
  usage(token: Token): Usage {
    const limit = this.#limits[token.kind];
    const { used, end } = this.#window(token);
    return { limit, used, remaining: Math.max(0, limit - used), reset: Math.ceil(end / 1000) };
  }

  #window(token: Token): { used: number; end: number } {
    const { kind, installationId, repositories, actor } = token;
    const key = `${kind} ${kind === 'actions' ? repositories?.[0] : (installationId ?? actor.id)}`;
    const now = this.#now().getTime();
    const known = this.#windows.get(key);
    if (known !== undefined && known.end > now) return known;
    const window = { used: 0, end: now + hour };
    this.#windows.set(key, window);
    return window;
  }
}

/** The headers that every answer carries. */
export const rateHeaders = ({ limit, used, remaining, reset }: Usage): Record<string, string> => ({
  'x-ratelimit-limit': `${limit}`,
  'x-ratelimit-used': `${used}`,
  'x-ratelimit-remaining': `${remaining}`,
  'x-ratelimit-reset': `${reset}`,
  'x-ratelimit-resource': 'core',
});
