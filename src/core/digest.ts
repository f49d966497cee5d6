// How Relevo writes a SHA-256.

/** `sha256:` and 64 lower-case hexadecimal digits. */
export type Digest = `sha256:${string}`;

/** Computes the SHA-256 of a text's UTF-8 bytes; an argument wherever core needs one. */
export type Sha256 = (text: string) => Digest;

/** Tells whether a value is a digest in its one spelling. */
export function isDigest(value: unknown): value is Digest {
  return typeof value === 'string' && /^sha256:[0-9a-f]{64}$/.test(value);
}

/** The 64 digits alone, as files and assets are named; nothing that is no digest gets as far as a file's name. */
export function hexOf(digest: Digest): string {
  if (!isDigest(digest)) throw new TypeError('No digest.');
  return digest.slice('sha256:'.length);
}

/** The digest with the given 64 digits. */
export function digestOf(hex: string): Digest {
  return `sha256:${hex}`;
}
