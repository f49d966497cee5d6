import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  BLOCK,
  ByteReader,
  FileChanged,
  MANIFEST,
  MOST_MANIFEST_BYTES,
  MOST_TAR_BYTES,
  StreamEnded,
  defaultLimits,
  listArtifact,
  makeFolder,
  makeNewFolder,
  moveInto,
  openArtifact,
  paddingAfter,
  readManifest,
  readPieces,
  sha256,
  unlessMissing,
  writeHeader,
  writeNewFile
} from "./core-artifact-manifest.js";
import {
  digestOf,
  hexOf
} from "./core-digest.js";
import {
  fail
} from "./errors-tables.js";

// src/adapters/registry/tar-blobs.ts
import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { lstat, mkdtemp, open, rm as rm2 } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as join3 } from "node:path";

// src/adapters/registry/tar-read.ts
import { createHash as createHash2 } from "node:crypto";
import { chmod, mkdir, rm } from "node:fs/promises";
import { dirname, join as join2 } from "node:path";

// src/adapters/registry/tar-write.ts
import { createHash } from "node:crypto";
import { join } from "node:path";
var TAR_END = 2 * BLOCK;
function listEntries({ files, documents }) {
  return [...files, ...documents];
}
function manifestEntry(bytes) {
  return { path: MANIFEST, bytes, executable: false };
}
async function packTar(folder, limits = defaultLimits) {
  const listed = await listArtifact(folder, limits);
  if (!listed.ok) throw fail("artifact-invalid", { place: folder, reason: listed.reason });
  const { manifest } = listed;
  const text = Buffer.from(listed.text, "utf8");
  const entries = listEntries(manifest);
  const large = entries.find(({ bytes: bytes2 }) => bytes2 > MOST_TAR_BYTES);
  if (large !== void 0) {
    const found = `a file of ${large.bytes} bytes`;
    throw fail("artifact-too-large", { folder, found, most: `${MOST_TAR_BYTES} bytes a file` });
  }
  const sizes = [manifestEntry(text.length), ...entries].map(sizeOf);
  const bytes = sizes.reduce((total, size) => total + size, TAR_END);
  return { manifest, bytes, read: () => writeTar(folder, text, entries) };
}
function sizeOf(entry) {
  return writeHeader(entry).length + entry.bytes + paddingAfter(entry.bytes);
}
async function* writeTar(folder, manifest, entries) {
  yield writeHeader(manifestEntry(manifest.length));
  yield manifest;
  yield new Uint8Array(paddingAfter(manifest.length));
  for (const entry of entries) {
    yield writeHeader(entry);
    yield* writeContent(folder, entry);
    yield new Uint8Array(paddingAfter(entry.bytes));
  }
  yield new Uint8Array(TAR_END);
}
async function* writeContent(folder, { path, bytes, sha256: sha2562 }) {
  const file = join(folder, path);
  const hash = createHash("sha256");
  for await (const piece of readPieces(file, bytes)) {
    hash.update(piece);
    yield Uint8Array.from(piece);
  }
  if (digestOf(hash.digest("hex")) !== sha2562) throw new FileChanged(file);
}

// src/adapters/registry/tar-read.ts
var Refused = class extends Error {
};
async function unpackTar({
  source,
  name,
  folder,
  limits = defaultLimits
}) {
  await makeNewFolder(folder);
  const reader = new ByteReader(source);
  try {
    const { manifest, text } = await readFirstEntry(reader, limits);
    for (const entry of listEntries(manifest)) await readEntry(reader, folder, entry);
    await expectZeros(reader, TAR_END, "it has no end");
    if (!await reader.isAtEnd()) throw new Refused("something follows its end");
    await writeNewFile(join2(folder, MANIFEST), (handle) => handle.writeFile(text));
    return manifest;
  } catch (thrown) {
    await rm(folder, { recursive: true, force: true });
    if (!(thrown instanceof Refused || thrown instanceof StreamEnded)) throw thrown;
    throw fail("artifact-invalid", { place: name, reason: thrown.message }, thrown);
  } finally {
    await reader.close();
  }
}
async function readFirstEntry(reader, limits) {
  const header = await reader.take(BLOCK);
  const size = /^[0-7]{11}$/.exec(header.toString("latin1", 124, 135))?.[0];
  const bytes = size === void 0 ? Number.POSITIVE_INFINITY : Number.parseInt(size, 8);
  const isManifest = bytes <= MOST_MANIFEST_BYTES && header.equals(writeHeader(manifestEntry(bytes)));
  if (!isManifest) throw new Refused(`it does not begin with ${MANIFEST} as Relevo writes it`);
  const text = decodeUtf8(await reader.take(bytes));
  await expectZeros(reader, paddingAfter(bytes), `${MANIFEST} is not followed by zeros`);
  const reading = readManifest(text, sha256);
  if (!reading.ok) throw new Refused(`${MANIFEST} is not as Relevo writes it: ${reading.reason}`);
  const entries = listEntries(reading.manifest);
  const total = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  if (entries.length > limits.files) throw new Refused(`it holds more than ${limits.files} files`);
  if (total > limits.bytes) throw new Refused(`it holds more than ${limits.bytes} bytes`);
  return { manifest: reading.manifest, text };
}
async function readEntry(reader, folder, entry) {
  const path = JSON.stringify(entry.path);
  await expectHeader(reader, entry, `where ${path} should begin is something else`);
  await mkdir(dirname(join2(folder, entry.path)), { recursive: true });
  await writeNewFile(join2(folder, entry.path), async (handle) => {
    if (await readContent(reader, handle, entry.bytes) !== entry.sha256) {
      throw new Refused(`${path} has other content`);
    }
  });
  await chmod(join2(folder, entry.path), entry.executable ? 493 : 420);
  await expectZeros(reader, paddingAfter(entry.bytes), `${path} is not followed by zeros`);
}
async function readContent(reader, handle, bytes) {
  const hash = createHash2("sha256");
  for await (const part of reader.pass(bytes)) {
    hash.update(part);
    await handle.writeFile(part);
  }
  return digestOf(hash.digest("hex"));
}
async function expectHeader(reader, entry, otherwise) {
  const expected = writeHeader(entry);
  if (!(await reader.take(expected.length)).equals(expected)) throw new Refused(otherwise);
}
async function expectZeros(reader, bytes, otherwise) {
  if ((await reader.take(bytes)).some((byte) => byte !== 0)) throw new Refused(otherwise);
}
function decodeUtf8(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Refused(`${MANIFEST} is not UTF-8 text`);
  }
}

// src/adapters/registry/tar-blobs.ts
var tarName = (digest) => `${hexOf(digest)}.tar`;
var TarBlobs = class {
  #folder;
  #limits;
  constructor(folder, limits = defaultLimits) {
    this.#folder = folder;
    this.#limits = limits;
  }
  async put(folder) {
    const tar = await packTar(folder, this.#limits);
    const { digest } = tar.manifest;
    if (await this.has(digest)) return digest;
    await makeFolder(this.#folder);
    const staged = join3(this.#folder, `.${tarName(digest)}.${randomUUID()}.partial`);
    const handle = await open(staged, "wx");
    try {
      for await (const piece of tar.read()) await handle.writeFile(piece);
      await handle.sync();
    } catch (thrown) {
      await rm2(staged, { force: true });
      if (thrown instanceof FileChanged) await openArtifact(folder, this.#limits);
      throw thrown;
    } finally {
      await handle.close();
    }
    await moveInto(staged, this.#placeOf(digest));
    return digest;
  }
  async has(digest) {
    return await unlessMissing(lstat(this.#placeOf(digest)), null) !== null;
  }
  async verify(digest) {
    const folder = await mkdtemp(join3(tmpdir(), "relevo-verify-"));
    try {
      return await this.fetch(digest, join3(folder, "artifact"));
    } finally {
      await rm2(folder, { recursive: true, force: true });
    }
  }
  async fetch(digest, folder) {
    const place = this.#placeOf(digest);
    if (!await this.has(digest)) throw fail("registry-missing", { wanted: `The artifact ${digest}`, place });
    const source = createReadStream(place);
    const manifest = await unpackTar({ source, name: place, folder, limits: this.#limits });
    if (manifest.digest === digest) return manifest;
    await rm2(folder, { recursive: true, force: true });
    const reason = `it holds ${manifest.digest}`;
    throw fail("registry-damaged", { wanted: `The artifact ${digest}`, place, reason });
  }
  #placeOf(digest) {
    return join3(this.#folder, tarName(digest));
  }
};

export {
  unpackTar,
  tarName,
  TarBlobs
};
