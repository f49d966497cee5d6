// Webhooks as GitHub sends them: signed, with their headers, over HTTP.
import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import type { ServeSetting } from '../../../src/entry/app/serve-setting.ts';

export const SECRET = 'a secret of tests, long enough to be one';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

export const APP_KEY = privateKey;

/** A server's setting for tests. */
export const settingOf = (more: Partial<ServeSetting> = {}): ServeSetting => ({
  appId: '42',
  privateKey,
  webhookSecret: SECRET,
  host: '127.0.0.1',
  port: 0,
  baseUrl: null,
  config: 'relevo.yml',
  workflow: '.github/workflows/model.yml',
  atOnce: 4,
  ...more,
});

export const sign = (body: string, secret = SECRET): string =>
  `sha256=${createHmac('sha256', secret).update(body, 'utf8').digest('hex')}`;

/** One request; a header that is null is left out. */
export interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string | null>>;
}

/** What was answered. */
export interface Answered {
  readonly status: number;
  readonly text: string;
  readonly ms: number;
}

/** Sends a request and waits for its answer; a connection that is cut has the status 0. */
export function send(
  port: number,
  { method = 'POST', path = '/api/github/webhooks', body = '', headers = {} }: Sent,
): Promise<Answered> {
  const started = performance.now();
  const given = Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== null),
  );
  return new Promise(resolve => {
    const end = (status: number, text: string) => resolve({ status, text, ms: performance.now() - started });
    const sent = request({ host: '127.0.0.1', port, method, path, headers: given }, response => {
      let text = '';
      response.setEncoding('utf8').on('data', piece => {
        text += piece;
      });
      response.on('end', () => end(response.statusCode ?? 0, text.trim()));
    });
    sent.on('error', error => end(0, error.message));
    sent.end(body);
  });
}

/** Sends an event, signed. */
export function deliver(
  port: number,
  name: string,
  payload: unknown,
  headers: Sent['headers'] = {},
): Promise<Answered> {
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return send(port, {
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': name,
      'x-github-delivery': randomUUID(),
      'x-hub-signature-256': sign(body),
      ...headers,
    },
  });
}
