// The release of a version: a draft with verified files before the ledger says so, published after it.
import type { Digest } from '../../core/digest.ts';
import { assetName, releaseBody, releaseTag } from '../../core/release-text.ts';
import { fail } from '../../errors.ts';
import type { Release } from '../../ports/releases.ts';
import { modelCard } from '../../report/model-card.ts';
import { readReport } from '../../report/report-schema.ts';
import type { TrustedPorts } from '../trusted-ports.ts';

/** What a release shows and keeps. */
export interface Released {
  readonly model: string;
  readonly version: number;
  readonly commit: string;
  readonly artifact: Digest;
  readonly predictions: Digest | null;
  readonly report: Digest | null;
  /** Runs that may have left the files, the likeliest first. */
  readonly runs: readonly number[];
}

type Ports = Pick<TrustedPorts, 'releases' | 'tars' | 'ledger' | 'log'>;

/** A draft with everything that the version needs, verified where it lies. Done twice, it is the same draft. */
export async function prepareRelease(released: Released, ports: Ports): Promise<Release> {
  const release = await findOrDraft(released, ports);
  if (!release.draft) throw fail('release-taken', { tag: release.tag, url: release.url });
  return keepFiles(release, released, ports);
}

/** Publishes a version's release when it is not; makes good what is missing in it. */
export async function publishRelease(released: Released, event: Digest, ports: Ports): Promise<Release> {
  const found = await findOrDraft(released, ports);
  if (!found.draft) return found;
  try {
    const release = await keepFiles(found, released, ports);
    await removeOthers(release, released, ports);
    ports.log.step(`publishing ${release.tag}`);
    return await ports.releases.publish(release, await textOf(released, event, ports));
  } catch (thrown) {
    const now = await ports.releases.find(found.tag);
    // Somebody else was faster, and what he published holds what the ledger names.
    if (now === null || now.draft) throw thrown;
    return now;
  }
}

async function findOrDraft(released: Released, ports: Ports): Promise<Release> {
  const tag = releaseTag(released.model, released.version);
  return (await ports.releases.find(tag)) ?? (await draft(tag, released, ports));
}

/** Of two who draft at once, both keep the one that came first. */
async function draft(tag: string, released: Released, ports: Ports): Promise<Release> {
  ports.log.step(`drafting ${tag}`);
  const { name, body } = await textOf(released, null, ports);
  const mine = await ports.releases.draft({ tag, name, body, commit: released.commit });
  const first = (await ports.releases.find(tag)) ?? mine;
  if (first.id !== mine.id) await ports.releases.remove(mine.id);
  return first;
}

async function textOf(
  { model, version, artifact, report }: Released,
  event: Digest | null,
  { ledger }: Ports,
): Promise<{ name: string; body: string }> {
  const card = report === null ? `# ${model}` : cardOf(model, await ledger.report(model, report));
  return { name: `${model} v${version}`, body: releaseBody(card, { model, version, artifact, event }) };
}

/** A report that another version of Relevo wrote must not keep a version from its release. */
function cardOf(model: string, text: string): string {
  const reading = readReport(text);
  return reading.ok ? modelCard(reading.report) : `# ${model}`;
}

const filesOf = ({ artifact, predictions }: Released): Digest[] =>
  predictions === null ? [artifact] : [artifact, predictions];

async function keepFiles(release: Release, released: Released, ports: Ports): Promise<Release> {
  let current = release;
  for (const digest of filesOf(released)) current = await keepFile(current, { released, digest }, ports);
  return current;
}

/** Two who upload at once fail each other; the next look finds what one of them left. */
const ROUNDS = 3;

interface Wanted {
  readonly released: Released;
  readonly digest: Digest;
}

async function keepFile(release: Release, { released, digest }: Wanted, ports: Ports): Promise<Release> {
  let [current, failure]: [Release, unknown] = [release, null];
  for (let round = 0; round < ROUNDS; round++) {
    if (await isKept(current, digest, ports)) return current;
    const path = await findTar(released, digest, ports);
    ports.log.step(`uploading ${assetName(digest).slice(0, 12)}… to ${current.tag}`);
    try {
      await ports.releases.upload(current, assetName(digest), path);
      failure = fail('upload-damaged', { tag: current.tag, digest });
    } catch (thrown) {
      failure = thrown;
    }
    current = await findOrDraft(released, ports);
  }
  if (await isKept(current, digest, ports)) return current;
  throw failure;
}

/** A file that is not what its name says is taken away, whoever put it there. */
async function isKept(release: Release, digest: Digest, ports: Ports): Promise<boolean> {
  const asset = release.assets.find(({ name }) => name === assetName(digest));
  if (asset === undefined) return false;
  if (asset.state === 'uploaded' && (await isIntact(asset.id, digest, ports))) return true;
  await ports.releases.removeAsset(asset.id);
  return false;
}

async function isIntact(asset: number, digest: Digest, { releases, tars }: Ports): Promise<boolean> {
  const path = await tars.fresh(assetName(digest));
  await releases.download(asset, path);
  return tars.isTar(path, digest);
}

async function findTar({ model, runs }: Released, digest: Digest, { tars }: Ports): Promise<string> {
  for (const run of runs) {
    const path = await tars.ofRun(run, digest);
    if (path !== null) return path;
  }
  throw fail('candidate-gone', { model, digest });
}

/** Files of a candidate that wanted to be this version and did not become it. */
async function removeOthers(release: Release, released: Released, { releases }: Ports): Promise<void> {
  const wanted = new Set(filesOf(released).map(assetName));
  for (const { id, name } of release.assets) if (!wanted.has(name)) await releases.removeAsset(id);
}
