// A model that was trained elsewhere: a folder of the repository, or an address with the digest of what is there.
import { type Digest, digestOf } from '../core/digest.ts';
import { bad, good, type Parsed, quote, unlike } from './parsed.ts';
import { parsePath } from './path.ts';

/** Where the artifact is, and what it must be. */
export type ArtifactSource =
  | { readonly kind: 'folder'; readonly path: string; readonly digest: Digest | null }
  | { readonly kind: 'uri'; readonly uri: string; readonly digest: Digest };

/** What an address may begin with. */
const schemes = ['https:', 'file:'];

const LONGEST = 2000;

/** A source for people: without what may be a signature in its address. */
export const artifactPlace = (source: ArtifactSource): string =>
  source.kind === 'folder' ? source.path : source.uri.replace(/[?#].*$/s, '');

/** Reads `FOLDER`, `FOLDER@sha256:…`, `https://…@sha256:…` or `file:///…@sha256:…`. */
export function parseArtifactSource(raw: unknown): Parsed<ArtifactSource> {
  if (typeof raw !== 'string' || raw.trim() === '') return unlike('a folder, or an address with @sha256:…', raw);
  if (raw.length > LONGEST) return bad(`an address has at most ${LONGEST} characters; found ${raw.length}`);
  const [, place = raw, written] = /^(.*?)@(sha256:.*)$/s.exec(raw) ?? [];
  const hex = written === undefined ? undefined : /^sha256:([0-9a-f]{64})$/i.exec(written)?.[1];
  if (written !== undefined && hex === undefined) {
    return bad(`expected sha256: and 64 hexadecimal digits after the @; found ${quote(written)}`);
  }
  const digest = hex === undefined ? null : digestOf(hex.toLowerCase());
  return /^[A-Za-z][A-Za-z0-9+.-]+:/.test(place) ? readUri(place, digest) : readFolder(place, digest);
}

function readFolder(place: string, digest: Digest | null): Parsed<ArtifactSource> {
  const path = parsePath(place);
  return path.ok ? good({ kind: 'folder', path: path.value, digest }) : path;
}

function readUri(uri: string, digest: Digest | null): Parsed<ArtifactSource> {
  const [, scheme = '', host = ''] = /^([a-z][a-z0-9+.-]*:)\/\/([^/?#]*)/.exec(uri) ?? [];
  const isLocal = scheme === 'file:';
  const isPlace = isLocal ? host === '' && uri.length > 'file:///'.length : host !== '';
  if (!schemes.includes(scheme) || !isPlace || /\s/.test(uri) || !URL.canParse(uri)) {
    return bad(`expected an address that begins with https:// or file:///; found ${quote(uri)}`);
  }
  if (host.includes('@')) {
    return bad('an address in relevo.yml holds no user and no password', {
      hint: 'Fetch it in a step of the workflow before Relevo runs, and name the folder.',
    });
  }
  if (digest === null) {
    return bad(`the address ${quote(uri)} does not say what is there`, {
      hint: 'Add @sha256: and the digest, so that nothing else can take its place.',
    });
  }
  return good({ kind: 'uri', uri, digest });
}
