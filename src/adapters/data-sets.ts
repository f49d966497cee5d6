// The port DataSets on the files of this machine.
import { isDigest } from '../core/digest.ts';
import type { DataSets, Rows } from '../ports.ts';
import { describe } from './rows/fingerprint.ts';

/** Tells what data sets are, reading tables as `rows` does. */
export function createDataSets(rows: Rows): DataSets {
  const requireDigest = (text: string) => {
    if (!isDigest(text)) throw new Error(`A table's digest is written "${text}".`);
    return text;
  };
  return {
    async describe(path, time) {
      const columns = await (await rows.open(path)).columns();
      const named = time !== null && columns.includes(time) ? time : undefined;
      const { digest, range, ...facts } = await describe(rows, path, named);
      return { ...facts, digest: requireDigest(digest), range: range ?? null };
    },
    digest: async path => requireDigest(await (await rows.open(path)).digest()),
  };
}
