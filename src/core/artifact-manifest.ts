// relevo.json: every file of an artifact with its SHA-256, what the files are for, and the digest that names them all.
import { faultOfPath, findCollision } from './artifact-path.ts';
import type { Digest, Sha256 } from './digest.ts';
import {
  digest,
  flag,
  instant,
  listOf,
  nullable,
  object,
  oneOf,
  type Shaped,
  taggedBy,
  text,
  wholeNumber,
} from './json-shape.ts';
import { modelName, objectId, runId } from './name-shape.ts';

/** The manifest's own path in the folder. */
export const MANIFEST = 'relevo.json';

const SCHEMA = 'relevo.artifact/1';

/** More than any limit on files lets through; a bound for reading only. */
const MOST_FILES = 1_000_000;

const path = text(1024);
const argv = listOf(text(10_000), 1000, 1);

const file = object({
  path,
  sha256: digest,
  bytes: wholeNumber(0),
  /** May be started as a program, where the system knows the difference. */
  executable: flag,
});

const predictor = taggedBy('kind', {
  /** A JavaScript module in the artifact with `predict({ tf, model, rows })`. */
  module: object({ kind: oneOf('module'), path }),
  /** A program and its arguments, with `$MODEL`, `$DATA` and `$OUTPUT` to be replaced. */
  command: object({ kind: oneOf('command'), argv }),
  /** A plain tfjs model on these numeric columns, in this order. */
  features: object({ kind: oneOf('features'), columns: listOf(text(1000), 100_000, 1) }),
});

const contents = taggedBy('kind', {
  /** Weights, and what turns rows into predictions with them. */
  artifact: object({
    kind: oneOf('artifact'),
    task: oneOf('regression', 'binary', 'multiclass', 'score'),
    predictor,
    /** The folder with the weights. */
    weights: path,
    /** What must run once before the predictor can, in a fresh folder. */
    setup: nullable(argv),
    /** The file, in the artifact, that pins what the predictor ran with. */
    lock: nullable(path),
  }),
  /** One model's predictions on one holdout. */
  predictions: object({ kind: oneOf('predictions'), holdout: digest, rows: wholeNumber(0) }),
});

const manifestShape = object({
  schema: oneOf(SCHEMA),
  digest,
  model: modelName,
  contents,
  /** Where it came from, for people; what holds is what the ledger says. Null for what was made before Relevo came. */
  run: nullable(object({ id: runId, commit: nullable(objectId), training: nullable(digest), at: instant })),
  files: listOf(file, MOST_FILES),
  /** Files that tell about it, such as a model card; checked like the others, but no part of what the digest names. */
  documents: listOf(file, MOST_FILES),
});

/** One file of an artifact. */
export type ArtifactFile = Shaped<typeof file>;

/** What the files are for. */
export type ArtifactContents = Shaped<typeof contents>;

/** The whole of relevo.json. */
export type ArtifactManifest = Shaped<typeof manifestShape>;

/** A manifest but for what follows from the rest of it. */
export type ArtifactFacts = Omit<ArtifactManifest, 'schema' | 'digest'>;

/** A manifest and its one spelling, or why it cannot be. */
export type ManifestReading =
  | { readonly ok: true; readonly manifest: ArtifactManifest; readonly text: string }
  | { readonly ok: false; readonly reason: string };

/** SHA-256 over what the files are for and the list of them, both in their one order: the same on every machine. */
function digestArtifact({ contents, files }: Pick<ArtifactFacts, 'contents' | 'files'>, sha256: Sha256): Digest {
  const lines = files.map(({ path, sha256, bytes }) => `${sha256} ${bytes} ${path}\n`);
  return sha256(`${SCHEMA}\n${JSON.stringify(contents)}\n${lines.join('')}`);
}

/** Makes the manifest of files in any order. */
export function makeManifest(facts: ArtifactFacts, sha256: Sha256): ManifestReading {
  const files = sortByPath(facts.files);
  const documents = sortByPath(facts.documents);
  const unnamed = { ...facts, schema: SCHEMA, digest: sha256(''), files, documents };
  const reading = manifestShape.read(unnamed, '');
  if (!reading.ok) return refuse(`${reading.at || 'it'} must be ${reading.expected}`);
  return checkManifest({ ...reading.value, digest: digestArtifact(reading.value, sha256) });
}

/** Reads relevo.json, and checks everything that can be checked without the files. */
export function readManifest(json: string, sha256: Sha256): ManifestReading {
  const reading = manifestShape.read(parseJson(json), '');
  if (!reading.ok) return refuse(`${reading.at || 'it'} must be ${reading.expected}`);
  if (reading.value.digest !== digestArtifact(reading.value, sha256))
    return refuse('its digest is not that of its list');
  const checked = checkManifest(reading.value);
  return checked.ok && checked.text !== json ? refuse('it is not spelled as Relevo writes it') : checked;
}

function checkManifest(manifest: ArtifactManifest): ManifestReading {
  const reason = faultOfPaths(manifest) ?? faultOfContents(manifest);
  if (reason !== undefined) return refuse(reason);
  return { ok: true, manifest, text: `${JSON.stringify(manifest, undefined, 2)}\n` };
}

function faultOfPaths({ files, documents }: ArtifactManifest): string | undefined {
  const paths = [MANIFEST, ...files.map(each => each.path), ...documents.map(each => each.path)];
  for (const each of paths) {
    const fault = faultOfPath(each);
    if (fault !== undefined) return `${JSON.stringify(each)} cannot be used: ${fault}`;
  }
  const collision = findCollision(paths)?.map(each => JSON.stringify(each));
  if (collision !== undefined) return `${collision.join(' and ')} are one on some systems`;
  const isSorted = (list: readonly ArtifactFile[]) =>
    list.every((each, index) => index === 0 || isBefore(list[index - 1], each));
  return isSorted(files) && isSorted(documents) ? undefined : 'its files are not sorted';
}

function faultOfContents({ contents, files }: ArtifactManifest): string | undefined {
  if (contents.kind !== 'artifact') return undefined;
  const { predictor, weights, lock } = contents;
  const missing = [predictor.kind === 'module' ? predictor.path : null, lock].find(
    needed => needed !== null && !files.some(each => each.path === needed),
  );
  if (missing != null) return `it needs ${JSON.stringify(missing)}, which is not among its files`;
  if (files.some(each => each.path.startsWith(`${weights}/`))) return undefined;
  return `it needs weights in ${JSON.stringify(weights)}, and there is no file in that folder`;
}

/** Code units, not a language's order: equal on every machine. */
function sortByPath(files: readonly ArtifactFile[]): readonly ArtifactFile[] {
  return [...files].sort((a, b) => (isBefore(a, b) ? -1 : isBefore(b, a) ? 1 : 0));
}

function isBefore(one: ArtifactFile | undefined, other: ArtifactFile): boolean {
  return one !== undefined && one.path < other.path;
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function refuse(reason: string): ManifestReading {
  return { ok: false, reason };
}
