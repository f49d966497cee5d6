// Does one task with the flows. Every task acts on state, and begins with what others left half done.
import type { Sha256 } from '../../core/digest.ts';
import type { CommandSetting, Retrain } from '../../flows/commands/command-call.ts';
import { runCommands } from '../../flows/commands/run-commands.ts';
import { promoteOnGitHub } from '../../flows/promote-on-github.ts';
import { publish } from '../../flows/publish/publish.ts';
import { reconcile } from '../../flows/reconcile.ts';
import type { Standing, TrustedPorts } from '../../flows/trusted-ports.ts';
import type { Task, Work } from './task.ts';

/** A repository that was opened for one task. */
export interface Opened {
  readonly ports: TrustedPorts;
  readonly sha256: Sha256;
  /** Adds to a job's summary; a server has none. */
  readonly summarize: (markdown: string) => Promise<void>;
  readonly retrain: Retrain;
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
  readonly open: (task: Task) => Promise<Opened>;
}

/** Does a task to its end; what goes wrong is thrown. */
export async function perform(task: Task, setting: PerformSetting): Promise<void> {
  const { work } = task;
  // A run of another workflow is none of ours, and costs no request.
  if (work.kind === 'publish' && work.workflow !== setting.standing.workflow) return;
  const opened = await setting.open(task);
  try {
    await works[work.kind](work as never, setting, opened);
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
    await lookAfter({ mayStart: true, isThorough: false }, setting, opened);
  },
  command: async ({ comment }, setting, opened) => {
    const { config, standing } = setting;
    const commands: CommandSetting = { config, standing, retrain: opened.retrain };
    if (await runCommands(comment, commands, opened.ports))
      await lookAfter({ mayStart: true, isThorough: false }, setting, opened);
  },
  reconcile: async (work, setting, opened) => lookAfter(work, setting, opened),
};

/** Told twice, a run changes nothing; a run that left nothing to tell is none of ours. */
async function publishRun(run: number, { config, standing }: PerformSetting, opened: Opened): Promise<void> {
  const { ports, sha256, summarize } = opened;
  await publish(
    {
      run,
      config,
      writer: standing.writer,
      decide: model => promoteOnGitHub({ model, standing, command: null }, ports),
    },
    { ...ports, sha256, summarize },
  );
}

async function lookAfter(
  { mayStart, isThorough }: { readonly mayStart: boolean; readonly isThorough: boolean },
  setting: PerformSetting,
  opened: Opened,
): Promise<void> {
  const { config, standing, self } = setting;
  const again = (run: number): Promise<void> => publishRun(run, setting, opened);
  await reconcile({ config, standing, mayStart, isThorough, self, publish: again }, opened.ports);
}
