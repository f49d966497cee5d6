// Changes that Relevo proposes to people: a branch of its own in the repository, and the pull request that asks for it.
import type { PullRequest } from './github.ts';

/** A file of a commit: where it stands in the repository, and where its content lies on this machine. */
export interface ProposedFile {
  readonly path: string;
  readonly file: string;
}

/** Branches and pull requests. */
export interface Proposals {
  /** Pull requests from a branch of this repository, open and closed, the newest first. */
  from(branch: string): Promise<readonly PullRequest[]>;
  /**
   * Puts one commit with these files on a branch, after `parent`, and answers its SHA; answers `parent`, and leaves the branch
   * as it is, where that has them all as they are. `instead`: the branch is made or begun anew there, whatever it held;
   * otherwise it must end at `parent`. Done twice, it is the same commit.
   */
  commit(change: {
    readonly branch: string;
    readonly parent: string;
    readonly message: string;
    readonly files: readonly ProposedFile[];
    readonly instead: boolean;
  }): Promise<string>;
  /** Opens a pull request into the default branch; null where the repository's settings do not let Actions do that. */
  open(pull: { readonly branch: string; readonly title: string; readonly body: string }): Promise<PullRequest | null>;
  /** Changes its words. */
  rewrite(number: number, text: { readonly title: string; readonly body: string }): Promise<void>;
}
