// A port of this machine on which one part of the local GitHub listens.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer } from './answer.ts';
import type { Incoming } from './exchange.ts';
import type { Now } from './state/clock.ts';

/** A part that listens. */
export interface Listener {
  readonly url: string;
  close(): Promise<void>;
}

/** Listens, hands every request over and sends what comes back; null cuts the connection. */
export async function listen(
  now: Now,
  answer: (incoming: Omit<Incoming, 'isUpload'>) => Promise<Answer | null>,
): Promise<Listener> {
  const server = createServer(async (request, response) => {
    const reply = await answer(await read(request));
    if (reply === null) request.socket.destroy();
    else send(response, reply, now());
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function read(request: IncomingMessage): Promise<Omit<Incoming, 'isUpload'>> {
  const chunks: Buffer[] = [];
  let isInterrupted = false;
  try {
    for await (const chunk of request) chunks.push(chunk);
  } catch {
    isInterrupted = true;
  }
  const { method = 'GET', url = '/', headers } = request;
  const { authorization, accept, 'content-type': contentType } = headers;
  return {
    method,
    url: new URL(url, 'http://localhost'),
    headers: { authorization, accept, 'content-type': contentType },
    bytes: Buffer.concat(chunks),
    isInterrupted,
  };
}

let requests = 0;

function send(response: ServerResponse, { status, body, bytes, headers }: Answer, now: Date): void {
  const content = bytes?.content ?? (body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(body)));
  const type = bytes?.type ?? (body === undefined ? undefined : 'application/json; charset=utf-8');
  response.writeHead(status, {
    date: now.toUTCString(),
    'x-github-request-id': `LOCAL:${++requests}`,
    'x-github-media-type': 'github.v3; format=json',
    ...(type === undefined ? {} : { 'content-type': type }),
    ...(status === 204 ? {} : { 'content-length': content.length }),
    ...headers,
  });
  response.end(content);
}
