// Evaluates the models of a checkout in a job that can only read, and leaves a document and tars for the job that may write.
// A failed verdict or training is told by the check, so the job stays green: a red one would keep its result from being told.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FetchedBlobs } from '../../adapters/registry/fetched-blobs.ts';
import { LayeredBlobs } from '../../adapters/registry/layered-blobs.ts';
import { TarBlobs } from '../../adapters/registry/tar-blobs.ts';
import { readText } from '../../adapters/system.ts';
import type { ModelConfig } from '../../config/config.ts';
import { keyValues } from '../../config/key-values.ts';
import { parseConfig } from '../../config/parse.ts';
import type { Problem } from '../../config/problems.ts';
import type { Digest } from '../../core/digest.ts';
import { RelevoError } from '../../errors.ts';
import { ContinuedLedger } from '../../flows/continued-ledger.ts';
import { evaluateModel } from '../../flows/evaluate/evaluate.ts';
import { requirePinned } from '../../flows/lock-data.ts';
import type { Blobs, Checkout, Workshop } from '../../ports.ts';
import type { Report } from '../../report/report-schema.ts';
import { RUN_DOCUMENT, type RunDocument, type RunOfModel } from '../../report/run-document.ts';
import { version } from '../../version.ts';
import { type Local, modelsNamed, openLocal, productionConfig } from '../cli/local.ts';
import type { JobEvent } from './event.ts';
import { type ReadRegistry, readRegistry } from './github.ts';
import type { EvaluateInputs } from './inputs.ts';
import type { Job } from './job.ts';
import { contextOf } from './local-context.ts';
import { tryPage } from './report-page.ts';
import { triggersOf } from './trigger.ts';

/** Evaluates, and writes what came of it. */
export async function evaluate(inputs: EvaluateInputs, job: Job): Promise<void> {
  const output = inputs.output ?? join(job.env.RUNNER_TEMP ?? job.cwd, 'relevo');
  const document = await evaluateAll(inputs, job, output);
  const path = join(output, 'report', RUN_DOCUMENT);
  await mkdir(join(output, 'report'), { recursive: true });
  await writeFile(path, `${JSON.stringify(document, null, 2)}\n`);
  setOutputs(document, { path, output }, job);
}

async function evaluateAll(inputs: EvaluateInputs, job: Job, output: string): Promise<RunDocument> {
  const head = { schema: 'relevo.run/1', relevo: version } as const;
  const parsed = parseConfig(await readText(join(job.cwd, inputs.config), inputs.config), inputs.config);
  if ('problems' in parsed) {
    const problems = parsed.problems.map(shownProblem);
    job.log.step(`${inputs.config} has ${problems.length} problems; the check names each with its line`);
    return { ...head, config: { file: inputs.config, problems }, models: [] };
  }
  const registry = readRegistry(inputs.token, job);
  const local = await openLocal(contextOf(job), inputs.config, job.log);
  const trigger = triggersOf(job.event, registry.pulls);
  const models: RunOfModel[] = [];
  try {
    for (const model of modelsNamed(local, inputs.models)) {
      models.push(await evaluateOne(model, { local, registry, job, output, trigger }));
    }
  } finally {
    job.log.end();
    await registry.clear();
    await local.clear();
  }
  return { ...head, config: null, models };
}

interface Surroundings {
  readonly local: Local;
  readonly registry: ReadRegistry;
  readonly job: Job;
  readonly output: string;
  readonly trigger: ReturnType<typeof triggersOf>;
}

/** What keeps one model from being evaluated is told for that model, and the others go on. */
async function evaluateOne(model: ModelConfig, around: Surroundings): Promise<RunOfModel> {
  const { local, registry, job, output, trigger } = around;
  const { name, was } = model;
  const own = new TarBlobs(join(output, 'blobs'));
  const known = registry.blobsOf([name, ...was]).map(source => new FetchedBlobs(source));
  const blobs = new LayeredBlobs(own, known);
  const checkout = withHistory(local.checkout, registry);
  const here = { ...local, blobs, ledger: new ContinuedLedger(registry.ledger, local.config), checkout };
  try {
    const { report, reused, baselinePredictions } = await evaluateModel(
      {
        model,
        data: await requirePinned(model, local.lock, local),
        former: await productionConfig(here, model),
        run: runOf(job.event).id,
        by: job.event.actor,
        origin: originOf(job.event),
        trigger: await trigger(model.train.when),
        relevo: version,
        anew: false,
        signal: job.signal,
      },
      here,
    );
    const head = await local.checkout.head();
    // A known comparison holds for this run as well, which is at another commit and made for another event.
    const run = { ...report.run, ...runOf(job.event), ...head };
    const told = reused ? { ...report, run, config: keyValues(model) } : report;
    if (originOf(job.event) === 'push') await carryOver(report, { own, blobs, workshop: local.workshop });
    if (report.training.how === 'not-trained')
      return { kind: 'not-trained', model: name, when: model.train.when === 'push' ? 'never' : model.train.when };
    await tryPage(
      { report: told, model, baselinePredictions, event: job.event, folder: join(output, 'page') },
      here,
      job,
    );
    return { kind: 'reported', model: name, reused, report: told };
  } catch (thrown) {
    // Only what its reader can mend is a result; anything else is ours, and fails the job.
    if (!(thrown instanceof RelevoError) || job.signal.aborted) throw thrown;
    job.log.step(`${name}: ${thrown.message} ${thrown.why}`);
    return { kind: 'no-report', model: name, why: `${thrown.message} ${thrown.why}`, remedy: thrown.remedy };
  }
}

/** What this run judged and did not make is uploaded with it all the same, so that a promotion finds it in one place. */
async function carryOver(
  { digests }: Report,
  { own, blobs, workshop }: { own: Blobs; blobs: Blobs; workshop: Workshop },
): Promise<void> {
  for (const digest of [digests.candidate, digests.predictions] as (Digest | null)[]) {
    if (digest === null || (await own.has(digest)) || !(await blobs.has(digest))) continue;
    const folder = `${await workshop.folder('known')}/artifact`;
    await blobs.fetch(digest, folder);
    await own.put(folder);
  }
}

/** A shallow checkout has no history: what it lacks, GitHub has. */
const withHistory = (checkout: Checkout, { text }: ReadRegistry): Checkout => ({
  ...checkout,
  textAt: async (commit, path) => (await checkout.textAt(commit, path)) ?? (await text(commit, path)),
});

const runOf = (event: JobEvent) => ({
  id: `${event.run.id}.${event.run.attempt}`,
  by: event.actor,
  origin: originOf(event),
});

/** As far as this job can tell; whoever may write asks GitHub again. */
function originOf(event: JobEvent): 'push' | 'branch' | 'pull-request' | 'fork' | 'merge-group' {
  if (event.pullRequest !== null) return event.pullRequest.isFork ? 'fork' : 'pull-request';
  if (event.name === 'merge_group') return 'merge-group';
  return event.ref === `refs/heads/${event.defaultBranch}` ? 'push' : 'branch';
}

function shownProblem({ line, column, path, message, nearest, hint }: Problem) {
  return {
    line: line ?? 0,
    column: column ?? 0,
    path,
    message,
    ...(nearest === undefined ? {} : { nearest }),
    ...(hint === undefined ? {} : { hint }),
  };
}

const gravity = ['pass', 'inconclusive', 'fail'] as const;

/** Of several models the gravest verdict decides; a model without a report cannot pass. */
function setOutputs(document: RunDocument, { path, output }: { path: string; output: string }, job: Job): void {
  const reports = document.models.flatMap(one => (one.kind === 'reported' ? [one.report] : []));
  const isWhole = document.config === null && reports.length === document.models.length && reports.length > 0;
  const verdicts = [...reports.map(({ verdict }) => verdict), ...(isWhole ? [] : (['inconclusive'] as const))];
  const verdict = gravity.findLast(one => verdicts.includes(one)) ?? 'inconclusive';
  const [only] = reports;
  job.setOutput('verdict', document.config === null ? verdict : 'fail');
  job.setOutput('outcome', reports.length === 1 ? (only?.outcome ?? '') : '');
  job.setOutput(
    'models',
    document.models.map(({ model }) => model),
  );
  job.setOutput('report', path);
  job.setOutput('output', output);
  job.setOutput(
    'metrics',
    Object.fromEntries(
      reports.map(({ model, comparison }) => [
        model,
        Object.fromEntries(
          (comparison?.metrics ?? [])
            .filter(({ slice }) => slice === null)
            .map(({ metric, candidate }) => [metric, candidate]),
        ),
      ]),
    ),
  );
}
