// The port Downloads: models that were trained elsewhere, by address and SHA-256. Nothing is opened before it is verified.
import { mkdir, rm } from 'node:fs/promises';
import { fail } from '../../errors.ts';
import type { DownloadRequest, Downloads } from '../../ports.ts';
import { TooLarge, TransferFailed, transfer } from './transfer.ts';
import { unpack } from './unpack.ts';

/** What may differ where downloads are made. */
export interface DownloadOptions {
  readonly schemes?: readonly string[];
  readonly pausesMs?: readonly number[];
}

/** Downloads over HTTPS, and from this machine's disk. */
export function createDownloads({
  schemes = ['https:', 'file:'],
  pausesMs = [1000, 4000],
}: DownloadOptions = {}): Downloads {
  return {
    async fetch(request) {
      const { digest, folder, maxBytes } = request;
      const address = new URL(request.address);
      if (!schemes.includes(address.protocol)) throw new TypeError(`No download by ${address.protocol}.`);
      const place = shown(address);
      const file = `${folder}.download`;
      const limit = AbortSignal.timeout(request.timeoutMs);
      const signal = request.signal === undefined ? limit : AbortSignal.any([request.signal, limit]);
      await mkdir(folder, { recursive: true });
      try {
        const found = await transfer({ address, file, maxBytes, signal, schemes, pausesMs });
        if (found !== digest) throw fail('artifact-differs', { place, pinned: digest, found });
        await unpack({ file, place, name: lastPart(address), folder, maxBytes });
      } catch (thrown) {
        request.signal?.throwIfAborted();
        throw explain(thrown, { place, request, hasEnded: limit.aborted });
      } finally {
        await rm(file, { force: true });
      }
    },
  };
}

/** Without what may be a signature in it. */
const shown = ({ origin, protocol, pathname }: URL): string =>
  protocol === 'file:' ? `file://${pathname}` : `${origin}${pathname}`;

function lastPart({ pathname }: URL): string {
  const part = pathname.slice(pathname.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

interface Facts {
  readonly place: string;
  readonly request: DownloadRequest;
  /** Whether the time was over. */
  readonly hasEnded: boolean;
}

function explain(thrown: unknown, { place, request, hasEnded }: Facts): unknown {
  const { model, maxBytes, timeoutMs } = request;
  if (thrown instanceof TooLarge) {
    const most = `${maxBytes} bytes`;
    return fail('artifact-too-large', { folder: place, found: `more than ${most}`, most }, thrown);
  }
  const reason = hasEnded
    ? `It was not there within ${Number((timeoutMs / 1000).toFixed(1))} s.`
    : thrown instanceof TransferFailed
      ? thrown.message
      : null;
  return reason === null ? thrown : fail('artifact-unreachable', { model, address: place, reason }, thrown);
}
