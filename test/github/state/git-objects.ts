// The git objects of a repository and of its forks, which share them as on GitHub.
import {
  type Commit,
  decodeCommit,
  decodeTag,
  decodeTree,
  encodeCommit,
  encodeTag,
  encodeTree,
  type GitType,
  gitId,
  type Tag,
  type TreeEntry,
  typeOfMode,
} from './git-format.ts';

/** A file, a symbolic link or a submodule of a whole tree. */
export interface TreeFile {
  readonly mode: string;
  readonly sha: string;
}

interface Stored {
  readonly type: GitType;
  readonly bytes: Buffer;
}

/** The files of a whole tree by path. */
export type TreeFiles = ReadonlyMap<string, TreeFile>;

/** Objects by their ids; what is added stays. */
export class GitObjects {
  readonly #objects = new Map<string, Stored>();
  readonly #commits = new Map<string, Commit>();
  readonly #trees = new Map<string, TreeEntry[]>();

  /** Adds an object and tells its id. */
  add(type: GitType, bytes: Buffer): string {
    const sha = gitId(type, bytes);
    if (!this.#objects.has(sha)) this.#objects.set(sha, { type, bytes });
    return sha;
  }

  addTree(entries: readonly TreeEntry[]): string {
    return this.add('tree', encodeTree(entries));
  }

  addCommit(commit: Commit): string {
    return this.add('commit', encodeCommit(commit));
  }

  addTag(tag: Tag): string {
    return this.add('tag', encodeTag(tag));
  }

  /** Adds the trees that hold some files, and tells the id of the root. */
  addFiles(files: TreeFiles): string {
    const entries: TreeEntry[] = [];
    const folders = new Map<string, Map<string, TreeFile>>();
    for (const [path, file] of files) {
      const slash = path.indexOf('/');
      if (slash === -1) {
        entries.push({ name: path, ...file });
        continue;
      }
      const name = path.slice(0, slash);
      const folder = folders.get(name) ?? new Map<string, TreeFile>();
      folders.set(name, folder.set(path.slice(slash + 1), file));
    }
    for (const [name, inside] of folders) entries.push({ mode: '040000', name, sha: this.addFiles(inside) });
    return this.addTree(entries);
  }

  /** An object of any kind. */
  find(sha: string): Stored | undefined {
    return this.#objects.get(sha);
  }

  /** The bytes of an object of one kind. */
  bytes(type: GitType, sha: string): Buffer | undefined {
    const stored = this.#objects.get(sha);
    return stored?.type === type ? stored.bytes : undefined;
  }

  commit(sha: string): Commit | undefined {
    const known = this.#commits.get(sha);
    if (known !== undefined) return known;
    const bytes = this.bytes('commit', sha);
    if (bytes === undefined) return undefined;
    const commit = decodeCommit(bytes);
    this.#commits.set(sha, commit);
    return commit;
  }

  tree(sha: string): readonly TreeEntry[] | undefined {
    const known = this.#trees.get(sha);
    if (known !== undefined) return known;
    const bytes = this.bytes('tree', sha);
    if (bytes === undefined) return undefined;
    const entries = decodeTree(bytes);
    this.#trees.set(sha, entries);
    return entries;
  }

  tag(sha: string): Tag | undefined {
    const bytes = this.bytes('tag', sha);
    return bytes === undefined ? undefined : decodeTag(bytes);
  }

  /** A commit that is named by its own id, or by the id of a tag on it. */
  peel(sha: string): string | undefined {
    const tag = this.tag(sha);
    if (tag !== undefined) return this.peel(tag.object);
    return this.commit(sha) === undefined ? undefined : sha;
  }

  /** The tree that an id of a tree, a commit or a tag leads to. */
  treeOf(sha: string): string | undefined {
    if (this.find(sha)?.type === 'tree') return sha;
    const commit = this.peel(sha);
    return commit === undefined ? undefined : this.commit(commit)?.tree;
  }

  /** Every file below a tree, by path. */
  files(tree: string, prefix = ''): Map<string, TreeFile> {
    const files = new Map<string, TreeFile>();
    for (const { mode, name, sha } of this.tree(tree) ?? []) {
      if (typeOfMode(mode) !== 'tree') files.set(`${prefix}${name}`, { mode, sha });
      else for (const [path, file] of this.files(sha, `${prefix}${name}/`)) files.set(path, file);
    }
    return files;
  }

  /** What stands at a path below a tree; the tree itself for ''. */
  at(tree: string, path: string): TreeEntry | undefined {
    let found: TreeEntry | undefined = { mode: '040000', name: '', sha: tree };
    for (const name of path.split('/').filter(part => part !== '')) {
      found = found && this.tree(found.sha)?.find(entry => entry.name === name);
    }
    return found;
  }
}
