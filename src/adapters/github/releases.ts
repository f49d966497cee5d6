// Releases and their files. A draft is in the list only: by its tag GitHub does not find it.
import type { RestEndpointMethodTypes } from '@octokit/rest';
import { isDigest } from '../../core/digest.ts';
import { fail } from '../../errors.ts';
import type { Release, ReleaseAsset, Releases } from '../../ports/releases.ts';
import { ask, explain, isLimited, type Need, saidBy, statusOf, unlessAbsent } from './failure.ts';
import { LEDGER_BRANCH } from './ledger-branch.ts';
import { home, type Place } from './place.ts';
import { download, isWorthAnotherTry, upload } from './transfer.ts';

type Raw = RestEndpointMethodTypes['repos']['getRelease']['response']['data'];
type RawAsset = RestEndpointMethodTypes['repos']['getReleaseAsset']['response']['data'];

const reading: Need = { doing: 'read releases', permission: 'contents', level: 'read' };
const writing: Need = { doing: 'write releases', permission: 'contents', level: 'write' };

const MOST_TRIES = 3;

/** The releases of one repository. */
export class GitHubReleases implements Releases {
  readonly #place: Place;
  /** Where GitHub takes files, by the release's id. */
  readonly #uploadUrls = new Map<number, string>();

  constructor(place: Place) {
    this.#place = place;
  }

  async find(tag: string): Promise<Release | null> {
    const ours = (await this.list()).filter(release => release.tag === tag);
    // What is published counts: a draft beside it is what a race left.
    return ours.find(({ draft }) => !draft) ?? ours.at(-1) ?? null;
  }

  async list(): Promise<readonly Release[]> {
    const { client } = this.#place;
    const wanted = { ...home(this.#place), per_page: 100 };
    const raw = await ask(reading, () => client.paginate(client.rest.repos.listReleases, wanted));
    return raw.map(release => this.#shape(release)).sort((a, b) => b.id - a.id);
  }

  async draft({ tag, name, body, commit }: Parameters<Releases['draft']>[0]): Promise<Release> {
    const { client } = this.#place;
    const release = { ...home(this.#place), tag_name: tag, name, draft: true, make_latest: 'false' as const };
    const send = (target: Target) => client.rest.repos.createRelease({ ...release, ...target });
    return this.#shape((await ask(writing, () => onTaggable({ target_commitish: commit, body }, send))).data);
  }

  async upload(release: Release, name: string, path: string): Promise<ReleaseAsset> {
    for (let tries = 1; ; tries += 1) {
      try {
        const { client } = this.#place;
        const url = await this.#uploadUrlOf(release.id);
        return shapeAsset((await upload({ client, url, name, path })) as RawAsset);
      } catch (thrown) {
        if (!isWorthAnotherTry(thrown)) throw explain(thrown, writing);
        if (tries === MOST_TRIES) {
          throw fail('github-upload', { name, release: release.tag, reason: saidBy(thrown) }, thrown);
        }
        const left = await this.#assetOf(release.id, name);
        // The answer was lost and the file was not, or somebody else was faster; the caller compares what is there.
        if (left?.state === 'uploaded') return shapeAsset(left);
        if (left !== undefined) await this.removeAsset(left.id);
      }
    }
  }

  async download(asset: number, path: string): Promise<void> {
    const { client } = this.#place;
    const endpoint = 'GET /repos/{owner}/{repo}/releases/assets/{asset_id}';
    const parameters = { ...home(this.#place), asset_id: asset };
    const name = `The release asset ${asset}`;
    await download({ client, endpoint, parameters, name, path, maxBytes: 2 ** 31, need: reading });
  }

  async publish(release: Release, { name, body }: { name: string; body: string }): Promise<Release> {
    const { client } = this.#place;
    const change = { ...home(this.#place), release_id: release.id, tag_name: release.tag, name };
    const send = (target: Target) =>
      client.rest.repos.updateRelease({ ...change, ...target, draft: false, make_latest: 'false' });
    // A draft whose own commit was refused says so already.
    const [note = null] = NOTE.exec(release.body) ?? [];
    const target = { target_commitish: release.commit, body: note === null ? body : withNote(body, note) };
    return this.#shape((await ask(writing, () => onTaggable(target, send))).data);
  }

  async remove(release: number): Promise<void> {
    const { client } = this.#place;
    const wanted = { ...home(this.#place), release_id: release };
    await ask(writing, () => unlessAbsent(client.rest.repos.deleteRelease(wanted), null));
  }

  async removeAsset(asset: number): Promise<void> {
    const { client } = this.#place;
    const wanted = { ...home(this.#place), asset_id: asset };
    await ask(writing, () => unlessAbsent(client.rest.repos.deleteReleaseAsset(wanted), null));
  }

  async #uploadUrlOf(release: number): Promise<string> {
    const known = this.#uploadUrls.get(release);
    return known ?? (await this.#get(release)).upload_url;
  }

  async #assetOf(release: number, name: string): Promise<RawAsset | undefined> {
    const { assets } = await this.#get(release);
    return assets.find(asset => asset.name === name);
  }

  async #get(release: number): Promise<Raw> {
    const { client } = this.#place;
    return (await ask(reading, () => client.rest.repos.getRelease({ ...home(this.#place), release_id: release }))).data;
  }

  #shape(raw: Raw): Release {
    const { id, tag_name: tag, draft, target_commitish: commit, body, html_url: url, assets } = raw;
    // Not the address that the library knows: GitHub says where it takes files.
    this.#uploadUrls.set(id, raw.upload_url);
    return { id, tag, draft, commit, body: body ?? '', url, assets: assets.map(shapeAsset) };
  }
}

/** What a release tags, and what it says. */
interface Target {
  readonly target_commitish: string;
  readonly body: string;
}

/**
 * Sends a release with its own commit. A commit whose workflow files are not the default branch's may be tagged only with
 * a permission that no job's token can have: then the ledger's commit is tagged, which holds no workflow files, and the body
 * names the other.
 */
async function onTaggable<T>(target: Target, send: (target: Target) => Promise<T>): Promise<T> {
  return send(target).catch(async (thrown: unknown) => {
    if (statusOf(thrown) !== 403 || target.target_commitish === LEDGER_BRANCH || isLimited(thrown)) throw thrown;
    const note = `Made from the commit ${target.target_commitish}; the tag is on the ledger's.`;
    const body = withNote(target.body, note);
    // Refused once more, it was about something else.
    return send({ target_commitish: LEDGER_BRANCH, body }).catch(() => Promise.reject(thrown));
  });
}

const NOTE = /^Made from the commit [0-9a-f]+; the tag is on the ledger's\.$/m;

/** After the rest: what programs read stands first. */
const withNote = (body: string, note: string): string =>
  body.includes(note) ? body : `${body.trimEnd()}\n\n${note}\n`;

const shapeAsset = ({ id, name, size: bytes, state, digest, created_at: createdAt }: RawAsset): ReleaseAsset => ({
  id,
  name,
  bytes,
  state,
  digest: isDigest(digest) ? digest : null,
  createdAt,
});
