// Files to and from GitHub, streamed: memory does not depend on their size.
import { createReadStream } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import { fail } from '../../errors.ts';
import { explain, isUncertain, type Need, saidBy, statusOf } from './failure.ts';
import type { GitHubClient } from './place.ts';

/** Two gigabytes at a megabyte a second. */
const TIMEOUT_MS = 40 * 60_000;
const MOST_TRIES = 3;

/** A file to download. */
export interface Download {
  readonly client: GitHubClient;
  /** The endpoint, with what stands in its braces as parameters. */
  readonly endpoint: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** What messages call it. */
  readonly name: string;
  readonly path: string;
  readonly maxBytes: number;
  readonly need: Need;
}

class TooLarge extends Error {}

/** Downloads to a path where nothing stands; begins anew when the connection breaks in the middle. */
export async function download(wanted: Download): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await downloadOnce(wanted);
    } catch (thrown) {
      await rm(wanted.path, { force: true });
      if (thrown instanceof TooLarge) {
        const reason = `It has more than ${wanted.maxBytes} bytes`;
        throw fail('github-archive', { name: wanted.name, reason }, thrown);
      }
      // Refusals, and failures that the client has repeated already.
      if (statusOf(thrown) !== undefined) throw explain(thrown, wanted.need);
      if ((thrown as Partial<NodeJS.ErrnoException>).syscall === 'open') throw thrown;
      if (tries === MOST_TRIES) throw fail('github-download', { name: wanted.name, reason: saidBy(thrown) }, thrown);
    }
  }
}

async function downloadOnce({ client, endpoint, parameters, path, maxBytes }: Download): Promise<void> {
  const request = { parseSuccessResponseBody: false, timeoutMs: TIMEOUT_MS };
  const headers = { accept: 'application/octet-stream' };
  const { data } = await client.request(endpoint, { ...parameters, headers, request });
  const handle = await open(path, 'wx');
  try {
    let bytes = 0;
    for await (const piece of data as unknown as AsyncIterable<Uint8Array>) {
      bytes += piece.length;
      if (bytes > maxBytes) throw new TooLarge();
      await handle.writeFile(piece);
    }
  } finally {
    await handle.close();
  }
}

/** A file to upload, once: who asks looks first at what an earlier attempt left. */
export interface Upload {
  readonly client: GitHubClient;
  /** As GitHub gave it, with its braces. */
  readonly url: string;
  readonly name: string;
  readonly path: string;
}

/** Sends a file's bytes and returns the answer. The stream cannot be sent twice, so nothing is repeated here. */
export async function upload({ client, url, name, path }: Upload): Promise<unknown> {
  const { size } = await stat(path);
  const stream = createReadStream(path);
  try {
    const headers = { 'content-type': 'application/octet-stream', 'content-length': size };
    const request = { isOnce: true, timeoutMs: TIMEOUT_MS };
    const { data } = await client.request(`POST ${url}`, { name, data: stream, headers, request });
    return data;
  } finally {
    stream.destroy();
  }
}

/** Whether an upload may be tried again: its answer was lost, GitHub failed, or the name is taken by what was left of it. */
export const isWorthAnotherTry = (thrown: unknown): boolean => isUncertain(thrown) || statusOf(thrown) === 422;
