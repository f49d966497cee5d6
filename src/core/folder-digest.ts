// A name for the content of a folder that anybody can compute with the tools of a shell.
import { type Digest, hexOf, type Sha256 } from './digest.ts';

/** A file by its path from the folder. */
interface FolderFile {
  readonly path: string;
  readonly sha256: Digest;
}

/** SHA-256 over the files' own, as `sha256sum` prints them, sorted by path: `<64 digits>  <path>`, a line each. */
export function folderDigest(files: readonly FolderFile[], sha256: Sha256): Digest {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  return sha256(sorted.map(file => `${hexOf(file.sha256)}  ${file.path}\n`).join(''));
}
