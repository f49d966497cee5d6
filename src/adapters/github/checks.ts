// Checks on commits. An App sees and changes its own only, and each request takes fifty annotations.
import type { RestEndpointMethodTypes } from '@octokit/rest';
import type { CheckRun, Checks, CheckText } from '../../ports/github.ts';
import { ask, type Need } from './failure.ts';
import { home, isSelf, type Place } from './place.ts';

type Raw = RestEndpointMethodTypes['checks']['create']['response']['data'];

const reading: Need = { doing: 'read checks', permission: 'checks', level: 'read' };
const writing: Need = { doing: 'write checks', permission: 'checks', level: 'write' };

/** So many annotations go with one request; the next requests add theirs. */
const AT_ONCE = 50;

/** The checks of one repository. */
export class GitHubChecks implements Checks {
  readonly #place: Place;

  constructor(place: Place) {
    this.#place = place;
  }

  async find(sha: string, name: string): Promise<readonly CheckRun[]> {
    const { client } = this.#place;
    const wanted = { ...home(this.#place), ref: sha, check_name: name, filter: 'all' as const, per_page: 100 };
    const raw = await ask(reading, () => client.paginate(client.rest.checks.listForRef, wanted));
    return raw
      .filter(check => check.name === name && this.#isOurs(check))
      .map(shape)
      .sort((a, b) => a.id - b.id);
  }

  async create(sha: string, name: string, externalId: string, text: CheckText): Promise<CheckRun> {
    const { client } = this.#place;
    const [first = [], ...rest] = batches(text.annotations);
    const check = { ...home(this.#place), name, head_sha: sha, ...fields(externalId, text, first) };
    const made = shape((await ask(writing, () => client.rest.checks.create(check))).data);
    await this.#annotate(made.id, externalId, text, rest);
    return made;
  }

  async update(check: number, externalId: string, text: CheckText): Promise<void> {
    const [first = [], ...rest] = batches(await this.#unsaid(check, text.annotations));
    await this.#annotate(check, externalId, text, [first, ...rest]);
  }

  /** GitHub keeps what a check remarked before, and adds to it. */
  async #unsaid(check: number, annotations: Annotations): Promise<Annotations> {
    if (annotations.length === 0) return annotations;
    const { client } = this.#place;
    const wanted = { ...home(this.#place), check_run_id: check, per_page: 100 };
    const said = await ask(reading, () => client.paginate(client.rest.checks.listAnnotations, wanted));
    const known = new Set(said.map(({ path, start_line: line, message }) => JSON.stringify([path, line, message])));
    return annotations.filter(({ path, line, message }) => !known.has(JSON.stringify([path, line, message])));
  }

  async #annotate(check: number, externalId: string, text: CheckText, rest: readonly Annotations[]): Promise<void> {
    const { client } = this.#place;
    for (const batch of rest) {
      const change = { ...home(this.#place), check_run_id: check, ...fields(externalId, text, batch) };
      await ask(writing, () => client.rest.checks.update(change));
    }
  }

  /** A job's token writes as the App `github-actions`, whose login has `[bot]` after it, as every App's. */
  #isOurs({ app }: Raw): boolean {
    return app !== null && 'slug' in app && isSelf(this.#place, `${app.slug}[bot]`);
  }
}

type Annotations = CheckText['annotations'];

function batches(annotations: Annotations): Annotations[] {
  const count = Math.ceil(annotations.length / AT_ONCE);
  return Array.from({ length: count }, (_, index) => annotations.slice(index * AT_ONCE, (index + 1) * AT_ONCE));
}

function fields(externalId: string, { title, summary, text, conclusion }: CheckText, annotations: Annotations) {
  return {
    external_id: externalId,
    status: 'completed' as const,
    conclusion,
    output: { title, summary, ...(text === null ? {} : { text }), annotations: annotations.map(annotation) },
  };
}

const annotation = ({ path, line, level, title, message }: Annotations[number]) => ({
  path,
  start_line: line,
  end_line: line,
  annotation_level: level,
  title,
  message,
});

const shape = ({ id, name, external_id: externalId, html_url: url }: Raw): CheckRun => ({
  id,
  name,
  externalId: externalId ?? '',
  url: url ?? '',
});
