// The client that Relevo makes itself: it waits when GitHub asks it to, and repeats what may be repeated.
import { retry } from '@octokit/plugin-retry';
import { type ThrottlingOptions, throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';
import type { Log } from '../../ports.ts';
import { version } from '../../version.ts';
import type { GitHubClient } from './place.ts';
import { WritePace } from './write-pace.ts';

/** How a client behaves. */
export interface ClientOptions {
  /** The API's address; github.com's when not given. */
  readonly baseUrl?: string;
  readonly log: Pick<Log, 'step'>;
  /** What GitHub asks to wait longer for than this is an error instead. */
  readonly maxWaitSeconds?: number;
  /** How long a second of waiting lasts; tests make it short. */
  readonly secondMs?: number;
}

/** What a request may carry for the client, beside what Octokit knows. */
interface RequestOptions {
  retries?: number;
  /** Until an answer is complete. */
  timeoutMs?: number;
  signal?: AbortSignal;
  /** How often the request was sent again; the plugins count. */
  retryCount?: number;
  /** Its body is a stream, which cannot be sent twice. */
  isOnce?: boolean;
}

/** Longer than GitHub takes to give up itself. */
const TIMEOUT_MS = 60_000;
const MOST_WAIT_SECONDS = 15 * 60;
const MOST_LIMITED = 5;

/** What may be made by POST again: objects that git names by their content, reactions, and tokens, which end by themselves. */
const REPEATABLE = /\/(?:git\/(?:blobs|trees|commits)|reactions|access_tokens)$/;

/** A client with a token: bounded in time, patient with limits, and never creating twice by repeating blindly. */
export function createClient(token: string, options: ClientOptions): GitHubClient {
  const { secondMs = 1000, baseUrl } = options;
  const pace = new WritePace(secondMs) as unknown as NonNullable<ThrottlingOptions['write']>;
  const PatientOctokit = Octokit.plugin(refuseBroken, octokit => boundRequests(octokit, options), retry, throttling);
  return new PatientOctokit({
    auth: token,
    userAgent: `relevo/${version}`,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    log: silent,
    request: { log: silent },
    retry: { doNotRetry: [400, 401, 403, 404, 409, 410, 422, 429, 451], retryAfterBaseValue: secondMs },
    throttle: { ...limitHandlers(options), retryAfterBaseValue: secondMs, write: pace, notifications: pace },
  });
}

const nothing = (): void => undefined;
const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };

function limitHandlers({ log, maxWaitSeconds = MOST_WAIT_SECONDS }: ClientOptions) {
  const handle = (kind: string) => (seconds: number, request: object, _: unknown, count: number) => {
    const { isOnce = false } = (request as { request?: RequestOptions }).request ?? {};
    if (isOnce || seconds > maxWaitSeconds || count >= MOST_LIMITED) return false;
    log.step(`waiting ${seconds} s: GitHub's ${kind} is reached`);
    return true;
  };
  return { onRateLimit: handle('rate limit'), onSecondaryRateLimit: handle('secondary rate limit') };
}

interface Failed {
  readonly status?: number;
  readonly request?: { request?: { retries?: number; retryAfter?: number } };
  readonly response?: { readonly headers: Readonly<Record<string, string | number | undefined>> };
  readonly message?: string;
}

/** A plugin: each attempt ends in time; what creates is not sent again; a bare 429 is waited for as long as it says. */
function boundRequests(octokit: Parameters<typeof retry>[0], options: ClientOptions): void {
  const { log, maxWaitSeconds = MOST_WAIT_SECONDS } = options;
  octokit.hook.before('request', ({ method, url, request }) => {
    const bounds = request as RequestOptions;
    // The same object serves every attempt, and each attempt has its own time.
    bounds.signal = AbortSignal.timeout(bounds.timeoutMs ?? TIMEOUT_MS);
    if (bounds.isOnce || (method === 'POST' && !REPEATABLE.test(url))) bounds.retries = 0;
  });
  octokit.hook.error('request', (thrown, { request }) => {
    const failed = thrown as Failed;
    const { isOnce = false, retryCount = 0 } = request as RequestOptions;
    const seconds = Number(failed.response?.headers['retry-after']);
    const mayWait = isBare429(failed) && seconds <= maxWaitSeconds && retryCount < MOST_LIMITED && !isOnce;
    if (mayWait && failed.request !== undefined) {
      log.step(`waiting ${seconds} s: GitHub's rate limit is reached`);
      failed.request.request = { ...failed.request.request, retries: MOST_LIMITED, retryAfter: seconds };
    }
    throw thrown;
  });
}

/**
 * Of an answer whose connection broke amid its text Octokit gives what is no JSON, as if all were well: a list would look
 * empty. It is a failure like any other.
 */
function refuseBroken(octokit: Parameters<typeof retry>[0]): void {
  octokit.hook.after('request', ({ status, headers, data }, options) => {
    const isJson = /^application\/(?:[\w.-]+\+)?json\b/.test(String(headers['content-type'] ?? ''));
    if (status !== 200 && status !== 201) return;
    if (!isJson || typeof data !== 'string' || options.request.parseSuccessResponseBody === false) return;
    const message = 'the answer broke off';
    throw Object.assign(new Error(message), { status: 500, request: { ...options, request: options.request } });
  });
}

/** A refusal that the throttling plugin takes no notice of. */
function isBare429({ status, message = '', response }: Failed): boolean {
  return status === 429 && !/\bsecondary rate\b/i.test(message) && response?.headers['x-ratelimit-remaining'] !== '0';
}
