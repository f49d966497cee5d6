// Bytes from an address into a file: bounded in size, redirects and time, hashed on the way, tried again when the network
// fails.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import { get as getHttp, type IncomingMessage } from 'node:http';
import { get as getHttps } from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Digest, digestOf } from '../../core/digest.ts';

/** Why nothing came. `isPassing`: trying again may help. */
export class TransferFailed extends Error {
  readonly isPassing: boolean;

  constructor(reason: string, isPassing = false) {
    super(reason);
    this.isPassing = isPassing;
  }
}

/** More came, or would have come, than was allowed. */
export class TooLarge extends Error {}

/** What is wanted, and its bounds. */
export interface Transfer {
  readonly address: URL;
  readonly file: string;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  /** The schemes that an address, and what it redirects to, may have. */
  readonly schemes: readonly string[];
  /** How long to wait before each further attempt. */
  readonly pausesMs: readonly number[];
}

const MOST_REDIRECTS = 5;
const SILENCE_MS = 60_000;
const REDIRECTS = [301, 302, 303, 307, 308];
const PASSING = [408, 425, 429, 500, 502, 503, 504];
const PASSING_CODES = ['ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT', 'EPIPE', 'EAI_AGAIN', 'ECONNABORTED'];

/** Fills the file; returns the SHA-256 of what came. */
export async function transfer(wanted: Transfer): Promise<Digest> {
  for (let attempt = 0; ; attempt++) {
    try {
      const { protocol } = wanted.address;
      return await save(wanted, protocol === 'file:' ? await openFile(wanted) : await request(wanted));
    } catch (thrown) {
      await rm(wanted.file, { force: true });
      wanted.signal.throwIfAborted();
      const failure = asFailure(thrown);
      const pause = wanted.pausesMs[attempt];
      if (!(failure instanceof TransferFailed && failure.isPassing) || pause === undefined) throw failure;
      await wait(pause, undefined, { signal: wanted.signal });
    }
  }
}

/** What the network or the disk said, as a reason. */
function asFailure(thrown: unknown): unknown {
  if (thrown instanceof TransferFailed || thrown instanceof TooLarge) return thrown;
  const { code, message } = thrown as NodeJS.ErrnoException;
  if (code === undefined) return thrown;
  return new TransferFailed(`${message.replace(/\.$/, '')}.`, PASSING_CODES.includes(code));
}

async function openFile({ address, maxBytes }: Transfer): Promise<AsyncIterable<Uint8Array>> {
  const path = fileURLToPath(address);
  const stats = await stat(path);
  if (!stats.isFile()) throw new TransferFailed('It is no file. A folder is packed as one tar, or named by its path.');
  if (stats.size > maxBytes) throw new TooLarge();
  return createReadStream(path, { highWaterMark: 1 << 20 });
}

/** Asks, and follows where it is sent, always by a scheme that is allowed. */
async function request(wanted: Transfer): Promise<AsyncIterable<Uint8Array>> {
  let { address } = wanted;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const response = await ask(address, wanted.signal);
    const { statusCode = 0, headers } = response;
    if (statusCode === 200) {
      if (Number(headers['content-length'] ?? 0) <= wanted.maxBytes) return whole(response);
      response.destroy();
      throw new TooLarge();
    }
    response.destroy();
    if (!REDIRECTS.includes(statusCode) || headers.location === undefined) {
      throw new TransferFailed(`The server answered with status ${statusCode}.`, PASSING.includes(statusCode));
    }
    address = nextAddress(headers.location, address, wanted.schemes);
  }
  throw new TransferFailed(`It was redirected more than ${MOST_REDIRECTS} times.`);
}

function nextAddress(location: string, from: URL, schemes: readonly string[]): URL {
  const next = URL.canParse(location, from.href) ? new URL(location, from) : null;
  // A server must not be a way to read files of this machine, or to leave encryption.
  if (next !== null && next.protocol !== 'file:' && schemes.includes(next.protocol)) return next;
  throw new TransferFailed(
    `It was redirected to ${next === null ? 'no address' : `an address with ${next.protocol}`}.`,
  );
}

function ask(address: URL, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    // As it is stored: a digest is one of the bytes that stand there.
    const headers = { 'user-agent': 'relevo', accept: '*/*', 'accept-encoding': 'identity' };
    const options = { headers, signal, timeout: SILENCE_MS };
    const isSecure = address.protocol === 'https:';
    const asked = isSecure ? getHttps(address, options, resolve) : getHttp(address, options, resolve);
    asked.on('error', reject);
    asked.on('timeout', () => asked.destroy(new TransferFailed('The server fell silent for a minute.', true)));
  });
}

/** The body; one that ends before its announced length is no body. */
async function* whole(response: IncomingMessage): AsyncGenerator<Uint8Array> {
  yield* response;
  if (!response.complete) throw new TransferFailed('The connection ended too early.', true);
}

async function save({ file, maxBytes }: Transfer, source: AsyncIterable<Uint8Array>): Promise<Digest> {
  const hash = createHash('sha256');
  const handle = await open(file, 'wx');
  try {
    let bytes = 0;
    for await (const piece of source) {
      bytes += piece.length;
      if (bytes > maxBytes) throw new TooLarge();
      hash.update(piece);
      await handle.writeFile(piece);
    }
  } finally {
    await handle.close();
  }
  return digestOf(hash.digest('hex'));
}
