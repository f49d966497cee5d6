// What a run left behind, taken as what it is: claims by code that nobody has reviewed. Checked for form, and stamped with
// the facts that GitHub vouches for.

import { RelevoError } from '../../errors.ts';
import type { Repository, RunArtifact, Runs } from '../../ports/github.ts';
import { REFRESHED } from '../../report/refresh-document.ts';
import { contradictionOf } from '../../report/report-check.ts';
import type { Report } from '../../report/report-schema.ts';
import type { RunDocument, RunOfModel } from '../../report/run-document.ts';
import { RUN_DOCUMENT, readRunDocument } from '../../report/run-document.ts';
import { WATCHES } from '../../report/watch-file.ts';
import { evaluatedCommit, type RunFacts, runId } from './run-facts.ts';

/** What uploads of reports are called; a matrix adds the model. */
export const REPORTS = 'relevo-report';
/** What uploads of pages are called; a matrix adds the model. */
export const PAGES = 'relevo-page';

/** What a run uploads that looks at production or fetches data. */
const looks = new RegExp(`^(?:${WATCHES}|${REFRESHED})`);

/** Whether a run looked at production or fetched data, and judged nothing. */
export const isOnlyLook = (uploads: readonly Pick<RunArtifact, 'name'>[]): boolean =>
  uploads.some(({ name }) => looks.test(name)) && !uploads.some(({ name }) => name.startsWith(REPORTS));

/** Far above any report, far below what could fill a disk; all of a run's together, as they are held at once. */
const MOST_BYTES = 50_000_000;
const MOST_BYTES_IN_ALL = 100_000_000;
/** So many jobs a matrix may have; each upload is a request. */
const MOST_UPLOADS = 256;

/** What a run says. */
export interface RunClaims {
  readonly models: readonly RunOfModel[];
  readonly config: RunDocument['config'];
  /** Uploads that could not be read, with the reason. */
  readonly refused: readonly string[];
  /** Whether the run left anything at all. */
  readonly isEmpty: boolean;
  /** Whether it left reports that are not kept any more, or looked at production instead. */
  readonly isExcused: boolean;
  /** Where a model's page can be had; null where none was left. */
  readonly pageOf: (model: string) => string | null;
}

/** Reads every report that a run uploaded; of those with one name the newest, which a later attempt left. */
export async function readRun(facts: RunFacts, ports: { runs: Runs; repository: Repository }): Promise<RunClaims> {
  const all = await ports.runs.artifacts(facts.run.id);
  const uploads = newestByName(all, REPORTS);
  const { documents, refused } = await readDocuments(uploads, ports.runs);
  const models: RunOfModel[] = [];
  for (const one of documents.flatMap(document => document.models)) {
    models.push(one.kind === 'reported' ? await trusted(one, facts, ports.repository) : one);
  }
  return {
    models: byName(models),
    config: documents.find(({ config }) => config !== null)?.config ?? null,
    refused,
    isEmpty: uploads.length === 0,
    isExcused: all.some(({ name, expired }) => (name.startsWith(REPORTS) ? expired : looks.test(name))),
    pageOf: pagesIn(newestByName(all, PAGES), facts),
  };
}

/** A fork's run can upload whatever it likes, as often as it likes: what is too much, or broken, is told and read no further. */
async function readDocuments(
  uploads: readonly RunArtifact[],
  runs: Runs,
): Promise<{ readonly documents: readonly RunDocument[]; readonly refused: readonly string[] }> {
  const documents: RunDocument[] = [];
  const refused = uploads.length > MOST_UPLOADS ? [`it uploaded more than ${MOST_UPLOADS} reports`] : [];
  let left = MOST_BYTES_IN_ALL;
  for (const { id, name } of uploads.slice(0, MOST_UPLOADS)) {
    const read = await readUpload(id, Math.min(MOST_BYTES, left), runs);
    left -= read.length;
    if (read.reading.ok) documents.push(read.reading.document);
    else refused.push(`${name}: ${read.reading.reason}`);
  }
  return { documents, refused };
}

async function readUpload(id: number, most: number, runs: Runs) {
  try {
    const text = await runs.text(id, RUN_DOCUMENT, most);
    if (text !== null) return { reading: readRunDocument(text), length: text.length };
    return { reading: { ok: false as const, reason: `${RUN_DOCUMENT} is missing` }, length: 0 };
  } catch (thrown) {
    if (!(thrown instanceof RelevoError) || thrown.code !== 'github-archive') throw thrown;
    // What was too large may have been so by all that was left.
    return { reading: { ok: false as const, reason: thrown.why }, length: most };
  }
}

/** Nobody is led to a page that a fork's code could have written: unlike a report, a page cannot be checked. */
function pagesIn(uploads: readonly RunArtifact[], { origin, run }: RunFacts): RunClaims['pageOf'] {
  const pages = new Map(uploads.map(({ name, id }) => [name, `${run.url}/artifacts/${id}`]));
  return model => (origin === 'fork' ? null : (pages.get(`${PAGES}-${model}`) ?? pages.get(PAGES) ?? null));
}

function newestByName(artifacts: readonly RunArtifact[], kind: string): RunArtifact[] {
  const newest = new Map<string, RunArtifact>();
  for (const artifact of artifacts) {
    if (artifact.expired || !artifact.name.startsWith(kind)) continue;
    const known = newest.get(artifact.name);
    if (known === undefined || known.id < artifact.id) newest.set(artifact.name, artifact);
  }
  return [...newest.values()];
}

const byName = (models: readonly RunOfModel[]): RunOfModel[] => [
  ...new Map(models.map((one): [string, RunOfModel] => [one.model, one])).values(),
];

type Reported = Extract<RunOfModel, { kind: 'reported' }>;

/** A report whose verdict does not follow from its own checks was not written by Relevo. */
async function trusted(claim: Reported, facts: RunFacts, repository: Repository): Promise<RunOfModel> {
  const { model, report } = claim;
  const contradiction = report.model === model ? contradictionOf(report) : 'it is about another model';
  if (contradiction === null) return { ...claim, report: await stamped(report, facts, repository) };
  const remedy = 'Run it again; if that does not help, look for what writes to the folder of results.';
  return { kind: 'no-report', model, why: `its report contradicts itself: ${contradiction}`, remedy };
}

/** The report with the run's identity as GitHub tells it. */
async function stamped(report: Report, facts: RunFacts, repository: Repository): Promise<Report> {
  const { run, origin } = facts;
  const { commit, tree } = await evaluatedCommit(report.run.commit, facts, repository);
  return {
    ...report,
    run: {
      ...report.run,
      id: runId(run),
      by: run.actor,
      origin,
      commit,
      tree,
      branch: run.headBranch,
      // A tree that GitHub does not know was made from files that no commit holds.
      dirty: report.run.dirty || (tree === null && origin === 'push'),
    },
  };
}
