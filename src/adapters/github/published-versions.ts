// What remains when a ledger is lost, cut or replaced: the releases of versions, each of which names the event that made it.
import type { Digest } from '../../core/digest.ts';
import type { LedgerEntry } from '../../core/ledger.ts';
import { parseReleaseTag, readReleaseMark } from '../../core/release-text.ts';
import { fail, type RelevoError } from '../../errors.ts';
import type { Releases } from '../../ports/releases.ts';
import { ask, type Need, statusOf } from './failure.ts';
import { home, type Place } from './place.ts';

/** A version that was published. */
interface PublishedVersion {
  readonly model: string;
  readonly tag: string;
  /** null where the release's text was changed by hand. */
  readonly event: Digest | null;
}

const reading: Need = { doing: 'read tags', permission: 'contents', level: 'read' };

/** The published versions of one repository, read once. */
export class PublishedVersions {
  readonly #place: Place;
  readonly #releases: Pick<Releases, 'list'>;
  #versions: Promise<readonly PublishedVersion[]> | null = null;
  readonly #tags = new Map<string, string | undefined>();

  constructor(place: Place, releases: Pick<Releases, 'list'>) {
    this.#place = place;
    this.#releases = releases;
  }

  /** The names of the models that have versions. */
  async models(): Promise<readonly string[]> {
    return (await this.#read()).map(({ model }) => model);
  }

  /** Reads the releases: before the ledger is read, which then holds the event of each. */
  async prepare(): Promise<void> {
    await this.#read();
  }

  /** Why a model's ledger cannot be all that there was; undefined when nothing speaks against it. */
  async complainAbout(model: string, entries: readonly LedgerEntry[]): Promise<RelevoError | undefined> {
    const ids = new Set(entries.map(({ id }) => id));
    const versions = (await this.#read()).filter(version => version.model === model);
    if (entries.length === 0) {
      const tag = versions[0]?.tag ?? (await this.#anyTag(model));
      return tag === undefined ? undefined : fail('ledger-lost', { model, evidence: `refs/tags/${tag}` });
    }
    const lost = versions.find(({ event }) => event !== null && !ids.has(event));
    if (lost === undefined) return undefined;
    const missing = `the event that made ${lost.tag}`;
    return fail('ledger-rewritten', { model, missing, evidence: `The release ${lost.tag}` });
  }

  /** Tags stay when a release is removed. */
  async #anyTag(model: string): Promise<string | undefined> {
    if (this.#tags.has(model)) return this.#tags.get(model);
    const { client } = this.#place;
    const wanted = { ...home(this.#place), ref: `tags/${model}/v` };
    const answer = await ask(reading, () => unlessEmpty(client.rest.git.listMatchingRefs(wanted)));
    const tags = answer.data.map(({ ref }) => ref.slice('refs/tags/'.length));
    const tag = tags.find(name => parseReleaseTag(name)?.model === model);
    this.#tags.set(model, tag);
    return tag;
  }

  #read(): Promise<readonly PublishedVersion[]> {
    this.#versions ??= this.#list();
    return this.#versions;
  }

  async #list(): Promise<readonly PublishedVersion[]> {
    const releases = await this.#releases.list();
    return releases.flatMap(({ draft, tag, body }) => {
      const model = draft ? undefined : parseReleaseTag(tag)?.model;
      return model === undefined ? [] : [{ model, tag, event: readReleaseMark(body)?.event ?? null }];
    });
  }
}

/** In a repository without a commit GitHub refuses to list what would be nothing. */
async function unlessEmpty<T>(request: Promise<{ data: T[] }>): Promise<{ data: T[] }> {
  return request.catch((thrown: unknown) => {
    if (statusOf(thrown) === 409) return { data: [] };
    throw thrown;
  });
}
