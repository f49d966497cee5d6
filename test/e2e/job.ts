// A job as the runner of GitHub Actions starts it: the bundle, inputs and event in the environment, files for outputs and the
// summary. The demo and the tests share it.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One step that uses the Action. */
export interface Step {
  /** The bundle of the Action. */
  readonly bundle: string;
  /** The Node that runs it. */
  readonly node?: string;
  /** What that Node is told before the bundle, such as the time. */
  readonly nodeOptions?: readonly string[];
  readonly inputs: Readonly<Record<string, string>>;
  /** The workspace: a checkout, or an empty folder. */
  readonly workspace: string;
  readonly event: { readonly name: string; readonly payload: unknown };
  readonly repository: string;
  readonly sha: string;
  readonly ref: string;
  readonly run: { readonly id: number; readonly attempt: number };
  readonly actor: string;
  readonly workflow: string;
  readonly api: string;
  /** Further variables, such as what a job's `env:` sets. */
  readonly env?: Readonly<Record<string, string>>;
  /** Cancels the job, as the runner does: the process is asked to end. */
  readonly signal?: AbortSignal;
}

/** What a step left. */
export interface StepResult {
  readonly code: number | null;
  readonly log: string;
  readonly stderr: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly milliseconds: number;
}

/** What a file of outputs holds: `name<<delimiter`, lines, `delimiter`. */
function readOutputs(text: string): Record<string, string> {
  const blocks = [...text.matchAll(/^(.+?)<<(\S+)\n(.*?)\n\2$/gms)];
  return Object.fromEntries(blocks.map(([, name, , value]) => [name, value]));
}

/** The environment of a step, but for the files that it writes to. */
export function environmentOf(
  step: Step,
  { event, temp }: { readonly event: string; readonly temp: string },
): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env;
  const inputs = Object.entries(step.inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  return {
    PATH,
    HOME,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    ...Object.fromEntries(inputs),
    GITHUB_API_URL: step.api,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: step.repository,
    GITHUB_EVENT_NAME: step.event.name,
    GITHUB_EVENT_PATH: event,
    GITHUB_SHA: step.sha,
    GITHUB_REF: step.ref,
    GITHUB_RUN_ID: String(step.run.id),
    GITHUB_RUN_ATTEMPT: String(step.run.attempt),
    GITHUB_ACTOR: step.actor,
    GITHUB_WORKFLOW_REF: `${step.repository}/${step.workflow}@${step.ref}`,
    GITHUB_WORKSPACE: step.workspace,
    RUNNER_TEMP: temp,
    ...step.env,
  };
}

/** Runs a step to its end. */
export async function runStep(step: Step): Promise<StepResult> {
  const files = mkdtempSync(join(tmpdir(), 'relevo-job-'));
  try {
    return await runWith(step, files);
  } finally {
    rmSync(files, { recursive: true, force: true });
  }
}

async function runWith(step: Step, files: string): Promise<StepResult> {
  const [outputs, summary, event] = ['outputs', 'summary.md', 'event.json'].map(name => join(files, name));
  writeFileSync(outputs as string, '');
  writeFileSync(summary as string, '');
  writeFileSync(event as string, JSON.stringify(step.event.payload));
  mkdirSync(join(files, 'temp'));
  const env = {
    ...environmentOf(step, { event: event as string, temp: join(files, 'temp') }),
    GITHUB_OUTPUT: outputs as string,
    GITHUB_STEP_SUMMARY: summary as string,
  };
  const started = Date.now();
  const child = spawn(step.node ?? process.execPath, [...(step.nodeOptions ?? []), step.bundle], {
    cwd: step.workspace,
    env,
  });
  const cancel = (): void => void child.kill('SIGTERM');
  step.signal?.addEventListener('abort', cancel);
  if (step.signal?.aborted === true) cancel();
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (piece: Buffer) => out.push(piece));
  child.stderr.on('data', (piece: Buffer) => err.push(piece));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  step.signal?.removeEventListener('abort', cancel);
  return {
    code,
    log: Buffer.concat(out).toString('utf8'),
    stderr: Buffer.concat(err).toString('utf8'),
    outputs: readOutputs(readFileSync(outputs as string, 'utf8')),
    summary: readFileSync(summary as string, 'utf8'),
    milliseconds: Date.now() - started,
  };
}
