// What flows need that change production on GitHub, and as whom they do it.

import type { GitHubPorts } from '../ports/github.ts';
import type { Tars } from '../ports/tars.ts';
import type { Clock, Ledger, Log, Storage } from '../ports.ts';

/** The ports of every trusted flow. */
export interface TrustedPorts extends GitHubPorts {
  readonly ledger: Ledger;
  readonly tars: Tars;
  /** What releases keep of versions. */
  readonly storage: Storage;
  readonly clock: Clock;
  readonly log: Log;
}

/** As whom a flow writes, and which workflow's runs it trusts. */
export interface Standing {
  /** The one writer of a repository: the hosted App, or Actions. */
  readonly writer: 'actions' | 'app';
  /** A job of Actions writes although the App wrote last: somebody said so in the workflow. */
  readonly takesOver?: boolean;
  /** The file whose runs on the default branch are trusted: `.github/workflows/model.yml`. */
  readonly workflow: string;
}

/** The name under which Relevo itself acts, when nobody asked. */
export const RELEVO = 'relevo';
