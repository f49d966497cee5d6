// What a run is about, before anything is trained: commit, inputs, data, and the digests that follow from them.
import { type ModelConfig, predictorOf } from '../../config/config.ts';
import type { Digest, Sha256 } from '../../core/digest.ts';
import { rulesDigest, type TrainingInput, trainingDigest, yardstickDigest } from '../../core/digests.ts';
import type { Checkout, Head } from '../../ports.ts';
import type { PinnedData } from '../lock-data.ts';

/** A run's identity. */
export interface Identity {
  readonly head: Head;
  readonly training: Digest;
  readonly rules: Digest;
  readonly yardstick: Digest;
  /** Inputs, weights that were made elsewhere and the predictor's files: all that shapes the artifact, but data and locks. */
  readonly inputs: readonly TrainingInput[];
  /** Of each kind the lock file nearest to the model, in its folder or above: `package-lock.json`, `../../uv.lock`. */
  readonly locks: readonly TrainingInput[];
  readonly data: readonly PinnedData[];
  readonly holdout: PinnedData;
}

/** Documentation shapes no weights. */
const documentation = ['**/*.md', '**/*.rst', '**/LICENSE*', '**/docs/**', 'docs/**'];

/** Files that pin what a program runs with, by the tools that write them. */
const lockFiles = [
  'package-lock.json',
  'npm-shrinkwrap.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'requirements.txt',
  'requirements.lock',
  'poetry.lock',
  'uv.lock',
  'Pipfile.lock',
  'conda-lock.yml',
  'environment.yml',
];

/** Files of Relevo itself: a policy edit must not train again. */
const ours = ['relevo.yml', 'relevo.lock', '.relevo/**', '.github/**'];

/**
 * What shapes the weights, as patterns from the model's folder: the files that were named, or all but documentation. Data are
 * pinned by themselves.
 */
export function inputPatterns({ train, holdout, monitor }: ModelConfig): string[] {
  const data = [...train.data, holdout.data, ...(monitor?.data ?? [])].filter(pattern => !pattern.startsWith('!'));
  const excluded = [...data, ...ours, `${train.output}/**`, ...(train.inputs === null ? documentation : [])];
  return [...(train.inputs ?? ['**']), ...excluded.map(pattern => `!${pattern}`)];
}

/** Finds the inputs and names them. */
export async function identify(
  model: ModelConfig,
  data: readonly PinnedData[],
  ports: { readonly checkout: Checkout; readonly sha256: Sha256 },
): Promise<Identity> {
  const { checkout, sha256 } = ports;
  const { train, dir } = model;
  const own = predictorFiles(model);
  const [found, named, weights, locks, predictor] = await Promise.all([
    checkout.head(),
    checkout.files(dir, inputPatterns(model), []),
    // A model that was put there by a step before is often in no commit.
    train.artifact?.kind === 'folder' ? checkout.files(dir, [`${train.artifact.path}/**`], []) : [],
    findLocks(model, checkout),
    own.length === 0 ? [] : checkout.files(dir, own, []),
  ]);
  // What lies above relevo.yml is none of its checkout's business, but for the files that pin what training ran with.
  const head = { ...found, dirty: found.dirty || locks.some(lock => isAbove(dir, lock) && !isCommitted(lock)) };
  const pinned = data.find(({ part }) => part === 'holdout');
  if (pinned === undefined) throw new Error('The holdout is not among the data of its model.');
  const inputs = distinct([...named, ...weights, ...predictor]);
  const training = trainingDigest(
    {
      model: model.name,
      command: train.command ?? [JSON.stringify(train.artifact)],
      inputs,
      data: data.filter(({ part }) => part === 'training').map(({ path, digest }) => ({ path, digest })),
      locks,
      predictor: { ...predictorOf(model), setup: model.predict.setup },
      seed: 0,
    },
    sha256,
  );
  const rules = nameRules(model, sha256);
  return {
    head,
    training,
    rules,
    yardstick: yardstickDigest({ rules, holdout: pinned.digest }, sha256),
    inputs,
    locks,
    data,
    holdout: pinned,
  };
}

/** Each file once; patterns may meet. */
const distinct = (files: readonly TrainingInput[]): TrainingInput[] => [
  ...new Map(files.map(file => [file.path, file])).values(),
];

/** The lock files that hold for a model: those of a monorepo lie above its folder. */
export const findLocks = (
  { dir }: Pick<ModelConfig, 'dir'>,
  checkout: Pick<Checkout, 'nearest'>,
): Promise<readonly TrainingInput[]> => checkout.nearest(dir, lockFiles);

const isCommitted = ({ content }: TrainingInput): boolean => content.startsWith('git:');

/** Whether a path from the model's folder leaves the folder of relevo.yml. */
const isAbove = (dir: string, { path }: TrainingInput): boolean =>
  path.split('../').length - 1 > (dir === '.' ? 0 : dir.split('/').length);

/**
 * The files that the artifact holds beside the weights, as globs from the model's folder: the module, files that a command
 * names, and what `package` adds.
 */
export const predictorFiles = ({ predict }: Pick<ModelConfig, 'predict'>): string[] => [
  ...(predict.module === null ? [] : [predict.module]),
  ...(predict.command ?? []).filter(argument => PLAIN_PATH.test(argument)).map(path => path.replace(/^\.\//, '')),
  ...predict.package,
];

/** A path that can be no option, placeholder or pattern; a program's own name matches no file. */
const PLAIN_PATH = /^(?:\.\/)?(?!\.\.?(?:\/|$))[\w][\w./-]*$/;

/** Names the rules that a model's candidates are judged by. */
export function nameRules(model: ModelConfig, sha256: Sha256): Digest {
  const { data: _, ...columns } = model.holdout;
  const { inconclusive: __, ...policy } = model.policy;
  return rulesDigest({ task: model.task, columns, metrics: model.metrics, policy }, sha256);
}
