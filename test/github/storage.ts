// Where bytes are kept: artifacts and assets, behind signed addresses on an origin of their own.
import { type Answer, Refusal, refusalAnswer } from './answer.ts';
import type { Incoming } from './exchange.ts';
import type { Now } from './state/clock.ts';

/** Bytes that somebody may fetch for a while. */
interface Grant {
  readonly content: Buffer;
  readonly type: string;
  readonly end: number;
}

/** Keeps what was signed for. */
export class Storage {
  readonly #grants = new Map<string, Grant>();
  readonly #now: Now;

  constructor(now: Now) {
    this.#now = now;
  }

  /** The path under which bytes can be fetched for the next minutes. */
  sign(content: Buffer, type: string): string {
    const path = `/signed/${this.#grants.size + 1}?sig=${'s'.repeat(43)}`;
    this.#grants.set(path, { content, type, end: this.#now().getTime() + 5 * 60_000 });
    return path;
  }

  /** Answers a request for bytes. A token does not belong here: the stores behind GitHub refuse requests with one. */
  answer({ url, headers }: Pick<Incoming, 'url' | 'headers'>): Answer {
    const grant = this.#grants.get(`${url.pathname}${url.search}`);
    if (headers.authorization !== undefined) return refusalAnswer(new Refusal(400, 'InvalidAuthenticationInfo'));
    if (grant === undefined) return refusalAnswer(new Refusal(404, 'BlobNotFound'));
    if (grant.end <= this.#now().getTime()) return refusalAnswer(new Refusal(403, 'AuthenticationFailed'));
    return { status: 200, bytes: { type: grant.type, content: grant.content } };
  }
}
