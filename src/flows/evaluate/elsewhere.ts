// A model that was trained elsewhere: a folder of the repository, or what stands at an address.
import { type ArtifactSource, artifactPlace } from '../../config/artifact-source.ts';
import type { ArtifactManifest } from '../../core/artifact-manifest.ts';
import type { Digest } from '../../core/digest.ts';
import { folderDigest } from '../../core/folder-digest.ts';
import { fail, RelevoError } from '../../errors.ts';
import type { Candidate } from './candidate.ts';
import type { EvaluatePorts, EvaluateRequest } from './evaluate.ts';
import type { Identity } from './identity.ts';
import { type Packed, packCandidate, type Weights } from './packaging.ts';

/** Takes it, and holds it against its SHA-256 where one is given. What cannot be taken is told in the report. */
export async function takeElsewhere(
  request: EvaluateRequest,
  identity: Identity,
  ports: EvaluatePorts,
): Promise<Candidate> {
  const { name, train } = request.model;
  if (train.artifact === null) throw new Error('A model that was checked has neither command nor artifact.');
  const from = { how: 'elsewhere', training: null, repeats: [] } as const;
  try {
    const weights = await findWeights(request, train.artifact, ports);
    const packed = await packCandidate(request, identity, ports, weights);
    if (train.artifact.kind === 'folder') requireContent(train.artifact, packed, ports);
    return { ...from, artifact: packed.manifest.digest, failure: null, packed };
  } catch (thrown) {
    if (!(thrown instanceof RelevoError) || request.signal?.aborted === true) throw thrown;
    ports.log.step(`${name}: the model could not be taken`);
    return { ...from, artifact: null, failure: thrown, packed: null };
  }
}

async function findWeights(
  { model, signal }: EvaluateRequest,
  source: ArtifactSource,
  { checkout, workshop, downloads, log }: EvaluatePorts,
): Promise<Weights> {
  if (source.kind === 'folder') {
    log.step(`${model.name}: taking the model in ${source.path}`);
    return { from: checkout.at(model.dir), path: source.path };
  }
  log.step(`${model.name}: downloading the model from ${artifactPlace(source)}`);
  const from = await workshop.folder('elsewhere');
  await downloads.fetch({
    model: model.name,
    address: source.uri,
    digest: source.digest,
    maxBytes: model.train.max_size.bytes,
    timeoutMs: model.train.timeout.ms,
    folder: `${from}/${model.train.output}`,
    ...(signal === undefined ? {} : { signal }),
  });
  return { from, path: model.train.output };
}

/** A folder has no bytes of its own: its files are what is pinned. */
function requireContent(
  { path, digest }: Extract<ArtifactSource, { kind: 'folder' }>,
  { manifest }: Packed,
  { sha256 }: EvaluatePorts,
): void {
  if (digest === null) return;
  const found = folderDigest(filesIn(manifest, path), sha256);
  if (found !== digest) throw fail('artifact-differs', { place: path, pinned: digest, found });
}

const filesIn = ({ files }: ArtifactManifest, folder: string): { path: string; sha256: Digest }[] =>
  files
    .filter(({ path }) => path.startsWith(`${folder}/`))
    .map(({ path, sha256 }) => ({ path: path.slice(folder.length + 1), sha256: sha256 }));
