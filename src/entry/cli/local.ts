// A laptop as the place where flows run: files, processes and a registry in `.relevo/`.
import { createHash, randomBytes } from 'node:crypto';
import { userInfo } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCheckout } from '../../adapters/checkout.ts';
import { createDataSets } from '../../adapters/data-sets.ts';
import { createDownloads } from '../../adapters/download/downloads.ts';
import { createPredictor } from '../../adapters/prediction/predictor.ts';
import { openDirectoryRegistry } from '../../adapters/registry/directory.ts';
import { type ArtifactLimits, defaultLimits } from '../../adapters/registry/folder-scan.ts';
import { createRows } from '../../adapters/rows/rows.ts';
import { exists, readText } from '../../adapters/system.ts';
import { createTrainer } from '../../adapters/training/command-trainer.ts';
import { holdOf } from '../../adapters/training/folder-hold.ts';
import { formerOf } from '../../adapters/training/output-folder.ts';
import { type OpenWorkshop, openWorkshop } from '../../adapters/workshop.ts';
import type { Config, ModelConfig } from '../../config/config.ts';
import { parseConfig } from '../../config/parse.ts';
import { digestOf, type Sha256 } from '../../core/digest.ts';
import { foldState } from '../../core/model-state.ts';
import { nearest } from '../../core/nearest.ts';
import { productionCommit } from '../../core/production-commit.ts';
import { fail } from '../../errors.ts';
import { ContinuedLedger } from '../../flows/continued-ledger.ts';
import type { EvaluatePorts } from '../../flows/evaluate/evaluate.ts';
import { nameRules } from '../../flows/evaluate/identity.ts';
import { LOCK } from '../../flows/lock-data.ts';
import type { DataSets, Log, Storage } from '../../ports.ts';
import { readConfig } from './config-file.ts';
import type { Context } from './context.ts';

/** Everything that a command needs which works with the models of one relevo.yml. */
export interface Local extends EvaluatePorts {
  readonly root: string;
  /** Where relevo.yml stands, from the root. */
  readonly configPath: string;
  readonly config: Config;
  readonly dataSets: DataSets;
  readonly storage: Storage;
  /** The text of relevo.lock; null when there is none. */
  readonly lock: string | null;
  /** The person at the keyboard. */
  readonly by: string;
  readonly clear: OpenWorkshop['clear'];
}

/** Bundles lie in folders of their own, one beside the worker. */
const worker = fileURLToPath(new URL('../tensorflow-worker.js', import.meta.url));

const sha256: Sha256 = text => digestOf(createHash('sha256').update(text).digest('hex'));

/** Opens the place around a relevo.yml. `clear` must be called at the end, whatever happened. */
export async function openLocal(context: Context, configPath: string, log: Log): Promise<Local> {
  const path = resolve(context.cwd, configPath);
  const config = await readConfig(context, configPath);
  const root = dirname(path);
  const env = context.env as NodeJS.ProcessEnv;
  const rows = createRows(context.stdin, undefined, root);
  const { workshop, clear } = await openWorkshop();
  const lock = join(root, LOCK);
  const registry = openDirectoryRegistry(join(root, '.relevo'), limitsOf(config));
  return {
    root,
    configPath: basename(path),
    config,
    rows,
    workshop,
    clear,
    checkout: createCheckout(root, env, rows, foldersMade(config)),
    dataSets: createDataSets(rows),
    downloads: createDownloads(),
    trainer: createTrainer(context.env),
    predictor: createPredictor({ environment: context.env, rows, node: 'node', worker, workspace: root }),
    ...registry,
    ledger: new ContinuedLedger(registry.ledger, config),
    clock: { now: context.now },
    log,
    sha256,
    lock: (await exists(lock)) ? await readText(lock) : null,
    by: personAt(env),
  };
}

/** The registry holds what the most generous model may make. */
function limitsOf({ models }: Config): ArtifactLimits {
  const most = Object.values(models).map(({ train }) => train.max_size.bytes);
  return { ...defaultLimits, bytes: Math.max(defaultLimits.bytes, ...most) };
}

/** The folders that training fills, where their former content waits meanwhile, and what keeps others out. */
const foldersMade = ({ models }: Config): string[] =>
  Object.values(models).flatMap(({ dir, train }) => {
    const output = join(dir, train.output);
    return [output, formerOf(output), holdOf(output)];
  });

/** A container may run as a number that has no name. */
function personAt(env: NodeJS.ProcessEnv): string {
  try {
    return userInfo().username;
  } catch {
    return env.USER || env.LOGNAME || 'somebody';
  }
}

/** The models named on the command line, all of them when none is. */
export function modelsNamed({ config }: Pick<Local, 'config'>, names: readonly string[]): ModelConfig[] {
  const known = Object.keys(config.models);
  if (names.length === 0) return Object.values(config.models);
  return names.map(name => {
    const model = config.models[name];
    if (model === undefined) throw fail('model-unknown', { model: name, known, nearest: nearest(name, known) });
    return model;
  });
}

/** A new run's id on this machine: the time, so that runs sort, and chance, so that two never share one. */
export function newRunId(now: Date): string {
  const time = now
    .toISOString()
    .replace(/[-:]|\.\d+Z$/g, '')
    .replace('T', '-');
  return `${time}-${randomBytes(3).toString('hex')}`;
}

/**
 * The model's config at the commit that production came from; null when there is none, it cannot be read any more, or its
 * rules are those of today.
 */
export async function productionConfig(
  { checkout, configPath, ledger, sha256 }: Local,
  model: ModelConfig,
): Promise<ModelConfig | null> {
  const state = foldState((await ledger.read(model.name)).entries);
  if (nameRules(model, sha256) === state.yardstick?.rules) return null;
  const commit = productionCommit(state);
  const text = commit === null ? null : await checkout.textAt(commit, configPath);
  if (text === null) return null;
  const parsed = parseConfig(text, configPath);
  if (!('config' in parsed)) return null;
  const { models } = parsed.config;
  const found = [model.name, ...model.was].map(each => models[each]).find(each => each !== undefined);
  return found ?? null;
}
