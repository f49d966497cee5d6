// The ledgers of a repository on GitHub: the branch `relevo`, laid out as the registry in a folder is.
import { type Digest, hexOf } from '../../core/digest.ts';
import { appendLines, verifyChain } from '../../core/ledger.ts';
import { isModelName } from '../../core/model-ref.ts';
import { fail, type RelevoError } from '../../errors.ts';
import type { Addition, Appended, Ledger, LedgerReading } from '../../ports.ts';
import { sha256 } from '../registry/read-through.ts';
import { LEDGER_BRANCH, type LedgerBranch, type Snapshot } from './ledger-branch.ts';
import type { PublishedVersions } from './published-versions.ts';

/** How often an addition that others overtook is made again; then the caller decides again. */
const MOST_TRIES = 8;

/** A model as the branch has it. */
interface ModelState extends LedgerReading {
  readonly snapshot: Snapshot;
  readonly text: string;
  readonly watch: string | null;
}

/**
 * The ledgers on the branch. Each reading of events or of the watch asks where the branch is; all else is told as it was then. What was decided
 * on an old state is a conflict, never lost and never wrong.
 */
export class GitHubLedger implements Ledger {
  readonly #branch: LedgerBranch;
  readonly #published: PublishedVersions;
  /** The last verified reading of each model, and the text that it is of. */
  readonly #verified = new Map<string, { readonly text: string; readonly reading: LedgerReading }>();

  #isJustListed = false;

  constructor(branch: LedgerBranch, published: PublishedVersions) {
    this.#branch = branch;
    this.#published = published;
  }

  async models(): Promise<readonly string[]> {
    const published = await this.#published.models();
    const isNews = !this.#branch.isRead;
    const { files } = await this.#branch.read();
    this.#isJustListed = isNews;
    const kept = [...files.keys()].map(path => /^models\/([^/]+)\/ledger\.jsonl$/.exec(path)?.[1] ?? '');
    return [...new Set([...kept.filter(isModelName), ...published])].sort();
  }

  async read(model: string): Promise<LedgerReading> {
    // Who asks which models there are, and then for one of them, asks about one moment.
    if (!this.#isJustListed) this.#branch.doubt();
    this.#isJustListed = false;
    const { head, entries } = await this.#read(model);
    return { head, entries };
  }

  async append(addition: Addition): Promise<Appended> {
    const { model, head, events, watch } = addition;
    if ((events.length === 0 && watch === undefined) || events.some(event => event.model !== model)) {
      throw new TypeError(`An addition to ${model} is events of its own, or a state of its watch, or both.`);
    }
    const lines = appendLines(events, head, sha256);
    for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
      const isNews = !this.#branch.isRead;
      const state = await this.#read(model);
      if (!fits(addition, state)) {
        if (isNews || tries > 1) return { outcome: 'conflict' };
        // It may have been decided on a newer state than the one that is known here.
        this.#branch.doubt();
        continue;
      }
      const files = filesOf(addition, state.text + lines.text);
      const title = `${model}: ${[...new Set(events.map(({ event }) => event)), ...(watch ? ['watch'] : [])].join(', ')}`;
      if (!(await this.#branch.add(state.snapshot, { files, title }))) continue;
      return { outcome: 'appended', head: events.length === 0 ? state.head : lines.head, entries: lines.entries };
    }
    return { outcome: 'conflict' };
  }

  async watch(model: string): Promise<string | null> {
    this.#branch.doubt();
    return (await this.#read(model)).watch;
  }

  async report(model: string, digest: Digest): Promise<string> {
    const path = reportPath(model, digest);
    const wanted = `The report ${digest}`;
    const text = await this.#text(await this.#branch.read(), path);
    if (text === null) throw fail('registry-missing', { wanted, place: placeOf(path) });
    if (sha256(text) === digest) return text;
    throw fail('registry-damaged', { wanted, place: placeOf(path), reason: 'its content has another SHA-256' });
  }

  /** Reads a model, once more where something says that there was more: that may be newer than what was read. */
  async #read(model: string): Promise<ModelState> {
    expectName(model);
    await this.#published.prepare();
    const isNews = !this.#branch.isRead;
    const state = await this.#readNow(model);
    const complaint = await this.#complain(state, model);
    if (complaint === undefined) return state;
    if (isNews) throw complaint;
    this.#branch.doubt();
    return this.#read(model);
  }

  async #complain({ entries }: ModelState, model: string): Promise<RelevoError | undefined> {
    return this.#published.complainAbout(model, entries);
  }

  async #readNow(model: string): Promise<ModelState> {
    const snapshot = await this.#branch.read();
    const path = `${folderOf(model)}/ledger.jsonl`;
    const text = (await this.#text(snapshot, path)) ?? '';
    const watch = await this.#text(snapshot, `${folderOf(model)}/watch.json`);
    return { snapshot, text, watch, ...this.#verify(model, text, path) };
  }

  #verify(model: string, text: string, path: string): LedgerReading {
    const known = this.#verified.get(model);
    if (known?.text === text) return known.reading;
    const reading = verify(text, { model, file: placeOf(path) });
    this.#verified.set(model, { text, reading });
    return reading;
  }

  async #text({ files }: Snapshot, path: string): Promise<string | null> {
    const blob = files.get(path);
    return blob === undefined ? null : this.#branch.text(blob);
  }
}

/** Whether an addition was decided on the state that is there. */
function fits({ head, events, watch }: Addition, state: ModelState): boolean {
  if (events.length > 0 && state.head !== head) return false;
  return watch === undefined || watch.before === (state.watch === null ? null : sha256(state.watch));
}

function filesOf({ model, events, reports, watch }: Addition, ledger: string): ReadonlyMap<string, string> {
  const files = new Map(reports.map(report => [reportPath(model, sha256(report)), report]));
  if (events.length > 0) files.set(`${folderOf(model)}/ledger.jsonl`, ledger);
  if (watch !== undefined) files.set(`${folderOf(model)}/watch.json`, watch.text);
  return files;
}

function verify(text: string, { model, file }: { model: string; file: string }): LedgerReading {
  const verified = verifyChain(text, sha256);
  if (!verified.ok) {
    const { fault, line, reason } = verified;
    throw fail(fault === 'newer' ? 'ledger-newer' : 'ledger-broken', { file, line, reason });
  }
  const other = verified.entries.findIndex(({ event }) => event.model !== model);
  if (other === -1) return { head: verified.head, entries: verified.entries };
  throw fail('ledger-broken', { file, line: other + 1, reason: 'it belongs to another model' });
}

function expectName(model: string): void {
  if (!isModelName(model)) throw fail('model-name', { name: model });
}

function folderOf(model: string): string {
  expectName(model);
  return `models/${model}`;
}

const reportPath = (model: string, digest: Digest): string => `${folderOf(model)}/reports/${hexOf(digest)}.json`;

const placeOf = (path: string): string => `${path} on the branch ${LEDGER_BRANCH}`;
