// Holds a config against the files that are there: what each model means for them, and what is missing.
import type { ModelConfig } from '../config/config.ts';
import type { MatchedFiles } from '../config/description.ts';
import type { Mistake } from '../config/parsed.ts';
import { nearest } from '../core/nearest.ts';
import { inputPatterns } from './evaluate/identity.ts';

/** The files that a config speaks about; paths start at the folder of relevo.yml. */
export interface Workspace {
  /** The files under a folder that patterns match, by path from it; a pattern with `!` takes out again. */
  match(dir: string, patterns: readonly string[]): Promise<readonly string[]>;
  exists(path: string): Promise<boolean>;
  /** The columns of a table; undefined when it is none that can be read. */
  columns(path: string): Promise<readonly string[] | undefined>;
}

/** Something that a run will miss: the keys that name it in relevo.yml, and what to say. */
export interface Finding {
  readonly keys: readonly (string | number)[];
  readonly mistake: Mistake;
}

/** What one model's config comes to. */
export interface CheckedModel {
  readonly model: ModelConfig;
  readonly files: MatchedFiles;
  readonly findings: readonly Finding[];
}

/** Looks up everything that a model names. */
export async function checkModel(model: ModelConfig, workspace: Workspace): Promise<CheckedModel> {
  const none: MatchedFiles = { inputs: [], data: [], watched: [] };
  if (!(await workspace.exists(model.dir))) {
    return { model, files: none, findings: [missing(['dir'], `the folder ${model.dir} does not exist`)] };
  }
  const { dir, train, monitor } = model;
  const files: MatchedFiles = {
    inputs: train.command === null ? [] : await workspace.match(dir, inputPatterns(model)),
    data: await workspace.match(dir, train.data),
    watched: monitor === null ? [] : await workspace.match(dir, monitor.data),
  };
  const findings = [
    ...(await checkPatterns(model, workspace)),
    ...(await checkPaths(model, workspace)),
    ...(await checkColumns(model, workspace)),
  ];
  return { model, files, findings };
}

function missing(keys: Finding['keys'], message: string, hint?: string): Finding {
  return { keys, mistake: { message, hint } };
}

/** Patterns that match nothing. What production will log need not be there yet. */
async function checkPatterns({ dir, train, predict }: ModelConfig, workspace: Workspace): Promise<Finding[]> {
  const lists = [
    { keys: ['train', 'inputs'], patterns: train.inputs ?? [] },
    { keys: ['train', 'data'], patterns: train.data },
    { keys: ['predict', 'package'], patterns: predict.package },
  ];
  const findings: Finding[] = [];
  for (const { keys, patterns } of lists) {
    for (const [index, pattern] of patterns.entries()) {
      // What an exclusion takes out may well be absent.
      if (pattern.startsWith('!') || (await workspace.match(dir, [pattern])).length > 0) continue;
      const hint = (await workspace.exists(under(dir, pattern)))
        ? `Everything in a folder is ${pattern}/**.`
        : undefined;
      findings.push(missing([...keys, index], `${pattern} matches no file`, hint));
    }
  }
  return findings;
}

interface NamedPath {
  readonly keys: Finding['keys'];
  readonly path: string;
  readonly hint: string | undefined;
}

async function checkPaths(model: ModelConfig, workspace: Workspace): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { keys, path, hint } of namedPaths(model)) {
    if (!(await workspace.exists(under(model.dir, path)))) findings.push(missing(keys, `${path} does not exist`, hint));
  }
  return findings;
}

/** Everything that a model names by a path of its own. */
function namedPaths({ train, predict, holdout }: ModelConfig): NamedPath[] {
  const scripts = (keys: Finding['keys'], command: readonly string[] | null) =>
    (command ?? [])
      .filter((word, index, words) => isScript(word) && !MAKES.test(words[index - 1] ?? ''))
      .map(path => ({ keys, path, hint: undefined }));
  const { artifact } = train;
  return [
    ...scripts(['train', 'command'], train.command),
    ...(artifact?.kind === 'folder' ? [{ keys: ['train', 'artifact'], path: artifact.path, hint: undefined }] : []),
    ...(predict.module === null
      ? scripts(['predict', 'command'], predict.command)
      : [{ keys: ['predict', 'module'], path: predict.module, hint: 'It exports predict({ tf, model, rows }).' }]),
    { keys: ['holdout', 'data'], path: holdout.data, hint: '`relevo split` makes a holdout from a table.' },
  ];
}

/** An option whose value a command makes, and which need not be there before. */
const MAKES = /^--?o(?:ut(?:put)?)?\b/i;

const isScript = (word: string) => /^[^-$][^$]*\.(?:[cm]?[jt]s|py|ipynb|r|jl|sh)$/i.test(word);

/** Columns that the holdout does not have. */
async function checkColumns({ dir, holdout }: ModelConfig, workspace: Workspace): Promise<Finding[]> {
  const path = under(dir, holdout.data);
  const columns = (await workspace.exists(path)) ? await workspace.columns(path) : undefined;
  if (columns === undefined) return [];
  const single = (['target', 'group', 'time', 'weight'] as const).map(key => ({ keys: [key], name: holdout[key] }));
  const listed = (['id', 'slices'] as const).flatMap(key =>
    holdout[key].map((name, index) => ({ keys: [key, index], name })),
  );
  return [...single, ...listed].flatMap(({ keys, name }): Finding[] => {
    if (name === null || columns.includes(name)) return [];
    const message = `${holdout.data} has no column ${name}`;
    return [{ keys: ['holdout', ...keys], mistake: { message, nearest: nearest(name, columns) } }];
  });
}

function under(dir: string, path: string): string {
  return dir === '.' ? path : `${dir}/${path}`;
}
