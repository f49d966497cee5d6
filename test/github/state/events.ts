// What happened, as webhooks tell it, and which workflows would start because of it.
import type { Account } from './account.ts';
import { type App, actionsApp, type Installation } from './app.ts';
import type { Repository } from './repository.ts';
import type { Token, TokenKind } from './token.ts';

/** Who made something happen, and with what kind of token. */
export interface Cause {
  readonly actor: Account;
  readonly by: TokenKind;
}

/** What a person does on GitHub's pages or with git. */
export const byPerson = (actor: Account): Cause => ({ actor, by: 'user' });

/** What is done by a request. */
export const byToken = ({ actor, kind }: Token): Cause => ({ actor, by: kind });

/** The App that something is written through; null for people. */
export function appOf(apps: { readonly apps: readonly App[] }, { kind, appId }: Token): App | null {
  if (kind === 'actions') return actionsApp;
  return apps.apps.find(({ id }) => id === appId) ?? null;
}

/** Whether workflows start: `waits` for somebody's approval, or `suppressed` because a GITHUB_TOKEN did it. */
export type Fate = 'runs' | 'waits' | 'suppressed';

/** Something that happened. */
export interface Happening {
  readonly id: number;
  /** The event's name, such as `pull_request`. */
  readonly name: string;
  readonly action: string | null;
  readonly repository: Repository | null;
  /** The installation that it is about, for what happens to installations. */
  readonly installation: Installation | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly cause: Cause;
  readonly fate: Fate;
  readonly at: Date;
}

/** Events that start workflows even when a GITHUB_TOKEN made them. */
const alwaysStart = new Set(['workflow_dispatch', 'repository_dispatch', 'workflow_run']);

/** Events that no workflow can be started by, though webhooks tell them. */
const neverStart = new Set(['installation', 'installation_repositories', 'check_suite', 'workflow_job', 'ping']);

/** Actions of pull requests that start runs, waiting for approval, when a GITHUB_TOKEN opened or changed them. */
const awaited = new Set(['opened', 'synchronize', 'reopened']);

/** What becomes of the workflows that an event could start. */
export function fateOf(name: string, action: string | null, { by }: Cause, payload: object): Fate {
  const { release } = payload as { release?: { draft?: boolean } };
  // Drafts start nothing until they are published.
  if (release?.draft === true) return 'suppressed';
  if (neverStart.has(name)) return 'suppressed';
  if (by !== 'actions' || alwaysStart.has(name)) return 'runs';
  return name === 'pull_request' && awaited.has(action ?? '') ? 'waits' : 'suppressed';
}
