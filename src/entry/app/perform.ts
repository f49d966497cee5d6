// Does one task with the flows. Every task acts on state, and begins with what others left half done.
import type { Sha256 } from '../../core/digest.ts';
import type { CommandSetting, Retrain } from '../../flows/commands/command-call.ts';
import { runCommands } from '../../flows/commands/run-commands.ts';
import { promoteOnGitHub } from '../../flows/promote-on-github.ts';
import { publish } from '../../flows/publish/publish.ts';
import { runId } from '../../flows/publish/run-facts.ts';
import { reconcile } from '../../flows/reconcile.ts';
import { tellWatches } from '../../flows/triage/tell-watches.ts';
import type { Standing, TrustedPorts } from '../../flows/trusted-ports.ts';
import { requireTurns, unlessLeftToApp } from '../../flows/turn.ts';
import type { PathPatterns } from '../../ports.ts';
import type { Recent } from './recent.ts';
import type { Look, Task, Work } from './task.ts';

/** A repository that was opened for one task. */
export interface Opened {
  readonly ports: TrustedPorts;
  readonly sha256: Sha256;
  /** Adds to a job's summary; a server has none. */
  readonly summarize: (markdown: string) => Promise<void>;
  readonly retrain: Retrain;
  readonly patterns: PathPatterns;
  /** Removes what was fetched. */
  readonly close: () => Promise<void>;
}

/** What is the same for every task. */
export interface PerformSetting {
  /** The config's path from the root of a repository. */
  readonly config: string;
  readonly standing: Standing;
  /** The run that this job is part of; null for a server. */
  readonly self: number | null;
  /** Runs that this process published, by number and attempt. */
  readonly recent: Pick<Recent, 'has' | 'add'>;
  readonly open: (task: Task) => Promise<Opened>;
}

/** Does a task to its end; what goes wrong is thrown. */
export async function perform(task: Task, setting: PerformSetting): Promise<void> {
  const { work } = task;
  // A run of another workflow is none of ours, and costs no request.
  if (work.kind === 'publish' && work.workflow !== setting.standing.workflow) return;
  const opened = await setting.open(task);
  const { ports, summarize } = opened;
  const doing = async (): Promise<void> => {
    await requireTurns(setting.standing, ports.ledger);
    await works[work.kind](work as never, setting, opened);
  };
  try {
    await unlessLeftToApp(doing, { log: ports.log, summarize });
  } finally {
    await opened.close();
  }
}

type Doing<Kind extends Work['kind']> = (
  work: Extract<Work, { kind: Kind }>,
  setting: PerformSetting,
  opened: Opened,
) => Promise<void>;

const works: { readonly [Kind in Work['kind']]: Doing<Kind> } = {
  publish: async ({ run }, setting, opened) => {
    await publishRun(run, setting, opened);
    await lookAfter(justStart, setting, opened);
  },
  command: async ({ comment }, setting, opened) => {
    const { config, standing } = setting;
    const commands: CommandSetting = { config, standing, retrain: opened.retrain };
    if (await runCommands(comment, commands, opened.ports))
      await lookAfter({ ...justStart, tellsProduction: true }, setting, opened);
  },
  reconcile: async (work, setting, opened) => lookAfter(work, setting, opened),
};

/** After what was done the rest is finished, and what is missing is started. */
const justStart: Look = { mayStart: true, isThorough: false, tellsProduction: false, reviewsIssues: false };

/** Runs that may have left looks at production. */
const watching: ReadonlySet<string> = new Set(['schedule', 'workflow_dispatch']);

/** Told twice, a run changes nothing. */
async function publishRun(run: number, setting: PerformSetting, opened: Opened): Promise<void> {
  const { config, standing, recent } = setting;
  const { sha256, summarize, patterns } = opened;
  const ports = { ...opened.ports, sha256, summarize, patterns };
  const { facts } = await publish(
    {
      run,
      config,
      standing,
      only: standing.workflow,
      decide: model => promoteOnGitHub({ model, standing, command: null }, ports),
    },
    ports,
  );
  if (facts.origin === 'push' && watching.has(facts.run.event)) await tellWatches({ run, config, standing }, ports);
  recent.add(runId(facts.run));
}

async function lookAfter(look: Look, setting: PerformSetting, opened: Opened): Promise<void> {
  const { config, standing, self, recent } = setting;
  const again = (run: number): Promise<void> => publishRun(run, setting, opened);
  const { mayStart, isThorough, tellsProduction, reviewsIssues } = look;
  await reconcile(
    {
      config,
      standing,
      mayStart,
      isThorough,
      tellsProduction,
      reviewsIssues,
      self,
      publish: again,
      isTold: run => recent.has(runId(run)),
    },
    opened.ports,
  );
}
