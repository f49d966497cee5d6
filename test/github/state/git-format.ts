// Git's own bytes for trees, commits and tags, and the ids that follow from them.
import { createHash } from 'node:crypto';

/** The kinds of objects that git keeps. */
export type GitType = 'blob' | 'tree' | 'commit' | 'tag';

/** One line of a tree. */
export interface TreeEntry {
  readonly mode: string;
  readonly name: string;
  readonly sha: string;
}

/** Who did something and when, as git writes it: seconds since 1970 and an offset such as `+0200`. */
export interface Signature {
  readonly name: string;
  readonly email: string;
  readonly seconds: number;
  readonly offset: string;
}

/** A commit as git keeps it. */
export interface Commit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
}

/** An annotated tag as git keeps it. */
export interface Tag {
  readonly object: string;
  readonly type: string;
  readonly tag: string;
  readonly tagger: Signature;
  readonly message: string;
}

/** The id of an object: the SHA-1 of its kind, its length and its bytes. */
export function gitId(type: GitType, bytes: Buffer): string {
  return createHash('sha1').update(`${type} ${bytes.length}\0`).update(bytes).digest('hex');
}

/** What an entry's mode says it is. */
export function typeOfMode(mode: string): 'blob' | 'tree' | 'commit' {
  if (mode === '040000') return 'tree';
  return mode === '160000' ? 'commit' : 'blob';
}

/** A tree's bytes; git sorts by name, and a folder as if its name ended with a slash. */
export function encodeTree(entries: readonly TreeEntry[]): Buffer {
  const key = ({ mode, name }: TreeEntry) => Buffer.from(mode === '040000' ? `${name}/` : name);
  const sorted = [...entries].sort((a, b) => Buffer.compare(key(a), key(b)));
  return Buffer.concat(
    sorted.flatMap(({ mode, name, sha }) => [
      Buffer.from(`${mode.replace(/^0/, '')} ${name}\0`),
      Buffer.from(sha, 'hex'),
    ]),
  );
}

/** The entries of a tree's bytes. */
export function decodeTree(bytes: Buffer): TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at);
    const end = bytes.indexOf(0, space);
    const mode = bytes.toString('latin1', at, space).padStart(6, '0');
    entries.push({ mode, name: bytes.toString('utf8', space + 1, end), sha: bytes.toString('hex', end + 1, end + 21) });
    at = end + 21;
  }
  return entries;
}

const signatureText = ({ name, email, seconds, offset }: Signature) => `${name} <${email}> ${seconds} ${offset}`;

/** A commit's bytes. */
export function encodeCommit({ tree, parents, author, committer, message }: Commit): Buffer {
  const lines = [
    `tree ${tree}`,
    ...parents.map(parent => `parent ${parent}`),
    `author ${signatureText(author)}`,
    `committer ${signatureText(committer)}`,
  ];
  return Buffer.from(`${lines.join('\n')}\n\n${message}`);
}

/** A tag's bytes. */
export function encodeTag({ object, type, tag, tagger, message }: Tag): Buffer {
  return Buffer.from(`object ${object}\ntype ${type}\ntag ${tag}\ntagger ${signatureText(tagger)}\n\n${message}`);
}

function decodeSignature(text: string): Signature {
  const [, name = '', email = '', seconds = '0', offset = '+0000'] =
    /^(.*?) ?<(.*)> (\d+) ([+-]\d{4})$/.exec(text) ?? [];
  return { name, email, seconds: Number(seconds), offset };
}

/** The headers of a commit or tag, and its message. */
function decodeHeaders(bytes: Buffer): { readonly headers: readonly [string, string][]; readonly message: string } {
  const text = bytes.toString('utf8');
  const end = text.indexOf('\n\n');
  const lines = text.slice(0, end).replaceAll('\n ', ' ').split('\n');
  const headers = lines.map((line): [string, string] => {
    const space = line.indexOf(' ');
    return [line.slice(0, space), line.slice(space + 1)];
  });
  return { headers, message: text.slice(end + 2) };
}

/** A commit from its bytes. */
export function decodeCommit(bytes: Buffer): Commit {
  const { headers, message } = decodeHeaders(bytes);
  const all = (name: string) => headers.filter(([key]) => key === name).map(([, value]) => value);
  return {
    tree: all('tree')[0] ?? '',
    parents: all('parent'),
    author: decodeSignature(all('author')[0] ?? ''),
    committer: decodeSignature(all('committer')[0] ?? ''),
    message,
  };
}

/** A tag from its bytes. */
export function decodeTag(bytes: Buffer): Tag {
  const { headers, message } = decodeHeaders(bytes);
  const first = (name: string) => headers.find(([key]) => key === name)?.[1] ?? '';
  return {
    object: first('object'),
    type: first('type'),
    tag: first('tag'),
    tagger: decodeSignature(first('tagger')),
    message,
  };
}
