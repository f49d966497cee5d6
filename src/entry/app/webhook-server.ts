// The HTTP side of the hosted App: webhooks whose signature holds, health, readiness, and nothing else. An answer never waits
// for work: what a webhook asks for is queued.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** A webhook as it arrived; its signature has not been checked. */
export interface Delivery {
  readonly id: string;
  readonly name: string;
  readonly payload: string;
  readonly signature: string;
}

/** What a server serves. */
export interface Serving {
  /** Checks and takes a delivery; what it throws is answered by `statusOf`. */
  readonly receive: (delivery: Delivery) => Promise<void>;
  readonly isReady: () => boolean;
  readonly onAnswer: (answer: { status: number; ms: number; delivery: string | null; event: string | null }) => void;
}

/** Where GitHub sends webhooks, as app.yml says. */
export const WEBHOOKS = '/api/github/webhooks';

/** GitHub sends at most 25 MB. */
const MOST_BYTES = 25 * 1024 * 1024;

/** A refusal, with the status that tells it. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The server, not listening yet. */
export function createWebhookServer(serving: Serving): Server {
  const server = createServer((request, response) => {
    const started = performance.now();
    answer(request, serving)
      .catch((thrown: unknown) => ({ status: statusOf(thrown), text: textOf(thrown) }))
      .then(({ status, text }) => {
        // The rest of a body that was refused is not waited for.
        if (!request.complete) response.setHeader('connection', 'close');
        send(response, status, text);
        const ms = Math.round(performance.now() - started);
        serving.onAnswer({
          status,
          ms,
          delivery: header(request, 'x-github-delivery'),
          event: header(request, 'x-github-event'),
        });
      });
  });
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  server.keepAliveTimeout = 5_000;
  return server;
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

async function answer(request: IncomingMessage, serving: Serving): Promise<Answer> {
  const path = (request.url ?? '/').split('?')[0];
  switch (path) {
    case '/health':
      return { status: 200, text: 'alive' };
    case '/ready':
      return serving.isReady() ? { status: 200, text: 'ready' } : { status: 503, text: 'not ready' };
    case WEBHOOKS:
      return takeWebhook(request, serving);
    default:
      throw new Refusal(404, 'There is nothing here.');
  }
}

async function takeWebhook(request: IncomingMessage, { receive }: Serving): Promise<Answer> {
  if (request.method !== 'POST') throw new Refusal(405, 'Webhooks are POSTed.');
  if (!/^application\/json\b/.test(header(request, 'content-type') ?? ''))
    throw new Refusal(415, 'Webhooks are JSON: choose application/json as the content type.');
  const [id, name, signature] = ['x-github-delivery', 'x-github-event', 'x-hub-signature-256'].map(key =>
    header(request, key),
  );
  if (!id || !name || !/^[\w-]{1,100}$/.test(id) || !/^[a-z0-9_]{1,100}$/.test(name))
    throw new Refusal(400, 'The delivery or its event is not named.');
  if (!signature || !/^sha256=[0-9a-f]{64}$/.test(signature)) throw new Refusal(401, 'There is no signature.');
  await receive({ id, name, signature, payload: await readBody(request) });
  return { status: 202, text: 'taken' };
}

function header(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name];
  return typeof value === 'string' ? value : null;
}

async function readBody(request: IncomingMessage): Promise<string> {
  if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) throw new Refusal(413, 'The body is too large.');
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > MOST_BYTES) throw new Refusal(413, 'The body is too large.');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function send(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' });
  response.end(`${text}\n`);
}

/** The status that something thrown asks for, itself or the first of several; 500 for anything else. */
function statusOf(thrown: unknown): number {
  const [first = thrown] = thrown instanceof AggregateError ? thrown.errors : [];
  const status = (first as { status?: unknown } | null)?.status;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}

/** A bug's message is for the log, not for whoever sent a request. */
const textOf = (thrown: unknown): string =>
  thrown instanceof Refusal
    ? thrown.message
    : statusOf(thrown) === 503
      ? 'Try again later.'
      : 'This could not be taken.';
