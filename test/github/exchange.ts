// One request from its arrival to its answer: faults, token, rate limit, endpoint, input, work, and what the answer is worth.
import { authenticate, authorize } from './access.ts';
import { type Answer, found, notFound, Refusal, refusalAnswer } from './answer.ts';
import type { Call } from './call.ts';
import type { Fault, Faults } from './faults.ts';
import { complainAboutAnswer, complainAboutRequest, operationOf } from './openapi.ts';
import { type RateLimit, rateHeaders } from './rate-limit.ts';
import type { RequestLog } from './request-log.ts';
import { type Match, type makeRouter, nameRepository } from './router.ts';
import type { Repository } from './state/repository.ts';
import { anonymous, type Token } from './state/token.ts';
import type { World } from './state/world.ts';

/** A request as it came in. */
export interface Incoming {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly bytes: Buffer;
  /** Whether the connection broke before all of the body was there. */
  readonly isInterrupted: boolean;
  /** Whether it came where uploads are taken. */
  readonly isUpload: boolean;
}

/** What an exchange works with. */
export interface Parts {
  readonly world: World;
  readonly findRoute: ReturnType<typeof makeRouter>;
  readonly faults: Faults;
  readonly log: RequestLog;
  readonly limit: RateLimit;
  /** What a test must not leave behind: unknown endpoints, and answers that GitHub would not give. */
  readonly violations: string[];
}

interface Done {
  readonly answer: Answer;
  readonly token: Token;
  readonly match: Match | undefined;
  readonly body: unknown;
}

/** Answers a request; null cuts the connection. */
export async function exchange(parts: Parts, incoming: Incoming): Promise<Answer | null> {
  const { faults, log } = parts;
  if (incoming.isInterrupted && !incoming.isUpload) return null;
  const path = nameRepository(parts.world, incoming.url.pathname);
  const fault = faults.isDown ? downFault : faults.take(incoming.method, path);
  if (fault?.kind === 'slow') await new Promise(resolve => setTimeout(resolve, fault.milliseconds));
  const early = fault === undefined ? undefined : answerBefore(fault, incoming.isUpload);
  const done =
    early === undefined
      ? await work(parts, interrupt(incoming, fault), path)
      : await refuse(parts, incoming, path, early.answer);
  const isWrite = early === undefined && incoming.method !== 'GET' && done.answer.status < 400;
  if (isWrite && done.match?.route.needs !== 'app') faults.countWrite();
  const answer = early === undefined ? answerAfter(fault, done.answer) : early.answer;
  log.all.push({
    method: incoming.method,
    path: `${incoming.url.pathname}${incoming.url.search}`,
    endpoint: done.match?.route.path ?? null,
    token: done.token.kind,
    login: done.token.actor.login,
    body: done.body,
    status: answer?.status ?? null,
  });
  return answer;
}

/** An upload that breaks off half-way. */
const interrupt = (incoming: Incoming, fault: Fault | undefined): Incoming =>
  fault?.kind === 'cut' && fault.when === 'during' ? { ...incoming, isInterrupted: true } : incoming;

const downFault: Fault = { kind: 'cut', when: 'before' };

/** The answer of a fault that strikes before any work is done. */
function answerBefore(fault: Fault, isUpload: boolean): { readonly answer: Answer | null } | undefined {
  switch (fault.kind) {
    case 'status':
      return fault.when === 'after' ? undefined : { answer: statusAnswer(fault.status) };
    case 'too-many':
      return { answer: limitAnswer(429, 'Too many requests.', fault.retryAfter) };
    case 'secondary-limit':
      return { answer: limitAnswer(403, secondary, fault.retryAfter) };
    case 'cut':
      return fault.when === 'before' || (fault.when === 'during' && !isUpload) ? { answer: null } : undefined;
    case 'slow':
      return undefined;
  }
}

const secondary = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';

const statusAnswer = (status: number): Answer => refusalAnswer(new Refusal(status, 'Server Error'));

const limitAnswer = (status: number, message: string, retryAfter?: number): Answer =>
  refusalAnswer(new Refusal(status, message, {}, retryAfter === undefined ? {} : { 'retry-after': `${retryAfter}` }));

/** What is left of an answer when a fault strikes after the work. */
function answerAfter(fault: Fault | undefined, answer: Answer): Answer | null {
  if (fault?.kind === 'cut') return null;
  return fault?.kind === 'status' ? statusAnswer(fault.status) : answer;
}

/** A request that never gets to work; its token and endpoint are still logged. */
async function refuse(parts: Parts, incoming: Incoming, path: string, answer: Answer | null): Promise<Done> {
  const match = parts.findRoute(incoming.method, path, incoming.isUpload);
  const token = parts.world.tokens.get(incoming.headers.authorization?.replace(/^\S+ +/, '') ?? '') ?? anonymous;
  return { answer: answer ?? { status: 0 }, token, match, body: undefined };
}

async function work(parts: Parts, incoming: Incoming, path: string): Promise<Done> {
  const { world, limit, violations } = parts;
  let [token, headers, body]: [Token, Record<string, string>, unknown] = [anonymous, {}, undefined];
  const match = parts.findRoute(incoming.method, path, incoming.isUpload);
  try {
    token = authenticate(world, incoming.headers.authorization);
    headers = rateHeaders(limit.count(token));
    if (match === undefined) {
      violations.push(`${incoming.method} ${path}: the local GitHub has no such endpoint.`);
      throw notFound();
    }
    if (match.route.needs !== '' && match.route.needs !== 'app')
      headers['x-accepted-github-permissions'] = match.route.needs;
    body = incoming.isUpload ? undefined : parseBody(incoming);
    const answer = await handle(parts, incoming, { match, token, body });
    return { answer: { ...answer, headers: { ...headers, ...answer.headers } }, token, match, body };
  } catch (error) {
    const refusal = error instanceof Refusal ? error : unexpected(parts, incoming, error);
    const answer = refusalAnswer(refusal);
    return { answer: { ...answer, headers: { ...headers, ...answer.headers } }, token, match, body };
  }
}

function unexpected({ violations }: Parts, { method, url }: Incoming, error: unknown): Refusal {
  violations.push(`${method} ${url.pathname}: ${error instanceof Error ? error.stack : String(error)}`);
  return new Refusal(500, 'The local GitHub failed: see its violations.');
}

function parseBody({ bytes }: Incoming): unknown {
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new Refusal(400, 'Problems parsing JSON');
  }
}

interface Work {
  readonly match: Match;
  readonly token: Token;
  readonly body: unknown;
}

async function handle(parts: Parts, incoming: Incoming, { match, token, body }: Work): Promise<Answer> {
  const { world, violations } = parts;
  const { route, params } = match;
  const isInRepository = route.path.startsWith('/repos/{owner}/{repo}');
  const repository = isInRepository ? found(world.repository(`${params.owner}/${params.repo}`)) : undefined;
  authorize(token, route, repository);
  const endpoint = `${route.method} ${route.path}`;
  const operation = operationOf(route.method, route.path);
  if (!incoming.isUpload) {
    const complaint = complainAboutRequest(endpoint, operation, incoming.url.searchParams, body);
    if (complaint !== undefined) throw new Refusal(422, `Invalid request.\n\n${complaint}`);
  }
  if (route.method !== 'GET' && route.needs !== 'app') parts.limit.countCreation();
  const answer = await route.handle(makeCall(parts, incoming, { match, token, body }, repository));
  const complaint = answer.bytes ? undefined : complainAboutAnswer(endpoint, operation, answer.status, answer.body);
  if (complaint === undefined) return answer;
  violations.push(`${endpoint} answered ${answer.status}, which GitHub would not: ${complaint}`);
  throw new Refusal(500, `The answer does not fit GitHub's description: ${complaint}`);
}

function makeCall({ world }: Parts, incoming: Incoming, work: Work, repository: Repository | undefined): Call {
  const { match, token, body } = work;
  const inside = incoming.url.pathname.replace(/^\/repos\/[^/]+\/[^/]+|^\/repositories\/\d+/, '');
  return {
    world,
    token,
    params: match.params,
    query: incoming.url.searchParams,
    // GitHub's own links name the repository by its id: clients must follow them as they are.
    self: `${world.urls.api}${repository === undefined ? '' : `/repositories/${repository.id}`}${inside}`,
    accept: incoming.headers.accept ?? '',
    contentType: incoming.headers['content-type'] ?? '',
    bytes: incoming.bytes,
    isInterrupted: incoming.isInterrupted,
    json: <Body>() => (body ?? {}) as Body,
    get repository() {
      if (repository === undefined) throw new Error(`${match.route.path} is in no repository.`);
      return repository;
    },
  };
}
