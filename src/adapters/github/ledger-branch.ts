// The branch that keeps ledgers: read as a whole once, and moved by compare-and-swap, one commit an addition.
//
// The branch begins with a commit that has no parent, so that it shares nothing with the code. Of several who add to the same
// commit one moves the branch; GitHub refuses the others, since theirs would not be a fast forward. An answer may get lost
// after the branch was moved, so who was refused or not answered looks whether the branch has its commit. No two commits are
// the same one: each has a mark of its own in its message.
import { createHash, randomUUID } from 'node:crypto';
import { fail } from '../../errors.ts';
import { ask, explain, isUncertain, type Need, saidBy, statusOf, unlessAbsent } from './failure.ts';
import { home, type Place } from './place.ts';

/** The branch's name; a design decision, and in the documentation. */
export const LEDGER_BRANCH = 'relevo';

/** The files of the branch at one commit: paths and the ids of their contents. */
export interface Snapshot {
  /** null while there is no branch. */
  readonly commit: string | null;
  readonly files: ReadonlyMap<string, string>;
}

/** What a commit is to hold beside all that is there. */
export interface Change {
  readonly files: ReadonlyMap<string, string>;
  readonly title: string;
}

const reading: Need = { doing: 'read the ledger', permission: 'contents', level: 'read' };
const writing: Need = { doing: 'write the ledger', permission: 'contents', level: 'write' };

const nothing: Snapshot = { commit: null, files: new Map() };

/** So often a move is tried that GitHub did not answer. */
const MOST_TRIES = 3;

/** What no branch of Relevo's is without; people like to call the branch that brings Relevo by its name. */
const OURS = /^models\/[^/]+\/(?:ledger\.jsonl|watch\.json)$/;

const RULE = /rule violations|protected (?:branch|ref)|through a pull request|creations being restricted/i;

/** The branch of one repository. */
export class LedgerBranch {
  readonly #place: Place;
  readonly #texts = new Map<string, string>();
  #snapshot: Snapshot | null = null;
  #isDoubted = false;

  constructor(place: Place) {
    this.#place = place;
  }

  /** Whether the branch was read already, so that others may have moved it since. */
  get isRead(): boolean {
    return this.#snapshot !== null && !this.#isDoubted;
  }

  /** The branch as it was when it was last read or moved. */
  async read(): Promise<Snapshot> {
    if (this.#snapshot === null || this.#isDoubted) this.#snapshot = await ask(reading, () => this.#readNow());
    this.#isDoubted = false;
    return this.#snapshot;
  }

  /** Has the next reading ask where the branch is now. */
  doubt(): void {
    this.#isDoubted = true;
  }

  /** The text of a file by the id of its content, which is read once. */
  async text(blob: string): Promise<string> {
    const known = this.#texts.get(blob);
    if (known !== undefined) return known;
    const { client } = this.#place;
    const wanted = { ...home(this.#place), file_sha: blob };
    const { data } = await ask(reading, () => client.rest.git.getBlob(wanted));
    const text = Buffer.from(data.content, data.encoding === 'base64' ? 'base64' : 'utf8').toString('utf8');
    this.#texts.set(blob, text);
    return text;
  }

  /** Moves the branch from `from` to a commit with the change; false when others moved it meanwhile, which is then read. */
  async add(from: Snapshot, change: Change): Promise<boolean> {
    const commit = await ask(writing, () => this.#commit(from, change));
    const isMoved = await this.#move(from, commit);
    if (isMoved && this.#snapshot === from && !this.#isDoubted) this.#remember(from, commit, change);
    return isMoved;
  }

  async #readNow(): Promise<Snapshot> {
    const commit = await this.#head();
    if (commit === null) return nothing;
    if (commit === this.#snapshot?.commit) return this.#snapshot;
    const files = new Map<string, string>();
    await this.#list(commit, '', files);
    const [example] = files.keys();
    if (example !== undefined && ![...files.keys()].some(path => OURS.test(path))) {
      throw fail('github-branch-taken', { branch: LEDGER_BRANCH, example });
    }
    return { commit, files };
  }

  async #head(): Promise<string | null> {
    const { client } = this.#place;
    const wanted = { ...home(this.#place), ref: `heads/${LEDGER_BRANCH}` };
    const found = await unlessAbsent(client.rest.git.getRef(wanted), null).catch((thrown: unknown) => {
      // An empty repository has no branch either.
      if (statusOf(thrown) === 409) return null;
      throw thrown;
    });
    return found === null ? null : found.data.object.sha;
  }

  /** All files below a tree; where that is too long for one answer, folder by folder. */
  async #list(tree: string, prefix: string, files: Map<string, string>): Promise<void> {
    const { client } = this.#place;
    const wanted = { ...home(this.#place), tree_sha: tree };
    const deep = await client.rest.git.getTree({ ...wanted, recursive: '1' });
    const { data } = deep.data.truncated ? await client.rest.git.getTree(wanted) : deep;
    for (const { type, path, sha } of data.tree) {
      if (type === 'blob') files.set(`${prefix}${path}`, sha);
      else if (deep.data.truncated && type === 'tree') await this.#list(sha, `${prefix}${path}/`, files);
    }
  }

  async #commit({ commit }: Snapshot, { files, title }: Change): Promise<string> {
    const { client } = this.#place;
    const entries = await Promise.all([...files].map(async ([path, text]) => this.#entry(path, text)));
    const base = commit === null ? {} : { base_tree: commit };
    const tree = await client.rest.git.createTree({ ...home(this.#place), ...base, tree: entries });
    const made = await client.rest.git.createCommit({
      ...home(this.#place),
      message: `${title}\n\nRelevo-Addition: ${randomUUID()}\n`,
      tree: tree.data.sha,
      parents: commit === null ? [] : [commit],
    });
    return made.data.sha;
  }

  /** A text goes with the tree, and is no request of its own; an empty one could be taken for none there. */
  async #entry(path: string, text: string) {
    const entry = { path, mode: '100644' as const, type: 'blob' as const };
    if (text !== '') return { ...entry, content: text };
    const { data } = await this.#place.client.rest.git.createBlob({ ...home(this.#place), content: '' });
    return { ...entry, sha: data.sha };
  }

  async #move(from: Snapshot, commit: string): Promise<boolean> {
    for (let tries = 1; ; tries += 1) {
      try {
        await this.#setRef(from, commit);
        return true;
      } catch (thrown) {
        if (RULE.test(saidBy(thrown))) {
          throw fail('github-branch-forbidden', { branch: LEDGER_BRANCH, said: saidBy(thrown) }, thrown);
        }
        const isRefused = [409, 422].includes(statusOf(thrown) ?? 0);
        if (!isRefused && !isUncertain(thrown)) throw explain(thrown, writing);
        const head = await ask(reading, () => this.#head());
        if (head !== from.commit) return this.#hasCommit(commit, head);
        if (tries === MOST_TRIES) throw explain(thrown, writing);
      }
    }
  }

  async #setRef(from: Snapshot, sha: string): Promise<void> {
    const { client } = this.#place;
    const ref = `heads/${LEDGER_BRANCH}`;
    if (from.commit === null) await client.rest.git.createRef({ ...home(this.#place), ref: `refs/${ref}`, sha });
    else await client.rest.git.updateRef({ ...home(this.#place), ref, sha, force: false });
  }

  /** Whether a commit of ours is on the branch after all; the branch is then, or if not, read again. */
  async #hasCommit(commit: string, head: string | null): Promise<boolean> {
    if (head === commit) return true;
    this.doubt();
    if (head === null) return false;
    const { client } = this.#place;
    const wanted = { ...home(this.#place), basehead: `${commit}...${head}`, per_page: 1 };
    const compare = () => unlessAbsent(client.rest.repos.compareCommitsWithBasehead(wanted), null);
    // Two first commits have nothing in common, which GitHub answers as if one were not there.
    return (await ask(reading, compare))?.data.status === 'ahead';
  }

  #remember(from: Snapshot, commit: string, { files: changed }: Change): void {
    const files = new Map(from.files);
    for (const [path, text] of changed) {
      const blob = blobId(text);
      this.#texts.set(blob, text);
      files.set(path, blob);
    }
    this.#snapshot = { commit, files };
  }
}

/** What git calls a file's content. */
function blobId(text: string): string {
  return createHash('sha1')
    .update(`blob ${Buffer.byteLength(text)}\0`)
    .update(text)
    .digest('hex');
}
