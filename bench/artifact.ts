// How fast an artifact of a gigabyte is packaged, verified, stored, fetched, written as tar and read back, and in what memory.
//   node scripts/run.mjs bench/artifact.ts [megabytes]
import { randomFillSync } from 'node:crypto';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openArtifact, packageArtifact } from '../src/adapters/registry/artifact.ts';
import { openDirectoryRegistry } from '../src/adapters/registry/directory.ts';
import { unpackTar } from '../src/adapters/registry/tar-read.ts';
import { packTar } from '../src/adapters/registry/tar-write.ts';

const MEGABYTE = 1_000_000;
const megabytes = Number(process.argv[2] ?? 1000);
if (!Number.isInteger(megabytes) || megabytes < 10) throw new Error('Give a whole number of megabytes, at least 10.');

/** Nine tenths in one file of weights, the rest in a hundred small ones: what a model looks like. */
function writeModel(folder: string): void {
  mkdirSync(join(folder, 'model/parts'), { recursive: true });
  writeRandom(join(folder, 'model/weights.bin'), megabytes * 0.9 * MEGABYTE);
  for (let part = 0; part < 100; part += 1) {
    writeRandom(join(folder, `model/parts/${part}.bin`), (megabytes * 0.1 * MEGABYTE) / 100);
  }
}

function writeRandom(path: string, bytes: number): void {
  const piece = randomFillSync(Buffer.allocUnsafe(1 << 20));
  const file = openSync(path, 'w');
  for (let left = Math.round(bytes); left > 0; left -= piece.length)
    writeSync(file, piece, 0, Math.min(left, piece.length));
  closeSync(file);
}

/** Runs one step, and prints its rate and the largest memory of the process since its start. */
async function measure<T>(step: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await work();
  const seconds = (performance.now() - start) / 1000;
  const peak = process.resourceUsage().maxRSS / 1024;
  const row = [
    step.padEnd(34),
    `${seconds.toFixed(2)} s`.padStart(8),
    `${(megabytes / seconds).toFixed(0)} MB/s`.padStart(11),
  ];
  process.stdout.write(`${row.join(' ')}   peak ${peak.toFixed(0)} MB\n`);
  return result;
}

const root = mkdtempSync(join(process.env.RELEVO_BENCH_FOLDER ?? tmpdir(), 'relevo-bench-'));
try {
  const folder = join(root, 'candidate');
  writeModel(folder);
  process.stdout.write(
    `${megabytes} MB in 101 files, Node ${process.version}, empty process ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB\n`,
  );
  const contents = {
    kind: 'artifact',
    task: 'regression',
    predictor: { kind: 'features', columns: ['price'] },
    weights: 'model',
    setup: null,
    lock: null,
  } as const;
  const limits = { bytes: 1e12, files: 1000 };
  await measure('package (hash, write manifest)', () =>
    packageArtifact({ folder, facts: { model: 'bench', contents, run: null }, limits }),
  );
  await measure('verify', () => openArtifact(folder, limits));
  const { blobs } = openDirectoryRegistry(join(root, '.relevo'), limits);
  const digest = await measure('put (verify, copy, sync to disk)', () => blobs.put(folder));
  await measure('fetch (copy, verify)', () => blobs.fetch(digest, join(root, 'fetched')));
  const tar = await packTar(folder, limits);
  await measure('tar, written (verified)', async () => {
    for await (const _ of tar.read());
  });
  const unpacking = { source: tar.read(), name: 'bench', folder: join(root, 'unpacked'), limits };
  await measure('tar, written and unpacked', () => unpackTar(unpacking));
} finally {
  rmSync(root, { recursive: true, force: true });
}
