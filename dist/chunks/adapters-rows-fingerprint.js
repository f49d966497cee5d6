import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  sizeOf
} from "./adapters-rows-byte-source.js";
import {
  isDigest
} from "./core-digest.js";

// src/adapters/rows/fingerprint.ts
async function describe(rows, path, time) {
  const table = await rows.open(path);
  const wanted = new Map(time === void 0 ? [] : [[time, "time"]]);
  let count = 0;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for await (const batch of table.read(wanted)) {
    count += batch.rows;
    const times = time === void 0 ? void 0 : batch.columns.get(time);
    if (times?.kind !== "time") continue;
    for (const value of times.values) {
      if (value < first) first = value;
      if (value > last) last = value;
    }
  }
  const facts = {
    digest: await table.digest(),
    bytes: await sizeOf(path),
    rows: count,
    columns: await table.columns()
  };
  return first <= last ? { ...facts, range: [first, last] } : facts;
}

// src/adapters/data-sets.ts
function createDataSets(rows) {
  const requireDigest = (text) => {
    if (!isDigest(text)) throw new Error(`A table's digest is written "${text}".`);
    return text;
  };
  return {
    async describe(path, time) {
      const columns = await (await rows.open(path)).columns();
      const named = time !== null && columns.includes(time) ? time : void 0;
      const { digest, range, ...facts } = await describe(rows, path, named);
      return { ...facts, digest: requireDigest(digest), range: range ?? null };
    },
    digest: async (path) => requireDigest(await (await rows.open(path)).digest())
  };
}

export {
  createDataSets
};
