// A repository on GitHub in memory, with what flows do to it, for tests of flows: it can stop a process after any write, and
// let several processes take turns at every call. The real adapters are held to the same behaviour by their own tests.
import { type Digest, digestOf } from '../../src/core/digest.ts';
import { appendLines, GENESIS, type LedgerEntry } from '../../src/core/ledger.ts';
import type { LedgerEvent } from '../../src/core/ledger-event.ts';
import { assetName } from '../../src/core/release-text.ts';
import type { TrustedPorts } from '../../src/flows/trusted-ports.ts';
import type {
  CheckRun,
  CheckText,
  Comment,
  CommitFacts,
  Deployment,
  PullRequest,
  WorkflowRun,
} from '../../src/ports/github.ts';
import type { Release, ReleaseAsset } from '../../src/ports/releases.ts';
import type { Tars } from '../../src/ports/tars.ts';
import type { Addition, Ledger, Storage } from '../../src/ports.ts';
import { commit as commitOf, sha256 } from '../core/ledger-fixtures.ts';
import { issuesOf, proposalsOf, Tracking } from './tracking-fakes.ts';

/** A process that ended between two writes. */
export class Crash extends Error {}

/** How one process behaves. */
export interface Process {
  /** Writes that it lives to make; the crash comes right after the last. */
  readonly writes?: number;
  /** Called before every call; several processes take turns here. */
  readonly turn?: () => Promise<void>;
  /** Whose name its comments carry. */
  readonly login?: string;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Everything that GitHub keeps. */
export class FakeGitHub {
  readonly entries = new Map<string, LedgerEntry[]>();
  readonly reports = new Map<string, string>();
  readonly commits = new Map<string, CommitFacts>();
  readonly texts = new Map<string, string>();
  readonly pulls: Mutable<PullRequest>[] = [];
  readonly runs: Mutable<WorkflowRun>[] = [];
  readonly uploads = new Map<number, Set<Digest>>();
  /** What runs uploaded as text: run.json and its kin. */
  readonly documents: { id: number; run: number; name: string; path: string; text: string; expired: boolean }[] = [];
  readonly checks: (Mutable<CheckRun> & { sha: string; text: CheckText })[] = [];
  readonly releases: Mutable<Release>[] = [];
  readonly contents = new Map<number, string>();
  readonly deployments: (Mutable<Deployment> & { environment: string; marks: string[] })[] = [];
  readonly dispatched: { type: string; payload: Readonly<Record<string, unknown>> }[] = [];
  readonly started: { path: string; ref: string }[] = [];
  readonly reruns: number[] = [];
  readonly comments: (Mutable<Comment> & { number: number })[] = [];
  readonly reactions: { comment: number; reaction: string }[] = [];
  readonly permissions = new Map<string, 'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none'>();
  readonly steps: string[] = [];
  readonly tracking = new Tracking();
  readonly watches = new Map<string, string>();
  branch: string[] = [];
  writes = 0;
  #ids = 1000;
  #time = Date.parse('2026-05-11T10:00:00Z');

  id(): number {
    return ++this.#ids;
  }

  now(): Date {
    this.#time += 1000;
    return new Date(this.#time);
  }

  /** A commit at the end of the default branch. */
  push(word: string): string {
    const sha = commitOf(word);
    const parents = this.branch.slice(-1);
    this.commits.set(sha, { sha, tree: commitOf(`tree of ${word}`), parents, at: '2026-01-01T00:00:00Z' });
    this.branch.push(sha);
    return sha;
  }

  /** A finished run of the workflow, which left these artifacts. */
  ran(headSha: string, left: readonly Digest[], fields: Partial<WorkflowRun> = {}): WorkflowRun {
    const id = fields.id ?? this.id();
    const run: WorkflowRun = {
      id,
      attempt: 1,
      path: WORKFLOW,
      event: 'push',
      headSha,
      headBranch: 'main',
      headRepositoryId: 1,
      status: 'completed',
      conclusion: 'success',
      actor: 'ana',
      startedAt: this.now().toISOString(),
      url: `https://github.com/octo/shop/actions/runs/${id}`,
      pullRequests: [],
      ...fields,
    };
    this.runs.unshift(run);
    this.uploads.set(id, new Set([...(this.uploads.get(id) ?? []), ...left]));
    return run;
  }

  /** What a process sees of it. */
  ports(process: Process = {}): TrustedPorts {
    const world = new World(this, process);
    return {
      ...world.git(),
      ...world.releasing(),
      ...world.talking(),
      ...world.tracking(),
      ledger: world.ledger(),
      tars: world.tars(),
      storage: world.storage(),
    };
  }

  events(model = 'daily-sales'): LedgerEvent[] {
    return (this.entries.get(model) ?? []).map(({ event }) => event);
  }
}

export const WORKFLOW = '.github/workflows/model.yml';

class World {
  readonly #hub: FakeGitHub;
  readonly #process: Process;
  readonly #files = new Map<string, string>();
  #left: number;

  constructor(hub: FakeGitHub, process: Process) {
    this.#hub = hub;
    this.#process = process;
    this.#left = process.writes ?? Number.POSITIVE_INFINITY;
  }

  async #read<T>(look: () => T): Promise<T> {
    await this.#process.turn?.();
    if (this.#left <= 0) throw new Crash();
    return look();
  }

  async #write<T>(change: () => T): Promise<T> {
    const result = await this.#read(change);
    this.#hub.writes++;
    this.#left--;
    if (this.#left <= 0) throw new Crash();
    return result;
  }

  ledger(): Ledger {
    const hub = this.#hub;
    const entriesOf = (model: string): LedgerEntry[] => hub.entries.get(model) ?? [];
    const headOf = (model: string): Digest => entriesOf(model).at(-1)?.id ?? GENESIS;
    return {
      models: () => this.#read(() => [...hub.entries.keys()].sort()),
      read: model => this.#read(() => ({ head: headOf(model), entries: [...entriesOf(model)] })),
      append: ({ model, head, events, reports, watch }: Addition) =>
        this.#write(() => {
          const stored = hub.watches.get(model);
          const before = stored === undefined ? null : sha256(stored);
          if (head !== headOf(model) && events.length > 0) return { outcome: 'conflict' as const };
          if (watch !== undefined && watch.before !== before) return { outcome: 'conflict' as const };
          if (watch !== undefined) hub.watches.set(model, watch.text);
          const lines = appendLines(events, headOf(model), sha256);
          hub.entries.set(model, [...entriesOf(model), ...lines.entries]);
          for (const text of reports) hub.reports.set(sha256(text), text);
          return { outcome: 'appended' as const, head: lines.head, entries: lines.entries };
        }),
      report: (_, digest) => this.#read(() => hub.reports.get(digest) ?? missing(`report ${digest}`)),
      watch: model => this.#read(() => hub.watches.get(model) ?? null),
    };
  }

  storage(): Storage {
    const hub = this.#hub;
    const hex = /^([0-9a-f]{64})\.tar$/;
    return {
      list: () =>
        this.#read(() =>
          hub.releases
            .flatMap(({ assets }) => assets)
            .map(({ name, createdAt: at }) => ({ digest: digestOf(hex.exec(name)?.[1] ?? missing(name)), at })),
        ),
      remove: digest =>
        this.#write(() => {
          for (const release of hub.releases) {
            release.assets = release.assets.filter(({ name }) => name !== assetName(digest));
          }
        }),
    };
  }

  tars(): Tars {
    const hub = this.#hub;
    return {
      ofRun: (run, digest) =>
        this.#read(() => {
          if (hub.uploads.get(run)?.has(digest) !== true) return null;
          const path = `/run/${run}/${assetName(digest)}`;
          this.#files.set(path, `tar of ${digest}`);
          return path;
        }),
      isTar: async (path, digest) => this.#files.get(path) === `tar of ${digest}`,
      fresh: async name => `/fresh/${hub.id()}/${name}`,
    };
  }

  git(): Pick<TrustedPorts, 'repository' | 'runs' | 'clock' | 'log'> {
    const hub = this.#hub;
    const url = 'https://github.com/octo/shop';
    const facts = { id: 1, owner: 'octo', name: 'shop', defaultBranch: 'main', private: false, url };
    const shaOf = (ref: string): string | undefined => (ref === 'heads/main' ? hub.branch.at(-1) : ref);
    return {
      repository: {
        facts: () => this.#read(() => facts),
        commit: ref => this.#read(() => hub.commits.get(shaOf(ref) ?? '') ?? null),
        contains: (_, sha) => this.#read(() => hub.branch.includes(sha)),
        text: (ref, path) => this.#read(() => hub.texts.get(`${shaOf(ref)}:${path}`) ?? hub.texts.get(path) ?? null),
        pullRequest: number => this.#read(() => hub.pulls.find(pull => pull.number === number) ?? null),
        pullRequestsOf: sha =>
          this.#read(() => hub.pulls.filter(({ headSha, mergeCommit }) => headSha === sha || mergeCommit === sha)),
      },
      runs: {
        get: id => this.#read(() => hub.runs.find(run => run.id === id) ?? missing(`run ${id}`)),
        artifacts: run =>
          this.#read(() =>
            hub.documents
              .filter(one => one.run === run)
              .map(({ id, name, text, expired }) => ({ id, name, bytes: text.length, expired, createdAt: '', url: '' }))
              .reverse(),
          ),
        download: async () => undefined,
        text: (artifact, path) =>
          this.#read(() => hub.documents.find(one => one.id === artifact && one.path === path)?.text ?? null),
        latest: (path, branch) =>
          this.#read(() => hub.runs.filter(run => run.path === path && run.headBranch === branch)),
        ofPullRequests: path =>
          this.#read(() =>
            hub.runs.filter(
              ({ path: own, event, status }) => own === path && event === 'pull_request' && status === 'completed',
            ),
          ),
        rerun: run => this.#write(() => void hub.reruns.push(run)),
      },
      clock: { now: () => hub.now() },
      log: { step: text => void hub.steps.push(text), output: () => undefined },
    };
  }

  releasing(): Pick<TrustedPorts, 'releases' | 'deployments' | 'dispatches'> {
    const hub = this.#hub;
    const byId = (id: number) => hub.releases.find(release => release.id === id) ?? missing(`release ${id}`);
    const sameTag = (tag: string) => hub.releases.filter(release => release.tag === tag).sort((a, b) => a.id - b.id);
    return {
      releases: {
        find: tag => this.#read(() => copy(sameTag(tag).find(({ draft }) => !draft) ?? sameTag(tag)[0] ?? null)),
        list: () => this.#read(() => hub.releases.map(copy)),
        draft: ({ tag, body, commit }) =>
          this.#write(() => {
            const id = hub.id();
            hub.releases.push({
              id,
              tag,
              draft: true,
              commit,
              body,
              url: `https://github.com/octo/shop/releases/${id}`,
              assets: [],
            });
            return copy(byId(id));
          }),
        upload: ({ id }, name, path) =>
          this.#write(() => {
            const release = byId(id);
            if (release.assets.some(asset => asset.name === name)) throw new Error('422 already_exists');
            const file = { name, bytes: 1, state: 'uploaded', digest: null, createdAt: hub.now().toISOString() };
            const asset: ReleaseAsset = { id: hub.id(), ...file };
            release.assets = [...release.assets, asset];
            hub.contents.set(asset.id, this.#files.get(path) ?? missing(path));
            return asset;
          }),
        download: (asset, path) =>
          this.#read(() => void this.#files.set(path, hub.contents.get(asset) ?? missing(`asset ${asset}`))),
        publish: ({ id }, { body }) =>
          this.#write(() => {
            const release = byId(id);
            if (sameTag(release.tag).some(one => !one.draft && one.id !== id)) throw new Error('422 tag exists');
            Object.assign(release, { draft: false, body });
            return copy(release);
          }),
        remove: id => this.#write(() => void hub.releases.splice(hub.releases.indexOf(byId(id)), 1)),
        removeAsset: id =>
          this.#write(() => {
            for (const release of hub.releases) release.assets = release.assets.filter(asset => asset.id !== id);
          }),
      },
      deployments: {
        list: environment =>
          this.#read(() =>
            hub.deployments
              .filter(one => one.environment === environment)
              .map(copy)
              .reverse(),
          ),
        create: ({ environment, ref, payload }) =>
          this.#write(() => {
            const made = { id: hub.id(), sha: ref, payload, state: null, environment, marks: [] };
            hub.deployments.push(made);
            return copy(made);
          }),
        mark: (id, { state }) =>
          this.#write(() => {
            const found = hub.deployments.find(one => one.id === id) ?? missing(`deployment ${id}`);
            found.state = state;
            found.marks.push(state);
          }),
        remove: id =>
          this.#write(() => {
            const place = hub.deployments.findIndex(one => one.id === id);
            if (place >= 0) hub.deployments.splice(place, 1);
          }),
      },
      dispatches: {
        repository: (type, payload) => this.#write(() => void hub.dispatched.push({ type, payload })),
        workflow: (path, ref) => this.#write(() => void hub.started.push({ path, ref })),
      },
    };
  }

  tracking(): Pick<TrustedPorts, 'issues' | 'proposals'> {
    const { tracking, pulls } = this.#hub;
    const tools = {
      tracking,
      pulls,
      login: this.#process.login ?? 'relevo[bot]',
      now: () => this.#hub.now(),
      read: <T>(look: () => T) => this.#read(look),
      write: <T>(change: () => T) => this.#write(change),
    };
    return { issues: issuesOf(tools), proposals: proposalsOf(tools) };
  }

  talking(): Pick<TrustedPorts, 'threads' | 'people' | 'checks'> {
    const hub = this.#hub;
    const login = this.#process.login ?? 'relevo[bot]';
    return {
      threads: {
        comments: number =>
          this.#read(() =>
            hub.comments.filter(one => one.number === number).map(one => ({ ...one, isOurs: one.author === login })),
          ),
        write: (number, body) =>
          this.#write(() => {
            const id = hub.id();
            const comment = {
              id,
              number,
              body,
              author: login,
              isOurs: true,
              url: `https://github.com/octo/shop/issues/${number}#${id}`,
            };
            hub.comments.push(comment);
            return copy(comment);
          }),
        rewrite: (id, body) =>
          this.#write(() => {
            const found = hub.comments.find(one => one.id === id);
            return found === undefined ? null : copy(Object.assign(found, { body }));
          }),
        remove: id =>
          this.#write(() => {
            const place = hub.comments.findIndex(one => one.id === id);
            if (place >= 0) hub.comments.splice(place, 1);
          }),
      },
      people: {
        permission: who => this.#read(() => hub.permissions.get(who) ?? 'none'),
        react: (comment, reaction) =>
          this.#write(() => {
            const is = (one: { comment: number; reaction: string }) =>
              one.comment === comment && one.reaction === reaction;
            if (!hub.reactions.some(is)) hub.reactions.push({ comment, reaction });
          }),
      },
      checks: {
        find: (sha, name) => this.#read(() => hub.checks.filter(one => one.sha === sha && one.name === name).map(copy)),
        create: (sha, name, externalId, text) =>
          this.#write(() => {
            const id = hub.id();
            const made = { id, name, externalId, sha, text, url: `https://github.com/octo/shop/runs/${id}` };
            hub.checks.push(made);
            return copy(made);
          }),
        update: (id, externalId, text) =>
          this.#write(() => {
            Object.assign(hub.checks.find(one => one.id === id) ?? missing(`check ${id}`), { externalId, text });
          }),
      },
    };
  }
}

const copy = <T>(value: T): T => structuredClone(value);

function missing(what: string): never {
  throw new Error(`There is no ${what}.`);
}
